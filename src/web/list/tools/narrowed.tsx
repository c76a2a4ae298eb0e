/** What narrows the list beside its view, each to be taken away; and what a saved view names that has gone. */
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { TriangleAlert, X } from "lucide-react";
import { accountsQuery } from "../../client/queries.ts";
import type { Me } from "../../client/types.ts";
import { useT } from "../../i18n/language.tsx";
import { inboxHref } from "../../shell/address.ts";
import { useAgentName } from "../../ui/agents.ts";
import { Icon } from "../../ui/icon.tsx";
import { viewsQuery } from "../calls.ts";
import { type InboxSearch, STATUSES } from "../views.ts";
import { useToolWords } from "./words.ts";

export function Narrowed({ me, search }: { me: Me; search: InboxSearch }) {
  const { t } = useT();
  const words = useToolWords();
  const router = useRouter();
  const nameOf = useAgentName(me);
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  const saved = useQuery(viewsQuery).data?.items.find(({ id }) => id === search.saved);
  const chips: [string, InboxSearch][] = [];
  const { sort, status, assignee, label, platform, kind, account } = search;
  if (sort) chips.push([words.sorts[sort], { sort: undefined }]);
  if (status) {
    const names = STATUSES.filter((one) => status.split(",").includes(one)).map((one) => t.status[one]);
    chips.push([names.join(" · "), { status: undefined, view: search.view ?? "all" }]);
  }
  if (assignee) {
    const name = assignee === "none" ? words.nobody : assignee === "me" ? words.me : nameOf(assignee);
    chips.push([`${words.owner} · ${name ?? t.someone}`, { assignee: undefined }]);
  }
  if (label) chips.push([`${words.label} · ${label}`, { label: undefined }]);
  if (platform) chips.push([t.platform[platform], { platform: undefined }]);
  if (kind) chips.push([words.kinds[kind], { kind: undefined }]);
  // An account alone is a view of its own.
  if (account && (saved || search.view || status))
    chips.push([accounts.find(({ id }) => id === account)?.name ?? words.account, { account: undefined }]);
  const gone = saved?.gone ?? [];
  return (
    <>
      {chips.length === 0 ? null : (
        <ul className="narrowed" aria-label={words.tools}>
          {chips.map(([word, change]) => (
            <li key={word}>
              <button
                type="button"
                aria-label={words.drop(word)}
                onClick={() => router.history.push(inboxHref(null, { ...search, ...change }))}
              >
                {word}
                <Icon of={X} small />
              </button>
            </li>
          ))}
        </ul>
      )}
      {gone.length === 0 ? null : (
        <p className="gone" role="status">
          <Icon of={TriangleAlert} small />
          <span>
            {gone.map(({ field, name }) => words.gone[field](name)).join(" · ")}
            <br />
            {words.goneHint}
          </span>
        </p>
      )}
    </>
  );
}
