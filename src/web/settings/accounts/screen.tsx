/** Official accounts: the list with how each is, and the way to one, or to a new one. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { accountsQuery, keys } from "../../client/queries.ts";
import type { AccountView } from "../../client/types.ts";
import { shortTime } from "../../i18n/dates.ts";
import { useT } from "../../i18n/language.tsx";
import { useLiveChanges } from "../../live/live.tsx";
import { Handle, PlatformCode } from "../../ui/bits.tsx";
import { Icon } from "../../ui/icon.tsx";
import { dateOfMinute, useMinute } from "../../ui/minute.ts";
import { Items } from "../kit/items.tsx";
import { LoadFailed, Page } from "../kit/page.tsx";
import type { SectionProps } from "../registry.ts";
import { AddAccount } from "./add.tsx";
import { AccountDetail } from "./detail.tsx";
import { StateTag } from "./state.tsx";
import { troublesOf } from "./troubles.ts";
import { useAccountWords } from "./words.ts";

export function AccountsScreen({ me, rest }: SectionProps) {
  const [first, second] = rest;
  const may = me.permissions.includes("account.manage");
  const client = useQueryClient();
  useLiveChanges((plan) => {
    // When the last message came in is part of how an account is.
    if (plan.kinds.has("message")) void client.invalidateQueries({ queryKey: keys.accounts });
  });
  if (first === "add" && may) return <AddAccount platform={second} />;
  if (first !== undefined && first !== "add")
    return <AccountDetail key={first} id={first} may={may} fresh={second === "new"} />;
  return <AccountList may={may} />;
}

function AccountList({ may }: { may: boolean }) {
  const words = useAccountWords();
  const accounts = useQuery(accountsQuery);
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        may ? (
          <Link className="btn solid" to="/settings/$" params={{ _splat: "accounts/add" }}>
            <Icon of={Plus} small />
            {words.add}
          </Link>
        ) : null
      }
    >
      {may ? null : <p className="hint">{words.readOnly}</p>}
      {accounts.isError ? <LoadFailed error={accounts.error} onRetry={() => void accounts.refetch()} /> : null}
      {accounts.data ? (
        <Items label={words.title} items={accounts.data.items} keyOf={(one) => one.id} empty={words.none}>
          {(account) => <Row account={account} />}
        </Items>
      ) : null}
    </Page>
  );
}

function Row({ account }: { account: AccountView }) {
  const words = useAccountWords();
  const { t, language } = useT();
  const now = dateOfMinute(useMinute());
  const troubles = troublesOf(account, words, (code) => t.reason(code, t.platform[account.platform]));
  const urgent = troubles.filter((one) => one.urgent);
  return (
    <>
      <div className="grow">
        <div className="name">
          <PlatformCode platform={account.platform} />
          <Link to="/settings/$" params={{ _splat: `accounts/${account.id}` }}>
            {account.name}
          </Link>
          <Handle platform={account.platform} handle={account.handle} />
          <StateTag account={account} />
        </div>
        <div className="hint">
          {account.lastEventAt === null
            ? words.neverEvent
            : `${words.lastEvent} ${shortTime(language, account.lastEventAt, now)}`}
          {urgent.length === 0 ? null : <span className="bad"> · {urgent.map((one) => one.what).join(" · ")}</span>}
        </div>
      </div>
      <Link
        className="btn"
        to="/settings/$"
        params={{ _splat: `accounts/${account.id}` }}
        aria-label={`${words.open} ${account.name}`}
      >
        {words.open}
      </Link>
    </>
  );
}
