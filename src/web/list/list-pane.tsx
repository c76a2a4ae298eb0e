/** The list pane: title, what waits above it, the rows, and its empty, loading and failed states. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { ListChecks, Menu, Search, X } from "lucide-react";
import { Suspense, useCallback, useEffect, useRef, useState } from "react";
import { accountsQuery, countsQuery, messagesQuery } from "../client/queries.ts";
import type { ConversationFilter, Me } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { inboxHref } from "../shell/address.ts";
import { useKeys } from "../shell/keys.ts";
import { lazily } from "../shell/lazily.ts";
import { SearchBox } from "../shell/search-box.tsx";
import { Icon } from "../ui/icon.tsx";
import { viewsQuery } from "./calls.ts";
import { countOf } from "./counts.ts";
import { Rows } from "./rows.tsx";
import { useSelection } from "./selection.ts";
import { useList } from "./use-list.ts";
import { type InboxSearch, viewOf } from "./views.ts";

// On its way while the list is read: it is there by the first tick.
const bulkBar = import("./bulk/bulk-bar.tsx");
const tools = import("./tools.ts");
const ListTools = lazily(() => tools.then((part) => part.ListTools));
const Narrowed = lazily(() => tools.then((part) => part.Narrowed));
const BulkBar = lazily(() => bulkBar.then((part) => part.BulkBar));

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
  const { query, rows, held, show, gone } = useList(filter);
  const selection = useSelection(filter, rows);
  const counts = useQuery(countsQuery).data;
  const accounts = useQuery(accountsQuery).data;
  const [searching, setSearching] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const lastIndex = useRef(0);

  const index = rows.findIndex((row) => row.id === openId);
  useEffect(() => {
    if (index >= 0) lastIndex.current = index;
  }, [index]);
  // What its reader sent away gives its place to the next one; on a phone the list shows again.
  const sentAway = openId !== null && gone.has(openId) && index < 0;
  useEffect(() => {
    if (!sentAway) return;
    const next = onPhone.matches ? undefined : (rows[lastIndex.current] ?? rows[lastIndex.current - 1]);
    const fromList = document.activeElement === document.body || document.activeElement?.closest(".rows") !== null;
    router.history.push(inboxHref(next?.id ?? null, search));
    if (next && fromList) requestAnimationFrame(() => focusRow(next.id));
    // Once for each that goes, whatever changes around it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [sentAway]);

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
  // Where a key chooses: the row that has the focus, else the one that is open.
  const here = () => {
    const focused = document.activeElement?.closest<HTMLElement>(".row")?.dataset["id"];
    return rows.find((row) => row.id === (focused ?? openId));
  };
  const extend = (step: 1 | -1) => {
    const from = here();
    const to = rows[(from ? rows.indexOf(from) : -1) + step];
    if (from && selection.anchor === null) selection.toggle(from);
    if (!to) return;
    selection.extend(to);
    focusRow(to.id);
  };
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    J: () => extend(1),
    K: () => extend(-1),
    x: () => {
      const row = here();
      if (row) selection.toggle(row);
    },
    "*": () => selection.choose(rows),
    ".": () => {
      if (held.length > 0) showNews();
    },
    Escape: () => {
      if (selection.picking) selection.clear();
      else focusRow(openId);
    },
  });

  const account = accounts?.items.find((one) => one.id === search.account);
  const saved = useQuery(viewsQuery).data?.items.find((one) => one.id === search.saved);
  const title = saved
    ? saved.name
    : account && !search.view
      ? account.name
      : search.q && !search.view
        ? t.searchFor(search.q)
        : t.view[viewOf(search)];
  const count = counts && !search.q ? countOf(counts, search, me.id) : null;

  return (
    <section className={selection.picking ? "list picking" : "list"} aria-label={t.conversations}>
      {selection.picking ? (
        <Suspense fallback={<div className="bar" />}>
          <BulkBar me={me} filter={filter} rows={rows} hasMore={query.hasNextPage} selection={selection} />
        </Suspense>
      ) : null}
      <div className="bar" hidden={selection.picking}>
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
        <Suspense>
          <ListTools me={me} search={search} />
        </Suspense>
        <button type="button" className="btn quiet sq only-coarse" onClick={selection.startPicking}>
          <Icon of={ListChecks} />
          <span className="vh">{t.chooseSeveral}</span>
        </button>
      </div>
      {searching ? (
        <div className="searchrow only-t">
          <SearchBox search={search} openId={openId} focusAtOnce />
        </div>
      ) : null}
      <Suspense>
        <Narrowed me={me} search={search} />
      </Suspense>
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
        selection={selection}
        onNear={near}
        noAccounts={accounts !== undefined && accounts.items.length === 0}
      />
    </section>
  );
}

const onPhone = matchMedia("(max-width: 699px)");

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
