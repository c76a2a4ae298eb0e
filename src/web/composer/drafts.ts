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
    return parseDraft(JSON.parse(kept)) ?? { ...EMPTY, text: kept };
  } catch {
    // Older or foreign: better its raw text than nothing.
    return { ...EMPTY, text: kept };
  }
}

/** What was stored by an earlier version may lack parts or have others: each is taken only where it fits. Null: no draft at all. */
function parseDraft(value: unknown): Draft | null {
  if (!isRecord(value) || typeof value["text"] !== "string") return null;
  const { text, uploads, inReplyTo, attempt } = value;
  return {
    text,
    uploads: Array.isArray(uploads) ? uploads.filter(isUpload) : [],
    inReplyTo: isQuote(inReplyTo) ? inReplyTo : null,
    attempt: isAttempt(attempt) ? attempt : null,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const hasTexts = (value: unknown, ...names: string[]): value is Record<string, unknown> =>
  isRecord(value) && names.every((name) => typeof value[name] === "string");

const isUpload = (value: unknown): value is Upload =>
  hasTexts(value, "id", "name", "mime") && typeof value["size"] === "number";
const isQuote = (value: unknown): value is NonNullable<Draft["inReplyTo"]> => hasTexts(value, "id", "name", "excerpt");
const isAttempt = (value: unknown): value is NonNullable<Draft["attempt"]> =>
  hasTexts(value, "key") && hasTexts(value["body"], "text");

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
