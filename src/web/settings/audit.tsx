/** The log of who did what, for admins: filtered, a page at a time, and as a file. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../client/client.ts";
import { agentsQuery } from "../client/queries.ts";
import type { AuditItem } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { whyOf } from "../ui/toast.tsx";

type Filter = Partial<Record<"actor" | "type" | "subject" | "since" | "until", string>>;

export function AuditScreen() {
  const { t } = useT();
  const [filter, setFilter] = useState<Filter>({});
  const log = useInfiniteQuery({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam, signal }) => api.audit(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <main className="settings">
      <header>
        <h1>{t.audit.title}</h1>
        <a className="btn" href={`/api/audit/csv?${new URLSearchParams(filter).toString()}`} download>
          CSV
        </a>
        <Link to="/inbox" className="btn">
          {t.back}
        </Link>
      </header>
      <Filters types={[...new Set(items.map((one) => one.type))]} onChange={setFilter} />
      {log.isError ? <p role="alert">{whyOf(log.error, t)}</p> : <Rows items={items} />}
      {log.hasNextPage ? (
        <button
          type="button"
          className="btn"
          disabled={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {t.audit.older}
        </button>
      ) : null}
    </main>
  );
}

function Filters({ types, onChange }: { types: string[]; onChange: (filter: Filter) => void }) {
  const { t } = useT();
  const agents = useQuery(agentsQuery).data?.items ?? [];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onChange(filterOf(new FormData(event.currentTarget)));
      }}
    >
      <label>
        {t.audit.actor}
        <select name="actor">
          <option value="">{t.audit.anybody}</option>
          <option value="system">{t.audit.program}</option>
          {agents.map((agent) => (
            <option key={agent.id} value={agent.id}>
              {agent.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t.audit.type}
        <input name="type" list="audit-types" placeholder="conversation.status" />
        <datalist id="audit-types">
          {types.map((type) => (
            <option key={type} value={type}>
              {type}
            </option>
          ))}
        </datalist>
      </label>
      <label>
        {t.audit.subject}
        <input name="subject" placeholder="cnv_42" />
      </label>
      <label>
        {t.audit.since}
        <input name="since" type="datetime-local" />
      </label>
      <label>
        {t.audit.until}
        <input name="until" type="datetime-local" />
      </label>
      <button className="btn">{t.audit.filter}</button>
    </form>
  );
}

/** Empty fields narrow nothing; times are the reader's own. */
function filterOf(form: FormData): Filter {
  const entries = [...form].flatMap(([name, value]) => {
    const text = typeof value === "string" ? value.trim() : "";
    if (text === "") return [];
    return [[name, name === "since" || name === "until" ? new Date(text).toISOString() : text]];
  });
  return Object.fromEntries(entries) as Filter;
}

function Rows({ items }: { items: AuditItem[] }) {
  const { t, language } = useT();
  const time = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "medium" });
  if (items.length === 0) return <p>{t.audit.nothing}</p>;
  return (
    <table>
      <thead>
        <tr>
          <th>{t.audit.when}</th>
          <th>{t.audit.actor}</th>
          <th>{t.audit.type}</th>
          <th>{t.audit.subject}</th>
          <th>{t.audit.details}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.seq}>
            <td className="num">
              <time dateTime={one.at}>{time.format(new Date(one.at))}</time>
            </td>
            <td>{one.actorName ?? t.audit.program}</td>
            <td>{one.type}</td>
            <td>{[one.accountId, one.conversationId, one.messageId].filter((id) => id !== null).join(" ")}</td>
            <td>
              {Object.entries(one.data)
                .map(([name, value]) => `${name}: ${String(value)}`)
                .join(", ")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
