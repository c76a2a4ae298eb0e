/** The list pane: title, what waits above it, the rows, and its empty, loading and failed states. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Menu, Search, X } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { accountsQuery, countsQuery, messagesQuery } from "../client/queries.ts";
import type { ConversationFilter, Me } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { inboxHref } from "../shell/address.ts";
import { useKeys } from "../shell/keys.ts";
import { SearchBox } from "../shell/search-box.tsx";
import { Icon } from "../ui/icon.tsx";
import { countOf } from "./counts.ts";
import { Rows } from "./rows.tsx";
import { useList } from "./use-list.ts";
import type { InboxSearch } from "./views.ts";

interface Props {
  me: Me;
  filter: ConversationFilter;
  search: InboxSearch;
  openId: string | null;
  onMenu: () => void;
}

export function ListPane({ me, filter, search, openId, onMenu }: Props) {
  const { t } = useT();
  const router = useRouter();
  const client = useQueryClient();
  const { query, rows, held, show } = useList(filter);
  const counts = useQuery(countsQuery).data;
  const accounts = useQuery(accountsQuery).data;
  const [searching, setSearching] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const lastIndex = useRef(0);

  const index = rows.findIndex((row) => row.id === openId);
  useEffect(() => {
    if (index >= 0) lastIndex.current = index;
  }, [index]);

  const near = useCallback(
    (id: string) => {
      void client.prefetchInfiniteQuery({ ...messagesQuery(client, id), staleTime: 10_000 });
    },
    [client],
  );
  const go = (step: 1 | -1) => {
    // After a row left the list, its place belongs to the next one.
    const from =
      index >= 0 ? index + step : openId === null ? 0 : step === 1 ? lastIndex.current : lastIndex.current - 1;
    const target = rows[Math.max(0, Math.min(rows.length - 1, from))];
    if (!target || target.id === openId) return;
    router.history.push(inboxHref(target.id, search, target.hit?.messageId));
    // A reader who moves by focus takes the focus along.
    if (document.activeElement?.classList.contains("row")) requestAnimationFrame(() => focusRow(target.id));
    const after = rows[rows.indexOf(target) + step];
    if (after) near(after.id);
  };
  const showNews = () => {
    scroller.current?.scrollTo({ top: 0 });
    void show();
  };
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    ".": () => {
      if (held.length > 0) showNews();
    },
    Escape: () => focusRow(openId),
  });

  const account = accounts?.items.find((one) => one.id === search.account);
  const title =
    account && !search.view
      ? account.name
      : search.q && !search.view
        ? t.searchFor(search.q)
        : t.view[search.view ?? "open"];
  const count = counts && !search.q ? countOf(counts, search, me.id) : null;

  return (
    <section className="list" aria-label={t.conversations}>
      <div className="bar">
        <button type="button" className="btn quiet sq only-t" style={{ marginInlineStart: -8 }} onClick={onMenu}>
          <Icon of={Menu} />
          <span className="vh">{t.views}</span>
        </button>
        <h1 className="overflow-hidden text-ellipsis whitespace-nowrap">{title}</h1>
        {count === null ? null : <span className="num">{count}</span>}
        <span className="grow" />
        {search.q ? (
          <button
            type="button"
            className="btn quiet sq"
            onClick={() => {
              setSearching(false);
              router.history.push(inboxHref(openId, { ...search, q: undefined }));
            }}
          >
            <Icon of={X} />
            <span className="vh">{t.clearSearch}</span>
          </button>
        ) : null}
        <button
          type="button"
          className="btn quiet sq only-t"
          aria-expanded={searching}
          onClick={() => setSearching((shown) => !shown)}
        >
          <Icon of={Search} />
          <span className="vh">{t.search}</span>
        </button>
      </div>
      {searching ? (
        <div className="searchrow only-t">
          <SearchBox search={search} openId={openId} focusAtOnce />
        </div>
      ) : null}
      {held.length > 0 ? (
        <button type="button" className="held" onClick={showNews}>
          {t.held(held.length)}
          <kbd aria-hidden="true">.</kbd>
        </button>
      ) : null}
      <p className="vh" role="status">
        {held.length > 0 ? t.held(held.length) : ""}
      </p>
      <Rows
        me={me}
        filter={filter}
        search={search}
        openId={openId}
        query={query}
        rows={rows}
        scroller={scroller}
        onNear={near}
        noAccounts={accounts !== undefined && accounts.items.length === 0}
      />
    </section>
  );
}

/** Gives the focus to a row, or to the first one. */
export function focusRow(id: string | null): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  const row = id === null ? null : document.querySelector<HTMLElement>(`.row[data-id="${CSS.escape(id)}"]`);
  (row ?? document.querySelector<HTMLElement>(".row"))?.focus({ preventScroll: row === null });
}

const PATIENCE_FRAMES = 20;

/** The same, once the list is on the screen again. */
export function focusRowSoon(id: string, framesLeft = PATIENCE_FRAMES): void {
  if (document.querySelector(`.row[data-id="${CSS.escape(id)}"]`) !== null) focusRow(id);
  else if (framesLeft > 0) requestAnimationFrame(() => focusRowSoon(id, framesLeft - 1));
}
