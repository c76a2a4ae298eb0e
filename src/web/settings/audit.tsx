/** The log of who did what, for admins: filtered, a page at a time, and as a file. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../client/client.ts";
import { agentsQuery } from "../client/queries.ts";
import type { AuditItem } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { ScrollX } from "../ui/scroll-x.tsx";
import { whyOf } from "../ui/toast.tsx";
import { Page } from "./kit/page.tsx";
import { useSettingsWords } from "./words.ts";

type Filter = Partial<Record<"actor" | "type" | "subject" | "since" | "until", string>>;

export function AuditScreen() {
  const { t } = useT();
  const { audit } = useSettingsWords();
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
    <Page
      wide
      title={audit.title}
      actions={
        <a className="btn" href={`/api/audit/csv?${new URLSearchParams(filter).toString()}`} download>
          CSV
        </a>
      }
    >
      <Filters types={[...new Set(items.map((one) => one.type))]} onChange={setFilter} />
      {log.isError ? <p role="alert">{whyOf(log.error, t)}</p> : <Rows items={items} />}
      {log.hasNextPage ? (
        <button
          type="button"
          className="btn"
          disabled={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {audit.older}
        </button>
      ) : null}
    </Page>
  );
}

function Filters({ types, onChange }: { types: string[]; onChange: (filter: Filter) => void }) {
  const { audit } = useSettingsWords();
  const agents = useQuery(agentsQuery).data?.items ?? [];
  return (
    <form
      className="filters"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(filterOf(new FormData(event.currentTarget)));
      }}
    >
      <label>
        {audit.actor}
        <select name="actor">
          <option value="">{audit.anybody}</option>
          <option value="system">{audit.program}</option>
          {agents.map((agent) => (
            <option key={agent.id} value={agent.id}>
              {agent.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {audit.type}
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
        {audit.subject}
        <input name="subject" placeholder="cnv_42" />
      </label>
      <label>
        {audit.since}
        <input name="since" type="datetime-local" />
      </label>
      <label>
        {audit.until}
        <input name="until" type="datetime-local" />
      </label>
      <button className="btn">{audit.filter}</button>
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
  const { language } = useT();
  const { audit } = useSettingsWords();
  const time = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "medium" });
  if (items.length === 0) return <p>{audit.nothing}</p>;
  return (
    <ScrollX label={audit.title}>
      <table>
        <thead>
          <tr>
            <th>{audit.when}</th>
            <th>{audit.actor}</th>
            <th>{audit.type}</th>
            <th>{audit.subject}</th>
            <th>{audit.details}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.seq}>
              <td className="num">
                <time dateTime={one.at}>{time.format(new Date(one.at))}</time>
              </td>
              <td>{one.actorName ?? audit.program}</td>
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
    </ScrollX>
  );
}
