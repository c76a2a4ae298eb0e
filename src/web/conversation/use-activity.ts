/** What happened between the messages on the screen: read as far back as the messages reach. */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { api } from "../client/client.ts";
import { keys } from "../client/queries.ts";
import type { ActivityItem } from "../client/types.ts";
import { useLiveChanges } from "../live/live.tsx";

/** Oldest first. `since`: the oldest message on the screen; null where it is the first of all. */
export function useActivity(id: string, since: string | null): readonly ActivityItem[] {
  const client = useQueryClient();
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = useInfiniteQuery({
    queryKey: keys.activity(id),
    queryFn: ({ pageParam, signal }) => api.activity(id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  useLiveChanges((plan) => {
    if (plan.everything || plan.conversations.has(id)) void client.invalidateQueries({ queryKey: keys.activity(id) });
  });
  const items = useMemo(() => (data?.pages ?? []).flatMap((page) => page.items).toReversed(), [data]);
  const oldest = items[0]?.at;
  const more = hasNextPage && (oldest === undefined || since === null || oldest > since);
  useEffect(() => {
    if (more && !isFetching && !isError) void fetchNextPage();
  }, [more, isFetching, isError, fetchNextPage]);
  return useMemo(() => (since === null ? items : items.filter((one) => one.at >= since)), [items, since]);
}
