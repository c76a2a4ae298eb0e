/** A conversation whose time to answer runs out while it is open: closed at once on the screen, then as the server says. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { keys } from "../client/queries.ts";
import type { ConversationDetail } from "../client/types.ts";
import { useMinute } from "../ui/minute.ts";

const MINUTE_MS = 60_000;

export function useClosing(conversation: ConversationDetail): ConversationDetail {
  const client = useQueryClient();
  const { id, answerability } = conversation;
  const minute = useMinute();
  const over =
    answerability.state === "open" &&
    answerability.until !== null &&
    Date.parse(answerability.until) <= minute * MINUTE_MS;
  useEffect(() => {
    if (over) void client.invalidateQueries({ queryKey: keys.conversation(id) });
  }, [over, client, id]);
  return useMemo(
    () =>
      over
        ? { ...conversation, answerability: { ...answerability, state: "closed" as const, reason: "window-closed" } }
        : conversation,
    [over, conversation, answerability],
  );
}
