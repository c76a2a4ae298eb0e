/** The list's data: loaded by pages, patched in place by live events, news held back until they are asked for. */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { api } from "../client/client.ts";
import { keys, LIST_PAGE, listQuery } from "../client/queries.ts";
import type { ConversationFilter, ConversationItem } from "../client/types.ts";
import { useLiveChanges } from "../live/live.tsx";
import { appended, flatten, heldBack, patchRows, type Loaded } from "./merge.ts";
import { onOwnAction } from "./own-actions.ts";
import { belongs, isServersBusiness } from "./views.ts";

/** More changed rows than this are left to the newest page and the next opening of the list. */
const MOST_SINGLE_READS = 8;
const NONE: readonly string[] = [];
const NOBODY: ReadonlySet<string> = new Set();

export function useList(filter: ConversationFilter) {
  const client = useQueryClient();
  const query = useInfiniteQuery(listQuery(filter));
  const queryKey = useMemo(() => keys.list(filter), [filter]);
  // What its reader sent away is gone at once; what others sent away stays, since the list never moves by itself.
  const [goneOf, setGoneOf] = useState({ queryKey, ids: NOBODY });
  const gone = goneOf.queryKey === queryKey ? goneOf.ids : NOBODY;
  const rows = useMemo(() => flatten(query.data).filter((row) => !gone.has(row.id)), [query.data, gone]);
  const [heldOf, setHeldOf] = useState<{ queryKey: unknown; ids: readonly string[] }>({ queryKey, ids: NONE });
  const held = heldOf.queryKey === queryKey ? heldOf.ids : NONE;
  // The time under which each row stands in its place, though its content may be newer.
  const shownAt = useRef(new Map<string, string>());
  const shownFor = useRef(queryKey);

  useEffect(() => {
    if (shownFor.current !== queryKey) shownAt.current = new Map();
    shownFor.current = queryKey;
    for (const row of rows) if (!shownAt.current.has(row.id)) shownAt.current.set(row.id, row.lastMessageAt);
  }, [rows, queryKey]);

  // A list that is left keeps its first page: shown at once on return, and cheap to read again.
  useEffect(
    () => () => {
      client.setQueryData<Loaded>(
        queryKey,
        (loaded) => loaded && { pages: loaded.pages.slice(0, 1), pageParams: loaded.pageParams.slice(0, 1) },
      );
    },
    [client, queryKey],
  );

  useEffect(
    () =>
      onOwnAction(({ ids, back }) => {
        const items = new Map(flatten(client.getQueryData<Loaded>(queryKey)).map((item) => [item.id, item]));
        const leaves = (id: string) => {
          const item = items.get(id);
          return item !== undefined && !isServersBusiness(filter) && !belongs(item, filter);
        };
        setGoneOf((before) => {
          const next = new Set(before.queryKey === queryKey ? before.ids : NOBODY);
          for (const id of ids) {
            if (back) next.delete(id);
            else if (leaves(id)) next.add(id);
          }
          return { queryKey, ids: next };
        });
      }),
    [client, filter, queryKey],
  );

  const show = useCallback(async () => {
    const newest = await api.conversations(filter, null, LIST_PAGE);
    shownAt.current = new Map();
    setGoneOf({ queryKey, ids: NOBODY });
    setHeldOf({ queryKey, ids: NONE });
    client.setQueryData<Loaded>(queryKey, { pages: [newest], pageParams: [null] });
  }, [client, filter, queryKey]);

  const readNews = async (changed: readonly string[]) => {
    const newest = await api.conversations(filter, null, LIST_PAGE);
    const loaded = client.getQueryData<Loaded>(queryKey);
    if (!loaded) return;
    // An empty list has nothing that could jump.
    if (loaded.pages.every((page) => page.items.length === 0)) {
      client.setQueryData<Loaded>(queryKey, { pages: [newest], pageParams: [null] });
      return;
    }
    const fresh = new Map(newest.items.map((item) => [item.id, item]));
    // By urgency, what is new stands last: only there can it be put without moving anything.
    const isLast = filter.sort !== undefined && loaded.pages.at(-1)?.nextCursor === null;
    const elsewhere = changed.filter((id) => !fresh.has(id) && (isLast || shownAt.current.has(id)));
    const read = await readEach(elsewhere.slice(0, MOST_SINGLE_READS));
    for (const item of read) fresh.set(item.id, item);
    const behind = isLast ? read.filter((item) => belongs(item, filter)) : [];
    client.setQueryData<Loaded>(queryKey, (now) => now && appended(patchRows(now, fresh), behind));
    setHeldOf({ queryKey, ids: heldBack(newest.items, shownAt.current, filter) });
  };

  // One reading at a time; what changes meanwhile is read by the next, so an older answer never comes last.
  const news = useRef<{ changed: Set<string>; wanted: boolean; reading: boolean }>({
    changed: new Set(),
    wanted: false,
    reading: false,
  });
  const takeNews = async () => {
    const state = news.current;
    if (state.reading) return;
    state.reading = true;
    try {
      while (state.wanted) {
        const changed = [...state.changed];
        state.changed.clear();
        state.wanted = false;
        await readNews(changed);
      }
    } finally {
      state.reading = false;
    }
  };
  useLiveChanges((plan) => {
    if (plan.conversations.size === 0 && !plan.everything) return;
    if (!query.data) {
      // The first reading is still on its way and may be older than this event.
      if (query.isFetching && !plan.everything) void query.refetch();
      return;
    }
    for (const id of plan.conversations) news.current.changed.add(id);
    news.current.wanted = true;
    takeNews().catch(() => {
      // The next event or the reconnect reads again; the rows on the screen stay.
    });
  });

  return { query, rows, held, show, gone };
}

async function readEach(ids: readonly string[]): Promise<ConversationItem[]> {
  const answers = await Promise.allSettled(ids.map((id) => api.conversation(id)));
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
}
