/** Changes the words of a note, or of a message of ours where the platform allows it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "../client/client.ts";
import { keys } from "../client/queries.ts";
import type { MessageItem } from "../client/types.ts";
import { findingsOf, Refused } from "../composer/refused.tsx";
import { useT } from "../i18n/language.tsx";
import { modifierHeld } from "../shell/keys.ts";
import { whyOf } from "../ui/toast.tsx";

export function EditBox({
  message,
  conversationId,
  onDone,
}: {
  message: MessageItem;
  conversationId: string;
  onDone: () => void;
}) {
  const { t } = useT();
  const client = useQueryClient();
  const [text, setText] = useState(message.text);
  const save = useMutation({
    mutationFn: async (words: string): Promise<void> => {
      await (message.direction === "note" ? api.editNote(message.id, words) : api.editMessage(message.id, words));
    },
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: keys.messages(conversationId) }),
  });
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const end = area.current?.value.length ?? 0;
    area.current?.focus();
    area.current?.setSelectionRange(end, end);
  }, []);
  const findings = findingsOf(save.error);
  const valid = text.trim() !== "" && text !== message.text;
  return (
    <form
      className="box editing"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) save.mutate(text);
      }}
    >
      <textarea
        ref={area}
        aria-label={t.editMessage}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onDone();
          if (event.key === "Enter" && modifierHeld(event) && valid) save.mutate(text);
        }}
      />
      {findings === null ? null : (
        <Refused
          findings={findings}
          text={save.variables ?? text}
          onShow={({ start, end }) => {
            area.current?.focus();
            area.current?.setSelectionRange(start, end);
          }}
        />
      )}
      {save.isError && findings === null ? (
        <p role="alert" className="px-3 text-danger">
          {t.actionFailed(whyOf(save.error, t))}
        </p>
      ) : null}
      <div className="tools">
        <span className="grow" />
        <button type="button" className="btn quiet" onClick={onDone}>
          {t.cancel}
        </button>
        <button type="submit" className="btn solid" disabled={!valid || save.isPending}>
          {t.save}
        </button>
      </div>
    </form>
  );
}
