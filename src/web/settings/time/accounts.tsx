/** What single accounts have of their own, beside what holds for the brand. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { accountsQuery } from "../../client/queries.ts";
import { PlatformCode } from "../../ui/bits.tsx";
import { Item, Items } from "../kit/items.tsx";
import { Part } from "../kit/page.tsx";
import { useTimeWords } from "./words.ts";

interface Props<T> {
  /** Null: as the brand. */
  own: readonly { accountId: string; value: T | null }[];
  summaryOf: (value: T) => string;
  onReset: (accountId: string) => Promise<unknown>;
  /** The dialog in which one account's own is set. */
  children: (accountId: string, name: string, value: T | null, onClose: () => void) => ReactNode;
}

export function AccountOverrides<T>({ own, summaryOf, onReset, children }: Props<T>) {
  const words = useTimeWords();
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  const [editing, setEditing] = useState<string | null>(null);
  const rows = accounts.map((account) => ({
    account,
    value: own.find(({ accountId }) => accountId === account.id)?.value ?? null,
  }));
  const open = rows.find(({ account }) => account.id === editing);
  return (
    <Part title={words.accounts}>
      <Items label={words.accounts} items={rows} keyOf={({ account }) => account.id} empty={words.noAccounts}>
        {({ account, value }) => (
          <Item
            title={
              <>
                <PlatformCode platform={account.platform} />
                {account.name}
              </>
            }
            detail={value === null ? words.asBrand : `${words.own} · ${summaryOf(value)}`}
            actions={
              <button type="button" className="btn" onClick={() => setEditing(account.id)}>
                {value === null ? words.giveOwn : words.own}
              </button>
            }
            {...(value === null
              ? {}
              : {
                  removal: {
                    title: words.backToBrand,
                    hint: words.backToBrandHint,
                    word: words.backToBrand,
                    run: () => onReset(account.id),
                  },
                })}
          />
        )}
      </Items>
      {open ? children(open.account.id, open.account.name, open.value, () => setEditing(null)) : null}
    </Part>
  );
}
