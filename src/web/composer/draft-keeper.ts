/** One draft, in this browser and on the server: every change is stored here at once, and there once the writer pauses. */
import { api } from "../client/client.ts";
import { ApiError } from "../client/problem.ts";
import type { DraftView } from "../client/types.ts";
import {
  type Attempt,
  type Draft,
  isEmpty,
  joined,
  type Mode,
  NO_WORDS,
  readDraft,
  sameWords,
  type Words,
  writeDraft,
} from "./drafts.ts";

/** A pause in typing, and the longest that words stay here only. */
const PAUSE_MS = 700;
const LONGEST_MS = 4_000;

export interface Kept {
  draft: Draft;
  /** Other words of ours that another window has stored since; null: none. */
  other: DraftView | null;
}

type Listener = () => void;

export class DraftKeeper {
  readonly #conversationId: string;
  readonly #mode: Mode;
  readonly #listeners = new Set<Listener>();
  #kept: Kept;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #dirtySince: number | null = null;
  #saving: Promise<void> | null = null;
  /** A saving was not answered: the server may or may not have it. */
  #unsure = false;
  /** Told whether the server has a draft now. */
  onSaved: (has: boolean) => void = () => {};

  constructor(conversationId: string, mode: Mode) {
    this.#conversationId = conversationId;
    this.#mode = mode;
    this.#kept = { draft: readDraft(conversationId, mode), other: null };
  }

  get kept(): Kept {
    return this.#kept;
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): Kept => this.#kept;

  /** The writer changes the words. */
  change(next: (draft: Draft) => Draft): void {
    const before = this.#kept.draft;
    const draft = next(before);
    const dirty = before.dirty || draft.dirty || !sameWords(before, draft);
    this.#set({ ...this.#kept, draft: { ...draft, dirty } });
    if (dirty) this.#soon();
  }

  /** What the server has, as just read. */
  receive(server: DraftView | null): void {
    const { draft } = this.#kept;
    if (draft.attempt !== null || this.#saving !== null) return;
    if ((server?.version ?? null) === draft.version) {
      if (draft.dirty) this.#soon();
    } else if (!draft.dirty || isEmpty(draft) || (server !== null && sameWords(server, draft))) this.adopt(server);
    // It ended elsewhere while these words were written: they begin anew.
    else if (server === null) {
      this.#set({ ...this.#kept, draft: { ...draft, version: null } });
      this.#soon();
    } else this.#set({ ...this.#kept, other: server });
  }

  /** Takes the server's words in the place of these. */
  adopt(server: DraftView | null): void {
    this.#stopTimer();
    const words: Words = server ?? NO_WORDS;
    const { text, uploads, inReplyTo } = words;
    const { attempt } = this.#kept.draft;
    const draft = { text, uploads, inReplyTo, attempt, version: server?.version ?? null, dirty: false };
    this.#set({ draft, other: null });
  }

  /** These words stay, in the place of the server's. */
  keepThese(): void {
    const { other } = this.#kept;
    if (other === null) return;
    this.#set({ draft: { ...this.#kept.draft, version: other.version, dirty: true }, other: null });
    this.#soon();
  }

  /** Takes the words out of the box, on their way; what is being stored just now is waited for, since the server ends the draft that it has. */
  async begin(attempt: Attempt): Promise<Attempt> {
    this.#stopTimer();
    const { draft } = this.#kept;
    this.#set({ ...this.#kept, draft: { ...draft, ...NO_WORDS, attempt, dirty: true } });
    await this.#saving;
    const { version } = this.#kept.draft;
    return this.replace(version === null ? attempt : { ...attempt, body: { ...attempt.body, draftVersion: version } });
  }

  /** Another attempt with the same words. */
  replace(attempt: Attempt): Attempt {
    this.#set({ ...this.#kept, draft: { ...this.#kept.draft, attempt } });
    return attempt;
  }

  /** The server has taken the words, and ended the draft. */
  async accepted(): Promise<void> {
    const { draft } = this.#kept;
    const { attempt } = draft;
    const dirty = !isEmpty(draft);
    this.#set({ ...this.#kept, draft: { ...draft, attempt: null, version: null, dirty } });
    this.onSaved(false);
    if (this.#unsure && attempt) await this.#endLeftOver(attempt);
    if (dirty) this.#soon();
  }

  /** The server has not taken the words: they stand in the box again, above what was begun since. */
  giveBack(): void {
    const { draft } = this.#kept;
    if (draft.attempt === null) return;
    const words = joined(draft.attempt, draft);
    this.#set({ ...this.#kept, draft: { ...draft, ...words, attempt: null, dirty: true } });
    this.#soon();
  }

  /** Where nobody knows whether the last words were stored as a draft, they may have been after they were sent. */
  async #endLeftOver(sent: Words): Promise<void> {
    const server = await this.#ask();
    if (!server || server.text.trim() !== sent.text.trim()) return;
    const { version } = server;
    await api.saveDraft(this.#conversationId, this.#mode, { ...NO_WORDS, version }).catch(() => {});
    this.#unsure = false;
  }

  async #ask(): Promise<DraftView | null | undefined> {
    const read = await api.drafts(this.#conversationId).catch(() => null);
    return read === null ? undefined : (read.items.find(({ mode }) => mode === this.#mode) ?? null);
  }

  /** Stores what is not stored yet, now; resolves once the server has answered, whatever it said. */
  async flush(): Promise<void> {
    this.#stopTimer();
    await this.#saving;
    const { draft, other } = this.#kept;
    if (!draft.dirty || draft.attempt !== null || other !== null) return;
    this.#saving = this.#save(draft);
    await this.#saving;
    this.#saving = null;
  }

  async #save(draft: Draft): Promise<void> {
    this.#dirtySince = null;
    try {
      const { version } = await api.saveDraft(this.#conversationId, this.#mode, draft);
      const now = this.#kept.draft;
      const dirty = !sameWords(now, draft);
      this.#set({ ...this.#kept, draft: { ...now, version, dirty } });
      this.onSaved(version !== null);
      if (dirty) this.#soon();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#unsure ||= error.uncertain;
      if (error.code !== "draft-changed") return;
      const server = await this.#ask();
      this.#saving = null;
      if (server !== undefined) this.receive(server);
    }
  }

  #soon(): void {
    this.#stopTimer();
    const now = performance.now();
    this.#dirtySince ??= now;
    const rest = Math.max(0, LONGEST_MS - (now - this.#dirtySince));
    this.#timer = setTimeout(() => void this.flush(), Math.min(PAUSE_MS, rest));
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #set(kept: Kept): void {
    this.#kept = kept;
    writeDraft(this.#conversationId, this.#mode, kept.draft);
    for (const listener of this.#listeners) listener();
  }
}

const keepers = new Map<string, DraftKeeper>();

/** The one keeper of a draft in this page, however often its conversation is opened. */
export function keeperOf(conversationId: string, mode: Mode): DraftKeeper {
  const key = `${conversationId} ${mode}`;
  const known = keepers.get(key);
  if (known) return known;
  const made = new DraftKeeper(conversationId, mode);
  keepers.set(key, made);
  return made;
}
