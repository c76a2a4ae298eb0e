/** Words that somebody is still writing: kept for each person, conversation and mode, seen by that person only, and told to nobody. */
import { and, desc, eq, lt, sql } from "drizzle-orm";
import { agentIdOf } from "../domain/actor.ts";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import type { DraftMode } from "../domain/status.ts";
import { DAY_MS, type EpochMs } from "../domain/time.ts";
import type { Context } from "../store/context.ts";
import type { Conversation } from "../store/conversation-state.ts";
import type { Store } from "../store/db.ts";
import { isErased } from "../store/erased.ts";
import { idList } from "../store/prepared.ts";
import { draft, identity, message, upload } from "../store/schema.ts";
import { maskWords } from "../trust/mask.ts";
import { dropDrafted } from "./uploads.ts";
import { requireConversation } from "./require-conversation.ts";

/** Nobody comes back to words that rested for so long. */
const KEPT_MS = 30 * DAY_MS;
const LISTED = 500;
const SLICE = 500;

type Row = typeof draft.$inferSelect;

export interface Draft {
  row: Row;
  uploads: (typeof upload.$inferSelect)[];
  inReplyTo: { id: number; name: string | null; text: string } | null;
}

export interface DraftInput {
  text: string;
  uploads: number[];
  inReplyTo: number | null;
  /** The version that it was made from; null: there was none. */
  version: number | null;
}

/** One's own drafts of a conversation. Throws ProblemError `not-found`. */
export function draftsOf(ctx: Context, conversationId: number): Draft[] {
  const agentId = requireAgent(ctx);
  requireConversation(ctx, conversationId);
  const rows = ctx.store.db
    .select()
    .from(draft)
    .where(and(eq(draft.agentId, agentId), eq(draft.conversationId, conversationId)))
    .all();
  return rows.map((row) => shown(ctx.store, row));
}

/** Where one has drafts, the newest first. */
export function listDrafts(ctx: Context): Pick<Row, "conversationId" | "mode" | "updatedAt">[] {
  const agentId = requireAgent(ctx);
  return ctx.store.db
    .select({ conversationId: draft.conversationId, mode: draft.mode, updatedAt: draft.updatedAt })
    .from(draft)
    .where(eq(draft.agentId, agentId))
    .orderBy(desc(draft.updatedAt))
    .limit(LISTED)
    .all();
}

/**
 * Keeps the words; empty ones end the draft, and give null. Throws ProblemError: `not-found`; `invalid` for a mode that the conversation has not, or files of others;
 * `draft-changed` where another window has written since `version`.
 */
export function saveDraft(ctx: Context, conversationId: number, mode: DraftMode, input: DraftInput): Row | null {
  const agentId = requireAgent(ctx);
  return ctx.store.transaction((now) => {
    const conversation = requireConversation(ctx, conversationId);
    if (mode !== "note" && mode !== modeOf(conversation))
      throw new ProblemError(
        "invalid",
        `This conversation is ${modeOf(conversation)}: keep the words under that mode.`,
        {
          field: "mode",
        },
      );
    const known = find(ctx.store, agentId, conversationId, mode);
    const next = { text: masked(input.text), uploads: input.uploads, inReplyTo: input.inReplyTo };
    if (known && sameWords(known, next)) return known;
    const empty = isEmpty(next);
    if (!known && empty) return null;
    if ((known?.version ?? null) !== input.version)
      throw new ProblemError("draft-changed", "These words were changed in another window. Read them anew.", {
        extra: { version: known?.version ?? null },
      });
    if (empty) {
      remove(ctx.store, agentId, conversationId, mode);
      return null;
    }
    const person = ctx.store.q.identityById.get({ id: conversation.personId });
    if (person && isErased(person))
      throw new ProblemError("conflict", "This person was erased: no words are kept about them any more.");
    refuseForeign(ctx.store, agentId, input.uploads);
    return put(ctx.store, now, { agentId, conversationId, mode, ...next }, known);
  });
}

/** Ends the draft that was sent; one that another window has changed meanwhile stays. Call inside the transaction that takes the words. */
export function endDraft(ctx: Context, conversation: Conversation, mode: "reply" | "note", version: number): void {
  const agentId = agentIdOf(ctx.actor);
  if (agentId === null) return;
  const named = mode === "note" ? "note" : modeOf(conversation);
  const known = find(ctx.store, agentId, conversation.id, named);
  if (known?.version === version) remove(ctx.store, agentId, conversation.id, named);
}

/** Gives words back to whoever acts, above what they have begun since. Call inside the transaction that takes them from elsewhere. */
export function putBackDraft(
  ctx: Context,
  now: EpochMs,
  conversation: Conversation,
  back: Pick<DraftInput, "text" | "uploads" | "inReplyTo">,
): Draft {
  const agentId = requireAgent(ctx);
  const mode = modeOf(conversation);
  const known = find(ctx.store, agentId, conversation.id, mode);
  const text = known && known.text.trim() !== "" ? `${back.text}\n\n${known.text}` : back.text;
  const uploads = [...new Set([...back.uploads, ...(known?.uploads ?? [])])];
  const inReplyTo = back.inReplyTo ?? known?.inReplyTo ?? null;
  const next = { agentId, conversationId: conversation.id, mode, text: masked(text), uploads, inReplyTo };
  return shown(ctx.store, put(ctx.store, now, next, known));
}

/** Forgets what rested too long; a bounded slice. Gives how many. */
export function forgetDrafts(store: Store, now: EpochMs): number {
  const old = store.db
    .select({ rowid: sql<number>`${draft}.rowid` })
    .from(draft)
    .where(lt(draft.updatedAt, now - KEPT_MS))
    .limit(SLICE);
  return store.db
    .delete(draft)
    .where(sql`rowid in ${old}`)
    .returning({ version: draft.version })
    .all().length;
}

/** Forgets everybody's drafts of a conversation, with their files: who it is with is erased. */
export function eraseDrafts(store: Store, now: EpochMs, conversationId: number): void {
  dropDrafted(store, now, conversationId);
  store.db.delete(draft).where(eq(draft.conversationId, conversationId)).run();
}

function requireAgent(ctx: Context): number {
  demand(ctx, "reply.send");
  const agentId = agentIdOf(ctx.actor);
  if (agentId === null) throw new ProblemError("forbidden", "Only a person of the team has drafts.");
  return agentId;
}

export function modeOf({ kind }: Conversation): "public" | "private" {
  return kind === "public" ? "public" : "private";
}

/** What a person pasted for us to pass on is masked here as well; the window that it was pasted into still has it. */
function masked(text: string): string {
  return maskWords({ text: text.normalize("NFC"), spans: [] }, "leaveUndecided").text;
}

type Words = Pick<Row, "text" | "uploads" | "inReplyTo">;

function isEmpty({ text, uploads, inReplyTo }: Words): boolean {
  return text.trim() === "" && uploads.length === 0 && inReplyTo === null;
}

function sameWords(a: Words, b: Words): boolean {
  return a.text === b.text && a.inReplyTo === b.inReplyTo && idList(a.uploads) === idList(b.uploads);
}

function keyOf(agentId: number, conversationId: number, mode: DraftMode) {
  return and(eq(draft.agentId, agentId), eq(draft.conversationId, conversationId), eq(draft.mode, mode));
}

function find({ db }: Store, agentId: number, conversationId: number, mode: DraftMode): Row | undefined {
  return db
    .select()
    .from(draft)
    .where(keyOf(agentId, conversationId, mode))
    .get();
}

function remove({ db }: Store, agentId: number, conversationId: number, mode: DraftMode): void {
  db.delete(draft)
    .where(keyOf(agentId, conversationId, mode))
    .run();
}

function put({ db }: Store, now: EpochMs, next: Omit<Row, "version" | "updatedAt">, known: Row | undefined): Row {
  // The time, so that a draft that ended and began anew does not pass for the earlier one.
  const row = { ...next, version: Math.max(now, (known?.version ?? 0) + 1), updatedAt: now };
  return db
    .insert(draft)
    .values(row)
    .onConflictDoUpdate({ target: [draft.agentId, draft.conversationId, draft.mode], set: row })
    .returning()
    .get();
}

function refuseForeign({ db }: Store, agentId: number, ids: number[]): void {
  if (ids.length === 0) return;
  const own = db
    .select({ id: upload.id })
    .from(upload)
    .where(and(eq(upload.agentId, agentId), sql`${upload.id} in (select value from json_each(${idList(ids)}))`))
    .all();
  if (own.length < new Set(ids).size)
    throw new ProblemError("invalid", "A file among these is not yours. POST /api/uploads makes one.", {
      field: "uploads",
    });
}

/** With what it names; a file or message that is gone is left out. */
function shown({ db }: Store, row: Row): Draft {
  const files = db
    .select()
    .from(upload)
    .where(
      and(
        eq(upload.agentId, row.agentId),
        sql`${upload.droppedAt} is null and ${upload.id} in (select value from json_each(${idList(row.uploads)}))`,
      ),
    )
    .all();
  const answered =
    row.inReplyTo === null
      ? undefined
      : db
          .select({ id: message.id, text: message.text, name: identity.name })
          .from(message)
          .leftJoin(identity, eq(identity.id, message.authorId))
          .where(eq(message.id, row.inReplyTo))
          .get();
  return {
    row,
    uploads: row.uploads.flatMap((id) => files.find((file) => file.id === id) ?? []),
    inReplyTo: answered ?? null,
  };
}
