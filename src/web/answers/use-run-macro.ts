/** Runs a macro on a conversation, keeps what it did, and takes it back. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../client/client.ts";
import { keys } from "../client/queries.ts";
import { useFailure } from "../ui/toast.tsx";
import { macrosQuery, playbook, type MacroRan } from "./calls.ts";

export type LastMacro =
  | { kind: "ran"; name: string; ran: MacroRan }
  | { kind: "undone"; name: string }
  | { kind: "failed"; name: string; error: unknown };

export function useRunMacro(conversationId: string, seenSeq: number | null, onInsert: (text: string) => void) {
  const client = useQueryClient();
  const failed = useFailure();
  const [last, show] = useState<LastMacro | null>(null);
  const refresh = () => {
    for (const queryKey of [keys.conversation(conversationId), keys.messages(conversationId), keys.counts])
      void client.invalidateQueries({ queryKey });
  };
  const run = async (id: string) => {
    const macros = await client.ensureQueryData(macrosQuery).catch(() => null);
    const name = macros?.items.find((one) => one.id === id)?.name ?? "";
    try {
      const body = { conversationId, ...(seenSeq === null ? {} : { seenSeq }) };
      const ran = await playbook.runMacro(id, crypto.randomUUID(), body);
      const pieces = ran.outcomes.flatMap(({ text }) => text ?? []);
      if (pieces.length > 0) onInsert(pieces.join("\n\n"));
      show({ kind: "ran", name, ran });
    } catch (error) {
      show({ kind: "failed", name, error });
    }
    refresh();
  };
  const undo = async () => {
    if (last?.kind !== "ran") return;
    try {
      await api.patchConversation(conversationId, last.ran.undo);
      show({ kind: "undone", name: last.name });
    } catch (error) {
      failed(error);
    }
    refresh();
  };
  return { run, undo, last, show };
}
