/** Drafts, kept per conversation and mode until the server has accepted them; what is typed survives reload and crash. */
import { useCallback, useState } from "react";
import type { ReplyInput, Upload } from "../client/types.ts";
import { readStored, store } from "../ui/storage.ts";

export type Mode = "public" | "private" | "note";

export interface Draft {
  text: string;
  uploads: Upload[];
  inReplyTo: { id: string; name: string; excerpt: string } | null;
  /** The last attempt, repeated word for word under its key until its outcome is known. */
  attempt: { key: string; body: ReplyInput } | null;
}

export const EMPTY: Draft = { text: "", uploads: [], inReplyTo: null, attempt: null };

const keyOf = (conversationId: string, mode: Mode) => `parley.draft.${conversationId}.${mode}`;

export function readDraft(conversationId: string, mode: Mode): Draft {
  const kept = readStored(keyOf(conversationId, mode));
  if (kept === null) return EMPTY;
  try {
    return { ...EMPTY, ...(JSON.parse(kept) as Partial<Draft>) };
  } catch {
    // Older or foreign: better its raw text than nothing.
    return { ...EMPTY, text: kept };
  }
}

export function writeDraft(conversationId: string, mode: Mode, draft: Draft): void {
  const empty = draft.text === "" && draft.uploads.length === 0 && draft.inReplyTo === null;
  store(keyOf(conversationId, mode), empty ? null : JSON.stringify(draft));
}

/** The draft of a mode; every change is stored before it is drawn. */
export function useDraft(conversationId: string, mode: Mode): [Draft, (change: (draft: Draft) => Draft) => void] {
  const [, redraw] = useState(0);
  const [drafts] = useState(() => new Map<Mode, Draft>());
  const draft = drafts.get(mode) ?? readDraft(conversationId, mode);
  drafts.set(mode, draft);
  const change = useCallback(
    (next: (draft: Draft) => Draft) => {
      const changed = next(drafts.get(mode) ?? readDraft(conversationId, mode));
      drafts.set(mode, changed);
      writeDraft(conversationId, mode, changed);
      redraw((count) => count + 1);
    },
    [conversationId, drafts, mode],
  );
  return [draft, change];
}
