/** The list's data: loaded by pages, patched in place by live events, news held back until they are asked for. */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { api } from "../client/client.ts";
import { keys, LIST_PAGE, listQuery } from "../client/queries.ts";
import type { ConversationFilter, ConversationItem } from "../client/types.ts";
import { useLiveChanges } from "../live/live.tsx";
import { flatten, heldBack, patchRows, type Loaded } from "./merge.ts";

/** More changed rows than this are left to the newest page and the next opening of the list. */
const MOST_SINGLE_READS = 8;
const NONE: readonly string[] = [];

export function useList(filter: ConversationFilter) {
  const client = useQueryClient();
  const query = useInfiniteQuery(listQuery(filter));
  const rows = useMemo(() => flatten(query.data), [query.data]);
  const queryKey = useMemo(() => keys.list(filter), [filter]);
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

  const show = useCallback(async () => {
    const newest = await api.conversations(filter, null, LIST_PAGE);
    shownAt.current = new Map();
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
    const elsewhere = changed.filter((id) => shownAt.current.has(id) && !fresh.has(id));
    for (const item of await readEach(elsewhere.slice(0, MOST_SINGLE_READS))) fresh.set(item.id, item);
    client.setQueryData<Loaded>(queryKey, (now) => now && patchRows(now, fresh));
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

  return { query, rows, held, show };
}

async function readEach(ids: readonly string[]): Promise<ConversationItem[]> {
  const answers = await Promise.allSettled(ids.map((id) => api.conversation(id)));
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
}
