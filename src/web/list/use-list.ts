/** The list's data: loaded by pages, patched in place by live events, news held back until they are asked for. */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { api } from "../client/client.ts";
import { keys, LIST_PAGE, listQuery } from "../client/queries.ts";
import type { ConversationFilter, ConversationItem } from "../client/types.ts";
import { useLiveChanges } from "../live/live.tsx";
import type { Plan } from "../live/plan.ts";
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
  const readings = useRef(0);

  useEffect(() => {
    if (shownFor.current !== queryKey) shownAt.current = new Map();
    shownFor.current = queryKey;
    for (const row of rows) if (!shownAt.current.has(row.id)) shownAt.current.set(row.id, row.lastMessageAt);
  }, [rows, queryKey]);

  const show = useCallback(async () => {
    const newest = await api.conversations(filter, null, LIST_PAGE);
    shownAt.current = new Map();
    setHeldOf({ queryKey, ids: NONE });
    client.setQueryData<Loaded>(queryKey, { pages: [newest], pageParams: [null] });
  }, [client, filter, queryKey]);

  const takeNews = async (plan: Plan) => {
    if (plan.conversations.size === 0 && !plan.everything) return;
    if (!query.data) {
      // The first reading is still on its way and may be older than this event.
      if (query.isFetching && !plan.everything) await query.refetch();
      return;
    }
    const reading = ++readings.current;
    const newest = await api.conversations(filter, null, LIST_PAGE);
    // A later reading knows more.
    if (reading !== readings.current) return;
    // An empty list has nothing that could jump.
    if (rows.length === 0) {
      client.setQueryData<Loaded>(queryKey, { pages: [newest], pageParams: [null] });
      return;
    }
    const fresh = new Map(newest.items.map((item) => [item.id, item]));
    const elsewhere = [...plan.conversations].filter((id) => shownAt.current.has(id) && !fresh.has(id));
    for (const item of await readEach(elsewhere.slice(0, MOST_SINGLE_READS))) fresh.set(item.id, item);
    client.setQueryData<Loaded>(queryKey, (loaded) => loaded && patchRows(loaded, fresh));
    setHeldOf({ queryKey, ids: heldBack(newest.items, shownAt.current, filter) });
  };
  useLiveChanges((plan) => {
    takeNews(plan).catch(() => {
      // The next event or the reconnect reads again; the rows on the screen stay.
    });
  });

  return { query, rows, held, show };
}

async function readEach(ids: readonly string[]): Promise<ConversationItem[]> {
  const answers = await Promise.allSettled(ids.map((id) => api.conversation(id)));
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
}
