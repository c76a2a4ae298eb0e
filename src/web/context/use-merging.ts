/** Joins two people and parts them again; what the screen knows of either is read anew. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../client/client.ts";
import { keys } from "../client/queries.ts";
import { useFailure } from "../ui/toast.tsx";

/** What was joined, as much as it takes to part it. */
export interface Joined {
  contactId: string;
  name: string;
  identityIds: readonly string[];
}

export function useMerging(conversationId: string) {
  const client = useQueryClient();
  const failed = useFailure();
  const readAnew = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ["contact"] }),
      client.invalidateQueries({ queryKey: keys.conversation(conversationId) }),
    ]);
  const takeOut = useMutation({
    mutationFn: ({ contactId, identityId }: { contactId: string; identityId: string }) =>
      api.unmerge(contactId, identityId),
    onError: failed,
    onSettled: readAnew,
  });
  // The other contact is no more: whoever shows it must leave first, then call `readAnew`.
  const merge = useMutation({
    mutationFn: ({ contactId, otherId }: { contactId: string; otherId: string }) => api.merge(contactId, otherId),
  });
  const undo = useMutation({
    // Names that had been joined before stay joined.
    mutationFn: async ({ contactId, identityIds }: Joined) => {
      const parted: string[] = [];
      for (const identityId of identityIds) {
        const { id } = await api.unmerge(contactId, identityId);
        if (!parted.includes(id)) parted.push(id);
      }
      const [first, ...others] = parted;
      for (const other of others) if (first !== undefined) await api.merge(first, other);
    },
    onError: failed,
    onSettled: readAnew,
  });
  return { takeOut, merge, undo, readAnew };
}
