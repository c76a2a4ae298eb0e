/** Changes a note, or takes it back: whoever wrote it may, and what it said before an edit stays to be read. */
import { agentIdOf } from "../domain/actor.ts";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import { type Context, record } from "../store/context.ts";
import { findConversation } from "../store/conversation-state.ts";
import { type MessageRow, replaceText, wipeMessage } from "../store/message-content.ts";
import { refreshConversation } from "../store/refresh.ts";
import { keepMentions, mentionsData, mentionsIn } from "./mentions.ts";
import { wordsOfNote } from "./note.ts";

/** Who is named now and was not before is mentioned. Gives the conversation's `seq` with it. Throws ProblemError `not-found`, `forbidden`, `conflict` or `invalid`. */
export function editNote(ctx: Context, messageId: number, input: string): { conversationId: number; seq: number } {
  demand(ctx, "note.write");
  const words = wordsOfNote(ctx, input);
  return ctx.store.transaction((now) => {
    const { note, conversation } = requireOwnNote(ctx, messageId);
    const { accountId, id: conversationId } = conversation;
    const before = new Set(mentionsIn(ctx.store, note.text).map((one) => one.agentId));
    const mentioned = words.mentioned.filter((id) => !before.has(id));
    const { text, spans } = words;
    replaceText(ctx.store, note, { text, spans, version: note.version + 1, editedAt: now });
    keepMentions(ctx.store, now, { conversationId, messageId }, mentioned);
    const data = mentionsData(mentioned);
    const seq = record(ctx, now, { type: "note.edited", accountId, conversationId, messageId, data });
    refreshConversation(ctx, now, conversationId, { seq });
    return { conversationId, seq };
  });
}

/** Leaves a tombstone that says when; the words and their history go. Throws ProblemError `not-found`, `forbidden` or `conflict`. */
export function deleteNote(ctx: Context, messageId: number): { conversationId: number; seq: number } {
  demand(ctx, "note.write");
  return ctx.store.transaction((now) => {
    const { conversation } = requireOwnNote(ctx, messageId);
    const { accountId, id: conversationId } = conversation;
    wipeMessage(ctx.store, messageId, now);
    const seq = record(ctx, now, { type: "note.deleted", accountId, conversationId, messageId });
    refreshConversation(ctx, now, conversationId, { seq });
    return { conversationId, seq };
  });
}

function requireOwnNote(ctx: Context, messageId: number) {
  const note: MessageRow | undefined = ctx.store.q.messageById.get({ id: messageId });
  const conversation =
    note?.direction === "note" && note.conversationId !== null
      ? findConversation(ctx.store, note.conversationId)
      : null;
  if (!note || !conversation) throw new ProblemError("not-found", "There is no such note.");
  if (note.agentId === null || note.agentId !== agentIdOf(ctx.actor))
    throw new ProblemError("forbidden", "Only whoever wrote a note can change it; write one of your own.");
  if (note.deletedAt !== null) throw new ProblemError("conflict", "This note is deleted.");
  return { note, conversation };
}
