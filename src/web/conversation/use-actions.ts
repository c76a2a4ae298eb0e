/** What an agent does with a conversation: each change is shown at once, sent, and taken back if it is refused. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api } from "../client/client.ts";
import { keys } from "../client/queries.ts";
import type { ConversationDetail, ConversationPatch } from "../client/types.ts";
import { patchRows, type Loaded } from "../list/merge.ts";
import { useFailure } from "../ui/toast.tsx";

export function useConversationPatch(id: string) {
  const client = useQueryClient();
  const failed = useFailure();
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
  const mutation = useMutation({
    mutationFn: (patch: ConversationPatch) => api.patchConversation(id, patch),
    onMutate: (patch) => {
      const before = client.getQueryData<ConversationDetail>(keys.conversation(id));
      if (before) show(applied(before, patch));
      return { before };
    },
    onError: (error, _patch, context) => {
      if (context?.before) show(context.before);
      failed(error);
    },
    onSuccess: show,
    onSettled: () => client.invalidateQueries({ queryKey: keys.counts }),
  });
  return mutation.mutate;
}

/** What the server will make of a patch, as far as it can be told beforehand. */
function applied(detail: ConversationDetail, patch: ConversationPatch): ConversationDetail {
  const next = { ...detail };
  if (patch.status !== undefined) {
    next.status = patch.status;
    if (patch.status === "closed" || patch.status === "spam") next.waitingSince = null;
  }
  if (patch.assigneeId !== undefined) next.assigneeId = patch.assigneeId;
  if (patch.priority !== undefined) next.priority = patch.priority;
  if (patch.labels !== undefined) next.labels = patch.labels;
  if (patch.snoozedUntil !== undefined) next.snoozedUntil = patch.snoozedUntil;
  if (patch.unread !== undefined) next.unread = patch.unread ? Math.max(1, detail.unread) : 0;
  return next;
}
