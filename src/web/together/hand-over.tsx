/** Gives the open conversation to a colleague with a note, in one step. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { conversationQuery, keys } from "../client/queries.ts";
import { ApiError } from "../client/problem.ts";
import type { Me } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { modifierHeld } from "../shell/keys.ts";
import { Area, Select } from "../settings/kit/fields.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { whyOf } from "../ui/toast.tsx";
import { calls, teamQuery, type Worker } from "./calls.ts";
import type { TogetherWords } from "./words-zh.ts";
import { useTogetherWords } from "./words.ts";

interface Typed {
  assigneeId: string;
  note: string;
  /** The same again until it is known whether it worked. */
  key: string;
}

// What was typed survives a slip out of the dialog, and an error.
const kept = new Map<string, Typed>();

export function HandOver({ id, me, onClose }: { id: string; me: Me; onClose: () => void }) {
  const { t } = useT();
  const words = useTogetherWords();
  const client = useQueryClient();
  const conversation = useQuery(conversationQuery(id)).data;
  const team = useQuery(teamQuery).data?.items ?? [];
  const [typed, setTyped] = useState<Typed>(
    () => kept.get(id) ?? { assigneeId: "", note: "", key: crypto.randomUUID() },
  );
  const [fault, setFault] = useState<{ field: string | null; words: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const change = (patch: Partial<Typed>) => {
    const next = { ...typed, ...patch, key: crypto.randomUUID() };
    kept.set(id, next);
    setTyped(next);
    setFault(null);
  };
  const wrong = (field: string, said: string) => {
    setFault({ field, words: said });
    form.current?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
  };
  const submit = async () => {
    if (busy) return;
    if (typed.assigneeId === "") return wrong("assigneeId", words.chooseSomebody);
    if (typed.note.trim() === "") return wrong("note", words.writeNote);
    setBusy(true);
    try {
      await calls.handOver(id, typed.key, { assigneeId: typed.assigneeId, note: typed.note });
      kept.delete(id);
      for (const queryKey of [keys.conversation(id), keys.messages(id), keys.counts])
        void client.invalidateQueries({ queryKey });
      onClose();
    } catch (error) {
      const field = error instanceof ApiError ? (error.problem?.field ?? null) : null;
      setFault({ field, words: words.handOverFailed(whyOf(error, t)) });
    } finally {
      setBusy(false);
    }
  };
  const others = team.filter((one) => one.id !== me.id && one.id !== conversation?.assigneeId);
  const faultOf = (field: string) => (fault?.field === field ? fault.words : undefined);
  return (
    <Dialog label={words.handOver} className="sheet hand-over" onClose={onClose}>
      {/* A form takes ⌘⏎ from any of its fields. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !modifierHeld(event) || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void submit();
        }}
      >
        <h2>{words.handOver}</h2>
        <Select
          name="assigneeId"
          label={words.handOverTo}
          error={faultOf("assigneeId")}
          // Where the dialog begins; it is opened by a key or a choice.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          value={typed.assigneeId}
          onChange={({ target }) => change({ assigneeId: target.value })}
        >
          <option value="">{words.chooseSomebody}</option>
          {others.map((one) => (
            <option key={one.id} value={one.id}>
              {optionOf(one, words)}
            </option>
          ))}
        </Select>
        <Area
          name="note"
          label={words.handOverNote}
          hint={words.handOverNoteHint}
          error={faultOf("note")}
          value={typed.note}
          onChange={({ target }) => change({ note: target.value })}
        />
        {fault !== null && fault.field === null ? (
          <p className="fault" role="alert">
            {fault.words}
          </p>
        ) : null}
        <div className="end">
          <button type="button" className="btn" onClick={onClose}>
            {t.cancel}
          </button>
          <button className="btn solid" aria-disabled={busy}>
            {words.handOverSend}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function optionOf({ name, availability, open, capacity }: Worker, words: TogetherWords): string {
  return `${name} · ${words[availability]} · ${words.load(open, capacity)}`;
}
