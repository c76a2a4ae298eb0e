/** What an agent does with a conversation: each change is shown at once, sent, and taken back if it is refused. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api } from "../client/client.ts";
import { ApiError } from "../client/problem.ts";
import { keys } from "../client/queries.ts";
import type { ConversationDetail, ConversationPatch } from "../client/types.ts";
import { useBulkWords } from "../list/bulk/words.ts";
import { type BulkChange, listCalls } from "../list/calls.ts";
import { patchRows, type Loaded } from "../list/merge.ts";
import { tellOwnAction } from "../list/own-actions.ts";
import { useDone, useFailure } from "../ui/toast.tsx";

export function useConversationPatch(id: string) {
  const client = useQueryClient();
  const failed = useFailure();
  const done = useDone();
  const words = useBulkWords();
  const show = useCallback(
    (detail: ConversationDetail) => {
      client.setQueryData(keys.conversation(id), detail);
      client.setQueriesData<Loaded>(
        { queryKey: keys.lists },
        (loaded) => loaded && patchRows(loaded, new Map([[id, detail]])),
      );
    },
    [client, id],
  );
  const takeBack = async (undoId: string) => {
    try {
      const [item] = (await listCalls.undo(undoId)).items;
      if (item?.outcome === "changed") done({ text: words.undoLost, lines: [words.changedSince] });
      else tellOwnAction({ ids: [id], back: true });
      show(await api.conversation(id));
      void client.invalidateQueries({ queryKey: keys.counts });
    } catch (error) {
      failed(error);
    }
  };
  const mutation = useMutation({
    mutationFn: async (patch: ConversationPatch) => {
      const change = undoable(patch);
      if (change === null) return api.patchConversation(id, patch);
      const { items, undoId } = await listCalls.bulk(crypto.randomUUID(), [id], change);
      const refused = items.find(({ outcome }) => outcome === "failed");
      if (refused) throw new ApiError(409, refused.code ?? "conflict", null);
      if (undoId !== null) done({ text: words.did[change.status ?? "changed"](1), undo: () => void takeBack(undoId) });
      return api.conversation(id);
    },
    onMutate: (patch) => {
      const before = client.getQueryData<ConversationDetail>(keys.conversation(id));
      if (before) show(applied(before, patch));
      if (patch.status !== undefined) tellOwnAction({ ids: [id], back: false });
      return { before };
    },
    onError: (error, _patch, context) => {
      if (context?.before) show(context.before);
      tellOwnAction({ ids: [id], back: true });
      failed(error);
    },
    onSuccess: show,
    onSettled: () => client.invalidateQueries({ queryKey: keys.counts }),
  });
  return mutation.mutate;
}

/** The patch as a change that can be taken back; null where nobody would want to: reading, labels. */
function undoable({ status, snoozedUntil, priority, assigneeId, ...rest }: ConversationPatch): BulkChange | null {
  if (status === undefined || Object.keys(rest).length > 0) return null;
  return {
    status,
    ...(snoozedUntil === undefined ? {} : { snoozedUntil }),
    ...(priority === undefined ? {} : { priority }),
    ...(assigneeId === undefined ? {} : { assigneeId }),
  };
}

/** What the server will make of a patch, as far as it can be told beforehand. */
function applied(detail: ConversationDetail, patch: ConversationPatch): ConversationDetail {
  const next = { ...detail };
  if (patch.status !== undefined) {
    next.status = patch.status;
    if (patch.status === "closed" || patch.status === "spam") next.waitingSince = null;
    if (patch.status !== "open" && patch.status !== "snoozed") next.due = null;
  }
  if (patch.assigneeId !== undefined) next.assigneeId = patch.assigneeId;
  if (patch.priority !== undefined) next.priority = patch.priority;
  if (patch.topicId !== undefined && next.episode) next.episode = { ...next.episode, topicId: patch.topicId };
  if (patch.labels !== undefined) next.labels = patch.labels;
  if (patch.snoozedUntil !== undefined) next.snoozedUntil = patch.snoozedUntil;
  if (patch.unread !== undefined) next.unread = patch.unread ? Math.max(1, detail.unread) : 0;
  return next;
}
