/** The drafts of the open conversation: read from the server when it is opened and when the window is looked at again. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { api } from "../client/client.ts";
import { type DraftList, keys } from "../client/queries.ts";
import { keeperOf, type DraftKeeper, type Kept } from "./draft-keeper.ts";
import type { Mode } from "./drafts.ts";

export interface UsedDraft extends Kept {
  keeper: DraftKeeper;
  change: DraftKeeper["change"];
}

export function useDraft(conversationId: string, mode: Mode): UsedDraft {
  const keeper = keeperOf(conversationId, mode);
  const kept = useSyncExternalStore(keeper.subscribe, keeper.read);
  const change = useCallback<DraftKeeper["change"]>((next) => keeper.change(next), [keeper]);
  return { ...kept, keeper, change };
}

/** Keeps what this page and the server have in step, for each of the modes. */
export function useDraftSync(conversationId: string, modes: readonly Mode[]): void {
  const client = useQueryClient();
  const named = modes.join();
  useEffect(() => {
    const keepers = modes.map((mode) => [mode, keeperOf(conversationId, mode)] as const);
    for (const [mode, keeper] of keepers)
      keeper.onSaved = (has) =>
        client.setQueryData<DraftList>(keys.drafts, (list) => list && listed(list, conversationId, mode, has));
    const read = () => {
      api
        .drafts(conversationId)
        .then(({ items }) => {
          for (const [mode, keeper] of keepers) keeper.receive(items.find((one) => one.mode === mode) ?? null);
        })
        // What is here stays; the next look tries again.
        .catch(() => {});
    };
    const flush = () => {
      for (const [, keeper] of keepers) void keeper.flush();
    };
    const look = () => (document.visibilityState === "visible" ? read() : flush());
    read();
    document.addEventListener("visibilitychange", look);
    window.addEventListener("online", flush);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("online", flush);
      flush();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `named` says what `modes` holds
  }, [client, conversationId, named]);
}

function listed(list: DraftList, conversationId: string, mode: Mode, has: boolean): DraftList {
  const others = list.items.filter((one) => one.conversationId !== conversationId || one.mode !== mode);
  const mine = { conversationId, mode, updatedAt: new Date().toISOString() };
  return { items: has ? [mine, ...others] : others };
}
