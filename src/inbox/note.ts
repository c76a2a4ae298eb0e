/** Writes a note on a conversation, which only the team reads. */
import { eq } from "drizzle-orm";
import { agentIdOf } from "../domain/actor.ts";
import type { Mention } from "../domain/mentions.ts";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Span } from "../domain/text.ts";
import { type Context, record } from "../store/context.ts";
import { insertOwnWords } from "../store/own-words.ts";
import { refreshConversation } from "../store/refresh.ts";
import { maskWords } from "../trust/mask.ts";
import { agent } from "../store/schema.ts";
import { endDraft } from "./drafts.ts";
import { keepMentions, mentionsData, mentionsIn } from "./mentions.ts";
import { requireConversation } from "./require-conversation.ts";

/** Whoever it names with `@` is mentioned. Gives the id of the note's message, and the conversation's `seq` with it. Throws ProblemError `not-found`, or `invalid` for an empty text. */
export function addNote(
  ctx: Context,
  conversationId: number,
  input: string,
  draftVersion: number | null = null,
): { messageId: number; seq: number } {
  demand(ctx, "note.write");
  const { text, spans, mentioned } = wordsOfNote(ctx, input);
  return ctx.store.transaction((now) => {
    const conversation = requireConversation(ctx, conversationId);
    const agentId = agentIdOf(ctx.actor);
    const author = agentId === null ? undefined : ctx.store.db.select().from(agent).where(eq(agent.id, agentId)).get();
    const messageId = insertOwnWords(ctx.store, now, conversation, {
      direction: "note",
      text,
      spans,
      agentId,
      automatic: ctx.actor.kind === "rule" ? "rule" : undefined,
      author: author?.name ?? "",
      inReplyTo: null,
    });
    const { accountId } = conversation;
    keepMentions(ctx.store, now, { conversationId, messageId }, mentioned);
    const data = mentionsData(mentioned);
    const seq = record(ctx, now, { type: "note.created", accountId, conversationId, messageId, data });
    refreshConversation(ctx, now, conversationId, { seq });
    if (draftVersion !== null) endDraft(ctx, conversation, "note", draftVersion);
    return { messageId, seq };
  });
}

/** What is stored of a note, and whom it names beside its author. Throws ProblemError `invalid` for an empty text. */
export function wordsOfNote(ctx: Context, input: string): { text: string; spans: Span[]; mentioned: number[] } {
  // What a person told on the phone, or pasted elsewhere, is masked as well.
  const { text, spans } = maskWords({ text: input.normalize("NFC").trim(), spans: [] }, "leaveUndecided");
  if (!text) throw new ProblemError("invalid", "Write something.", { field: "text" });
  const named = mentionsIn(ctx.store, text);
  const agentId = agentIdOf(ctx.actor);
  return {
    text,
    spans: [...spans, ...spansOf(text, named)].toSorted((a, b) => a.start - b.start),
    mentioned: [...new Set(named.map((one) => one.agentId))].filter((id) => id !== agentId),
  };
}

/** One span for each place: two of one name stand in the same. */
function spansOf(text: string, named: readonly Mention[]): Span[] {
  const byStart = new Map(named.map((one) => [one.start, one]));
  return [...byStart.values()].map(({ start, end }) => ({
    kind: "mention",
    start,
    end,
    value: text.slice(start + 1, end),
  }));
}
