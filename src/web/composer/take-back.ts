/** Takes an answer back that has not left: its words stand in the reply box again. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api } from "../client/client.ts";
import { keys } from "../client/queries.ts";
import { keeperOf } from "./draft-keeper.ts";
import type { Mode } from "./drafts.ts";
import { dropUndoable } from "./undo-store.ts";

/** Rejects with ApiError: `conflict` where it has left. */
export function useTakeBack(): (deliveryId: string, conversationId: string, mode: Mode) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (deliveryId, conversationId, mode) => {
      const keeper = keeperOf(conversationId, mode);
      // What was begun since goes below, so the server must have it first.
      await keeper.flush();
      const { draft } = await api.takeBack(deliveryId);
      keeper.adopt(draft);
      dropUndoable(deliveryId);
      void client.invalidateQueries({ queryKey: keys.messages(conversationId) });
      void client.invalidateQueries({ queryKey: keys.drafts });
    },
    [client],
  );
}
