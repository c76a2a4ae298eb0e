/** The only way out: everything that leaves for a platform becomes a delivery row here. */
import type { PlaceCapabilities } from "../../connectors/connector.ts";
import { agentIdOf } from "../domain/actor.ts";
import { gapsIn, isVariable } from "../domain/answer-text.ts";
import { ProblemError } from "../domain/problem.ts";
import { splitText } from "../domain/split.ts";
import type { Automatic, DeliveryState } from "../domain/status.ts";
import type { EpochMs } from "../domain/time.ts";
import { type Context, record } from "../store/context.ts";
import { type Conversation, findConversation } from "../store/conversation-state.ts";
import type { MessageRow } from "../store/message-content.ts";
import { insertOwnWords } from "../store/own-words.ts";
import { refreshConversation } from "../store/refresh.ts";
import type { DeliveryPayload } from "../store/schema.ts";
import { guardWords, type HoldCode, refuseFirstWord } from "./guard.ts";
import { insertDelivery } from "./insert.ts";
import { UNDO } from "./schedule.ts";

export interface Enqueued {
  messageIds: number[];
  deliveries: { id: number; state: DeliveryState }[];
  /** The conversation's `seq` with these messages in it. */
  seq: number;
}

export interface ReplyInput {
  conversation: Conversation;
  text: string;
  uploads: number[];
  /** Our id of the message it answers; null in private means an ordinary message. */
  inReplyTo: number | null;
  place: PlaceCapabilities;
  /** Which fixed text it is: no answer of the team. Absent: somebody wrote it. */
  automatic?: Automatic | undefined;
  /** Hosts and pages of our own that it may name beside the brand's list. */
  links?: readonly string[] | undefined;
  /** Absent: at once. */
  leaves?: Leaves;
}

/** When an answer leaves: after some time in which it can be taken back, or at a time that was chosen. */
export type Leaves = { kind: "undo"; afterMs: number } | { kind: "scheduled"; at: EpochMs };

/**
 * Stores the reply as messages, one for each part that the platform takes, and queues them in order, or holds them for a lead. Throws ProblemError where
 * there is nothing to send, `gap-left` where a `{{variable}}` was not filled, `reply-refused` where it asks for a secret, `person-has-not-written`
 * where we would write first.
 */
export function enqueueReply(ctx: Context, input: ReplyInput): Enqueued {
  const { conversation, uploads, place } = input;
  const written = input.text.normalize("NFC");
  const text = written.trim();
  if (!text && uploads.length === 0)
    throw new ProblemError("invalid", "Write something, or attach a file.", { field: "text" });
  if (uploads.length > place.media.maxCount)
    throw new ProblemError("invalid", `The platform takes ${place.media.maxCount} files in one message.`, {
      field: "uploads",
    });
  refuseGaps(text);
  const target = targetOf(ctx, input);
  return ctx.store.transaction((now) => {
    refuseFirstWord(ctx.store, conversation);
    // The whole text, before it is cut into parts.
    const hold = guardWords(ctx.store, conversation, written, [], input.links);
    const parts = withSpaces(text, splitReply(text, uploads, place));
    const seenSeq = ctx.store.q.lastEvent.get()?.seq ?? 0;
    const messageIds: number[] = [];
    const deliveries: Enqueued["deliveries"] = [];
    let groupId: number | null = null;
    let seq = conversation.seq;
    for (const [index, part] of parts.entries()) {
      const messageId = insertOwnWords(ctx.store, now, conversation, {
        direction: "outbound",
        text: part.text,
        agentId: agentIdOf(ctx.actor),
        automatic: input.automatic,
        author: "",
        inReplyTo: target?.remoteId ?? null,
      });
      const row = insertDelivery(ctx, now, {
        accountId: conversation.accountId,
        conversationId: conversation.id,
        messageId,
        kind: target === null && conversation.kind === "direct" ? "message" : "reply",
        payload: {
          ...(part.uploads.length > 0 ? { uploads: part.uploads } : {}),
          ...(place.chainsParts && index > 0 ? { chained: true } : {}),
          ...(index === 0 && input.inReplyTo !== null ? { chosen: input.inReplyTo } : {}),
          seenSeq,
          ...(part.space === "" ? {} : { space: part.space }),
        },
        part: index + 1,
        parts: parts.length,
        groupId,
        ...whenItLeaves(hold, now, input.leaves),
      });
      groupId ??= row.id;
      messageIds.push(messageId);
      deliveries.push({ id: row.id, state: row.state });
      seq = record(ctx, now, {
        type: "message.created",
        accountId: conversation.accountId,
        conversationId: conversation.id,
        messageId,
        data: { direction: "outbound", origin: "parley", deliveryId: row.id },
      });
    }
    refreshConversation(ctx, now, conversation.id, { oursChanged: true, receivedAt: now, seq });
    return { messageIds, deliveries, seq };
  });
}

/** Throws ProblemError `gap-left`, naming the first one. */
function refuseGaps(text: string): void {
  const gaps = gapsIn(text).filter(({ name }) => isVariable(name));
  if (gaps[0])
    throw new ProblemError("gap-left", `Fill the gap {{${gaps[0].name}}} first, or take it out.`, {
      field: "text",
      extra: { gaps },
    });
}

/** Queues a change of a message that the platform has; new words pass the guard. Throws ProblemError where it does not have it, or `reply-refused`. */
export function enqueueChange(
  ctx: Context,
  input: { message: MessageRow; kind: "edit" | "delete" | "react" | "hide"; payload: DeliveryPayload },
): { id: number; state: DeliveryState } {
  const { message, kind, payload } = input;
  if (message.remoteId === null || message.conversationId === null)
    throw new ProblemError("conflict", "The platform does not have this message yet. Try again once it is sent.");
  const { accountId, conversationId } = message;
  return ctx.store.transaction((now) => {
    const conversation = payload.text === undefined ? null : findConversation(ctx.store, conversationId);
    const hold = conversation ? guardWords(ctx.store, conversation, payload.text ?? "", [message.id]) : null;
    const row = insertDelivery(ctx, now, {
      accountId,
      conversationId,
      messageId: message.id,
      kind,
      payload,
      ...whenItLeaves(hold, now),
    });
    record(ctx, now, {
      type: "delivery.changed",
      accountId,
      conversationId,
      messageId: message.id,
      data: { deliveryId: row.id, kind, state: row.state },
    });
    if (hold !== null) refreshConversation(ctx, now, conversationId, { oursChanged: true });
    return { id: row.id, state: row.state };
  });
}

/** What the reply answers: the message named, in public else the person's newest; null: nothing in particular. */
function targetOf(ctx: Context, input: ReplyInput): MessageRow | null {
  const { conversation } = input;
  const { q } = ctx.store;
  if (input.inReplyTo !== null) {
    const row = q.messageById.get({ id: input.inReplyTo });
    if (!row || row.placeId !== conversation.placeId)
      throw new ProblemError("not-found", "There is no such message in this conversation.", { field: "inReplyTo" });
    if (row.remoteId === null || row.deletedAt !== null)
      throw new ProblemError(
        "conflict",
        "The platform does not have the message that this answers. Answer another one.",
        { field: "inReplyTo" },
      );
    // Where nothing can be quoted the words go out without, and are looked for without.
    return input.place.operations.includes("reply") ? row : null;
  }
  if (conversation.kind === "direct") return null;
  const newest = q.newestInbound.get({ id: conversation.id });
  if (!newest)
    throw new ProblemError(
      "not-answerable",
      "The person's messages are deleted: there is nothing to answer in public.",
    );
  return newest;
}

/** Files go with the first part, under a caption where the text is short enough for one. */
function splitReply(text: string, uploads: number[], place: PlaceCapabilities): { text: string; uploads: number[] }[] {
  const { measure, captionLimit, textLimit } = place;
  if (uploads.length === 0) return splitText(text, textLimit, measure).map((part) => ({ text: part, uploads: [] }));
  if (measure(text) <= captionLimit) return [{ text, uploads }];
  const [first = "", ...rest] = splitText(text, captionLimit, measure);
  const tail = splitText(rest.join("\n"), textLimit, measure);
  return [{ text: first, uploads }, ...tail.map((part) => ({ text: part, uploads: [] }))];
}

/** With the white space that stood before each part and does not leave, so that the whole can be put together again. */
function withSpaces<T extends { text: string }>(text: string, parts: T[]): (T & { space: string })[] {
  let from = 0;
  return parts.map((part) => {
    const start = Math.max(text.indexOf(part.text, from), from);
    const space = text.slice(from, start);
    from = start + part.text.length;
    return { ...part, space };
  });
}

/** What is held has no time, but the one that was chosen: a lead lets it out. */
function whenItLeaves(hold: HoldCode | null, now: EpochMs, leaves?: Leaves) {
  const chosen = leaves?.kind === "scheduled" ? leaves.at : null;
  if (hold !== null) return { state: "held", code: hold, nextAt: chosen } as const;
  if (leaves === undefined) return { state: "queued", nextAt: now } as const;
  return leaves.kind === "undo"
    ? ({ state: "scheduled", code: UNDO, nextAt: now + leaves.afterMs } as const)
    : ({ state: "scheduled", nextAt: leaves.at } as const);
}
