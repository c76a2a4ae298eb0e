/** The rows on the screen, out of any number: only what can be seen is in the document. */
import { useQuery, type UseInfiniteQueryResult } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Suspense, useEffect, useMemo, useSyncExternalStore, type RefObject } from "react";
import { ApiError } from "../client/problem.ts";
import { draftListQuery } from "../client/queries.ts";
import type { ConversationFilter, ConversationItem, Me } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { lazily } from "../shell/lazily.ts";
import { useMinute } from "../ui/minute.ts";
import { useAgentName } from "../ui/agents.ts";
import { Row } from "./row.tsx";
import { RowBox } from "./row-box.tsx";
import type { UseSelection } from "./selection.ts";
import { belongs, type InboxSearch, isServersBusiness, viewOf } from "./views.ts";

const SearchProblem = lazily(() => import("../search/search-problem.tsx").then((part) => part.SearchProblem));

interface Props {
  me: Me;
  filter: ConversationFilter;
  search: InboxSearch;
  openId: string | null;
  query: Pick<
    UseInfiniteQueryResult,
    "isPending" | "isError" | "error" | "hasNextPage" | "isFetchingNextPage" | "fetchNextPage" | "refetch"
  >;
  rows: readonly ConversationItem[];
  scroller: RefObject<HTMLDivElement | null>;
  selection: UseSelection;
  onNear: (id: string) => void;
  noAccounts: boolean;
}

const phone = matchMedia("(max-width: 699px)");
const onPhoneChange = (changed: () => void) => {
  phone.addEventListener("change", changed);
  return () => phone.removeEventListener("change", changed);
};

export function Rows({ me, filter, search, openId, query, rows, scroller, selection, onNear, noAccounts }: Props) {
  const { t } = useT();
  const minute = useMinute();
  const nameOf = useAgentName(me);
  const drafts = useQuery(draftListQuery).data?.items;
  const drafted = useMemo(() => new Set(drafts?.map(({ conversationId }) => conversationId)), [drafts]);
  const rowHeight = useSyncExternalStore(onPhoneChange, () => (phone.matches ? 66 : 60));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);

  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const chosen = selection.chosen.size;
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = query;
  useEffect(() => {
    // What is chosen may leave all at once: what follows is there by then.
    const isNear = last >= rows.length - 25 || chosen * 2 >= rows.length;
    if (isNear && hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [last, chosen, rows.length, hasNextPage, isFetchingNextPage, isError, fetchNextPage]);

  const problem = query.error instanceof ApiError && query.error.problem?.field === "q" ? query.error.problem : null;
  const openIndex = rows.findIndex((row) => row.id === openId);
  useEffect(() => {
    if (openIndex >= 0) virtual.scrollToIndex(openIndex, { align: "auto" });
    // Only when another conversation opens or the list has come, not when it changes around it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [openId, query.isPending]);

  return (
    <div className="rows" ref={scroller}>
      {query.isPending ? <Skeletons label={t.loading} /> : null}
      {query.isError && rows.length === 0 && problem !== null ? (
        <Suspense>
          <SearchProblem problem={problem} />
        </Suspense>
      ) : query.isError && rows.length === 0 ? (
        <div className="none" role="alert">
          <p>{t.listFailed}</p>
          <p>{t.failedHint}</p>
          <button type="button" className="btn" onClick={() => void query.refetch()}>
            {t.retry}
          </button>
        </div>
      ) : null}
      {!query.isPending && !query.isError && rows.length === 0 && !hasNextPage ? (
        <p className="none">{noAccounts ? t.noAccounts : search.q ? t.noneFound(search.q) : t.none[viewOf(search)]}</p>
      ) : null}
      <ul className="rows-inner" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start, key }) => {
          const item = rows[index];
          return item ? (
            <RowBox
              key={key}
              item={item}
              top={start}
              place={index + 1}
              places={hasNextPage ? -1 : rows.length}
              chosen={selection.chosen.has(item.id)}
              picking={selection.picking}
              onToggle={selection.toggle}
              onExtend={selection.extend}
            >
              <Row
                item={item}
                selected={item.id === openId}
                left={!isServersBusiness(filter) && !belongs(item, filter)}
                search={search}
                minute={minute}
                meId={me.id}
                assignee={nameOf(item.assigneeId)}
                drafted={drafted.has(item.id)}
                onNear={onNear}
              />
            </RowBox>
          ) : null;
        })}
      </ul>
      {isFetchingNextPage ? (
        <p className="more" role="status">
          {t.loadingMore}
        </p>
      ) : null}
    </div>
  );
}

function Skeletons({ label }: { label: string }) {
  return (
    <div className="late-in" role="status">
      <span className="vh">{label}</span>
      {Array.from({ length: 8 }, (_, index) => (
        <div className="skeleton" key={index} />
      ))}
    </div>
  );
}
