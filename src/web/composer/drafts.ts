/** Drafts as this browser keeps them, by conversation and mode: what is typed survives reload, crash and a lost line. */
import type { ReplyInput, Upload } from "../client/types.ts";
import { readStored, store } from "../ui/storage.ts";

export type Mode = "public" | "private" | "note";

export interface Quoted {
  id: string;
  name: string;
  excerpt: string;
}

export interface Words {
  text: string;
  uploads: Upload[];
  inReplyTo: Quoted | null;
}

/** Words that were handed to the server, and under which key: the same again until it says that it has them. */
export interface Attempt extends Words {
  key: string;
  body: ReplyInput;
}

export interface Draft extends Words {
  /** On its way: no longer in the box, not yet forgotten. */
  attempt: Attempt | null;
  /** The server's version that these words were made from; null: it has none. */
  version: number | null;
  /** The words are others than the server has. */
  dirty: boolean;
}

export const NO_WORDS: Words = { text: "", uploads: [], inReplyTo: null };
export const EMPTY: Draft = { ...NO_WORDS, attempt: null, version: null, dirty: false };

const keyOf = (conversationId: string, mode: Mode) => `parley.draft.${conversationId}.${mode}`;

export function readDraft(conversationId: string, mode: Mode): Draft {
  const kept = readStored(keyOf(conversationId, mode));
  if (kept === null) return EMPTY;
  try {
    return parseDraft(JSON.parse(kept)) ?? { ...EMPTY, text: kept, dirty: true };
  } catch {
    // Older or foreign: better its raw text than nothing.
    return { ...EMPTY, text: kept, dirty: true };
  }
}

/** What was stored by an earlier version may lack parts or have others: each is taken only where it fits. Null: no draft at all. */
function parseDraft(value: unknown): Draft | null {
  if (!isRecord(value) || typeof value["text"] !== "string") return null;
  const { attempt, version, dirty } = value;
  return {
    ...wordsOf(value, value["text"]),
    attempt: parseAttempt(attempt),
    version: typeof version === "number" ? version : null,
    dirty: dirty !== false,
  };
}

function wordsOf(value: Record<string, unknown>, text: string): Words {
  const { uploads, inReplyTo } = value;
  return {
    text,
    uploads: Array.isArray(uploads) ? uploads.filter(isUpload) : [],
    inReplyTo: isQuote(inReplyTo) ? inReplyTo : null,
  };
}

function parseAttempt(value: unknown): Attempt | null {
  if (!hasTexts(value, "key", "text") || !isBody(value["body"])) return null;
  return { ...wordsOf(value, String(value["text"])), key: String(value["key"]), body: value["body"] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const hasTexts = (value: unknown, ...names: string[]): value is Record<string, unknown> =>
  isRecord(value) && names.every((name) => typeof value[name] === "string");

const isUpload = (value: unknown): value is Upload =>
  hasTexts(value, "id", "name", "mime") && typeof value["size"] === "number";
const isQuote = (value: unknown): value is Quoted => hasTexts(value, "id", "name", "excerpt");
const isBody = (value: unknown): value is ReplyInput => hasTexts(value, "text");

export function isEmpty({ text, uploads, inReplyTo }: Words): boolean {
  return text === "" && uploads.length === 0 && inReplyTo === null;
}

export function sameWords(a: Words, b: Words): boolean {
  const ids = ({ uploads }: Words) => uploads.map(({ id }) => id).join();
  return a.text === b.text && ids(a) === ids(b) && (a.inReplyTo?.id ?? null) === (b.inReplyTo?.id ?? null);
}

/** Words that come back stand above those that were begun meanwhile. */
export function joined(back: Words, since: Words): Words {
  const known = new Set(back.uploads.map(({ id }) => id));
  return {
    text: since.text.trim() === "" ? back.text : `${back.text}\n\n${since.text}`,
    uploads: [...back.uploads, ...since.uploads.filter(({ id }) => !known.has(id))],
    inReplyTo: back.inReplyTo ?? since.inReplyTo,
  };
}

export function writeDraft(conversationId: string, mode: Mode, draft: Draft): void {
  const nothing = isEmpty(draft) && draft.attempt === null && !draft.dirty;
  store(keyOf(conversationId, mode), nothing ? null : JSON.stringify(draft));
}
