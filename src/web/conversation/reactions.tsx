/** Reactions under a message: ours can be taken back, others' are only shown. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../client/client.ts";
import { keys } from "../client/queries.ts";
import type { MessageItem } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { useFailure } from "../ui/toast.tsx";
import { useHere } from "./context.ts";

export function Reactions({ message }: { message: MessageItem }) {
  const { t } = useT();
  const { conversation } = useHere();
  const client = useQueryClient();
  const react = useMutation({
    mutationFn: ({ emoji, remove }: { emoji: string; remove: boolean }) => api.react(message.id, emoji, remove),
    onError: useFailure(),
    onSettled: () => client.invalidateQueries({ queryKey: keys.messages(conversation.id) }),
  });
  if (message.reactions.length === 0) return null;
  const can = conversation.limits.operations.includes("react") && message.direction === "inbound";
  return (
    <div className="reactions">
      {message.reactions.map(({ emoji, count, byUs }) =>
        can ? (
          <button
            type="button"
            key={emoji}
            className={byUs ? "ours" : undefined}
            aria-pressed={byUs}
            aria-label={t.reactionBy(emoji, count)}
            onClick={() => react.mutate({ emoji, remove: byUs })}
          >
            {emoji} <span className="num">{count}</span>
          </button>
        ) : (
          <span key={emoji} title={t.reactionBy(emoji, count)}>
            {emoji} <span className="num">{count}</span>
          </span>
        ),
      )}
    </div>
  );
}
