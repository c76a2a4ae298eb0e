/** Input that nobody could read: masked, with the reason, until a person has looked. */
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { accountsQuery } from "../../client/queries.ts";
import { fullTime } from "../../i18n/dates.ts";
import { useT } from "../../i18n/language.tsx";
import { useLiveChanges } from "../../live/live.tsx";
import { useFailure } from "../../ui/toast.tsx";
import { Items } from "../kit/items.tsx";
import { LoadFailed, Page } from "../kit/page.tsx";
import type { SectionProps } from "../registry.ts";
import { calls, poisonsQuery } from "./calls.ts";
import { useDeskWords } from "./words.ts";

export function AsideScreen({ me }: SectionProps) {
  const { aside: words } = useDeskWords();
  const { language } = useT();
  const client = useQueryClient();
  const failed = useFailure();
  const poisons = useInfiniteQuery(poisonsQuery);
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  const refresh = () => client.invalidateQueries({ queryKey: poisonsQuery.queryKey });
  useLiveChanges((plan) => {
    if (plan.kinds.has("poison") || plan.everything) void refresh();
  });
  return (
    <Page title={words.title} lead={words.lead}>
      {poisons.isError ? <LoadFailed error={poisons.error} onRetry={() => void poisons.refetch()} /> : null}
      {poisons.data ? (
        <Items
          label={words.title}
          items={poisons.data.pages.flatMap((page) => page.items)}
          keyOf={(one) => one.id}
          empty={words.none}
        >
          {({ id, at, reason, raw, accountId }) => (
            <>
              <div className="grow">
                <div className="name">{reason}</div>
                <div className="hint">
                  {accounts.find((one) => one.id === accountId)?.name ?? accountId} · {fullTime(language, at)}
                </div>
                <details>
                  <summary>{words.raw}</summary>
                  <pre className="raw">{raw}</pre>
                </details>
              </div>
              {me.permissions.includes("job.run") ? (
                <button
                  type="button"
                  className="btn"
                  onClick={() =>
                    void calls
                      .dismiss(id)
                      .catch(failed)
                      .finally(() => void refresh())
                  }
                >
                  {words.dismiss}
                </button>
              ) : null}
            </>
          )}
        </Items>
      ) : null}
      {poisons.hasNextPage ? (
        <button type="button" className="btn" onClick={() => void poisons.fetchNextPage()}>
          {words.more}
        </button>
      ) : null}
    </Page>
  );
}
