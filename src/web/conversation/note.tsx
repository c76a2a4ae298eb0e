/** A note between the messages; whoever wrote it can change it or take it back. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pencil, StickyNote, Trash2 } from "lucide-react";
import { useState } from "react";
import { api } from "../client/client.ts";
import { keys } from "../client/queries.ts";
import type { MessageItem } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { Clock } from "../ui/bits.tsx";
import { Icon } from "../ui/icon.tsx";
import { useFailure } from "../ui/toast.tsx";
import { useHere } from "./context.ts";
import { EditBox } from "./edit-box.tsx";
import { Edits } from "./edits.tsx";
import { MessageText } from "./text.tsx";
import { useConversationWords } from "./words.ts";

export function Note({ message }: { message: MessageItem }) {
  const { t } = useT();
  const { conversation, me } = useHere();
  const [editing, setEditing] = useState(false);
  return (
    <aside className="note" aria-label={t.note} data-testid="message" data-id={message.id}>
      <header>
        <Icon of={StickyNote} small />
        <b>{t.note}</b>
        <span>{`${message.author.name} · ${t.teamOnly}`}</span>
        <Clock at={message.sentAt} />
        {message.agentId === me.id ? <Own message={message} onEdit={() => setEditing(true)} /> : null}
      </header>
      {editing ? (
        <EditBox message={message} conversationId={conversation.id} onDone={() => setEditing(false)} />
      ) : (
        <MessageText message={message} />
      )}
      {message.editedAt === null ? null : (
        <div className="meta">
          <Edits message={message} />
        </div>
      )}
    </aside>
  );
}

function Own({ message, onEdit }: { message: MessageItem; onEdit: () => void }) {
  const words = useConversationWords();
  const { conversation } = useHere();
  const client = useQueryClient();
  const [confirming, setConfirming] = useState(false);
  const remove = useMutation({
    mutationFn: () => api.deleteNote(message.id),
    onError: useFailure(),
    onSettled: () => client.invalidateQueries({ queryKey: keys.messages(conversation.id) }),
  });
  return (
    <span className="own">
      <button
        type="button"
        className="btn quiet sq"
        aria-label={words.editNote}
        title={words.editNote}
        onClick={onEdit}
      >
        <Icon of={Pencil} small />
      </button>
      <button
        type="button"
        className={confirming ? "btn quiet text-danger" : "btn quiet sq"}
        aria-label={confirming ? words.deleteNoteSure : words.deleteNote}
        title={words.deleteNote}
        disabled={remove.isPending}
        // A second press confirms: what is deleted does not come back.
        onClick={() => (confirming ? remove.mutate() : setConfirming(true))}
        onBlur={() => setConfirming(false)}
      >
        <Icon of={Trash2} small />
        {confirming ? words.deleteNoteSure : null}
      </button>
    </span>
  );
}
