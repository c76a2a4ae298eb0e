/** A conversation's messages: the newest page first, older ones on demand, kept fresh by live events. */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../client/client.ts";
import { keys, MESSAGE_PAGE, messagesQuery } from "../client/queries.ts";
import type { MessagePage } from "../client/queries.ts";
import type { MessageItem } from "../client/types.ts";
import { useLiveChanges } from "../live/live.tsx";
import { inReadingOrder, mergeNewest, type LoadedMessages } from "./pages.ts";

export function useMessages(id: string) {
  const client = useQueryClient();
  const query = useInfiniteQuery(messagesQuery(client, id));
  const messages = useMemo(() => inReadingOrder(query.data?.pages ?? []).filter(isSaid), [query.data]);
  // The newest page carries what has been seen.
  const seenSeq = query.data?.pages[0]?.seq ?? null;

  useLiveChanges((plan) => {
    const named = plan.messages.get(id);
    if (!plan.everything && !plan.conversations.has(id)) return;
    const refresh = async () => {
      const detail = await api.conversation(id);
      client.setQueryData(keys.conversation(id), detail);
      if (named === undefined && !plan.everything) return;
      const newest: MessagePage = { ...(await api.messages(id, null, MESSAGE_PAGE)), seq: detail.seq };
      const loaded = client.getQueryData<LoadedMessages>(keys.messages(id));
      if (!loaded) {
        // The first reading is still on its way and may be older than this event.
        await client.invalidateQueries({ queryKey: keys.messages(id) });
        return;
      }
      const fresh = new Set(newest.items.map((item) => item.id));
      const older = loaded.pages.length > 1 && [...(named ?? [])].some((one) => !fresh.has(one));
      client.setQueryData<LoadedMessages>(keys.messages(id), mergeNewest(loaded, newest));
      if (older) await client.invalidateQueries({ queryKey: keys.messages(id) });
    };
    refresh().catch(() => client.invalidateQueries({ queryKey: keys.messages(id), refetchType: "none" }));
  });

  return { query, messages, seenSeq };
}

/** What was taken back before it left was never said. */
function isSaid({ delivery }: MessageItem): boolean {
  return delivery?.code !== "taken-back";
}
