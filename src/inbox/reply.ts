/** Answers a conversation: checks that the answer fits what is there now, and queues it. */
import { sql } from "drizzle-orm";
import type { PlaceCapabilities } from "../../connectors/connector.ts";
import { type Enqueued, enqueueReply, type Leaves } from "../delivery/enqueue.ts";
import { agentIdOf } from "../domain/actor.ts";
import { formatId } from "../domain/ids.ts";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Automatic } from "../domain/status.ts";
import type { EpochMs } from "../domain/time.ts";
import { event, media, upload } from "../store/schema.ts";
import type { Conversation } from "../store/conversation-state.ts";
import { capabilitiesOf, type Desk } from "./desk.ts";
import { closeOnceSent } from "./close-answered.ts";
import { endDraft } from "./drafts.ts";
import { answerabilityOf } from "./views/conversation-detail.ts";
import { conversationRows } from "./views/conversation-rows.ts";
import { idList } from "../store/prepared.ts";
import { requireConversation } from "./require-conversation.ts";
import { requireHour } from "./send-time.ts";

export interface Reply {
  text: string;
  uploads: number[];
  /** Our id of the message it answers; null: the newest, or nothing in particular. */
  inReplyTo: number | null;
  /** The conversation's `seq` as the writer saw it; null: does not matter. */
  seenSeq: number | null;
  /** Send although it has moved. */
  force: boolean;
  /** The version of one's draft that these words end; null: none. */
  draftVersion?: number | null;
  /** Which fixed text it is; absent: somebody wrote it. */
  automatic?: Automatic | undefined;
  /** Hosts and pages of our own that it may name beside the brand's list. */
  links?: readonly string[] | undefined;
  /** For so long it can be taken back. */
  undoMs?: number;
  /** It leaves then. */
  sendAt?: EpochMs | null;
  /** The conversation is closed once it has left. */
  close?: boolean;
}

type UploadRow = typeof upload.$inferSelect;

const NEWS_SHOWN = 50;

/**
 * Queues the answer. Throws ProblemError: `not-found`; `conversation-moved` with `seq` and `newMessages` where something was said since `seenSeq`;
 * `not-answerable` with the reason; `not-supported`; `invalid` naming the field.
 */
export function reply(desk: Desk, conversationId: number, input: Reply): Enqueued {
  demand(desk, "reply.send");
  if (input.close) demand(desk, "conversation.manage");
  return desk.store.transaction((now) => {
    const conversation = requireConversation(desk, conversationId);
    if (input.seenSeq !== null && input.seenSeq < conversation.seq && !input.force)
      throw new ProblemError("conversation-moved", "Something was said since you read it. Read it, then send again.", {
        extra: { seq: conversation.seq, newMessages: newMessages(desk, conversation, input.seenSeq) },
      });
    const place = capabilitiesOf(desk, conversation);
    if (!place.operations.includes("reply") && !place.operations.includes("message"))
      throw new ProblemError("not-supported", "This platform does not let us answer there.");
    refuseClosed(desk, conversation);
    const files = checkUploads(desk, input.uploads, place.media);
    const { text, uploads, inReplyTo, automatic, links } = input;
    const queued = enqueueReply(desk, {
      conversation,
      place,
      text,
      uploads,
      inReplyTo,
      automatic,
      links,
      ...whenItLeaves(desk, conversation, now, input),
    });
    const last = queued.deliveries.at(-1);
    const agentId = agentIdOf(desk.actor);
    if (input.close && last && agentId !== null) closeOnceSent(desk, { conversationId, deliveryId: last.id, agentId });
    const [first] = queued.messageIds;
    if (first !== undefined) showFiles(desk, first, files);
    if (input.draftVersion != null) endDraft(desk, conversation, "reply", input.draftVersion);
    return queued;
  });
}

/** A chosen hour comes before the time to take it back: until then there is time enough. */
function whenItLeaves(
  desk: Desk,
  conversation: Conversation,
  now: EpochMs,
  { sendAt = null, undoMs = 0 }: Reply,
): { leaves?: Leaves } {
  if (sendAt !== null) return { leaves: { kind: "scheduled", at: requireHour(desk, conversation, now, sendAt) } };
  return undoMs > 0 ? { leaves: { kind: "undo", afterMs: undoMs } } : {};
}

/** Files leave with the first part, and are seen there from the start: they need no copying, being ours. */
function showFiles(desk: Desk, messageId: number, files: UploadRow[]): void {
  files.forEach(({ mime, name, size, hash }, position) => {
    const kind = mediaKindOf(mime);
    desk.store.db.insert(media).values({ messageId, position, kind, mime, name, size, hash, state: "kept" }).run();
  });
}

function mediaKindOf(mime: string): "image" | "video" | "audio" | "file" {
  const kind = mime.split("/")[0];
  return kind === "image" || kind === "video" || kind === "audio" ? kind : "file";
}

function newMessages(desk: Desk, conversation: Conversation, seenSeq: number): string[] {
  const rows = desk.store.db
    .selectDistinct({ id: event.messageId })
    .from(event)
    .where(
      sql`${event.conversationId} = ${conversation.id} and ${event.seq} > ${seenSeq} and ${event.messageId} is not null
        and (${event.type} like 'message.%' or ${event.type} = 'note.created')`,
    )
    .limit(NEWS_SHOWN)
    .all();
  return rows.flatMap(({ id }) => (id === null ? [] : formatId("message", id)));
}

function refuseClosed(desk: Desk, conversation: Conversation): void {
  const row = conversationRows(desk.store, [conversation.id])[0];
  const account = desk.store.q.accountById.get({ id: conversation.accountId });
  if (!row || !account) throw new Error(`conversation ${conversation.id} lost its account or person`);
  const answerability = answerabilityOf(desk.store, desk.platforms, row, account.state);
  if (answerability.state === "closed")
    throw new ProblemError("not-answerable", "The platform takes no answer there now.", {
      extra: { reason: answerability.reason, url: answerability.url, toPrivateUrl: answerability.toPrivateUrl },
    });
}

/** The files in the order given. */
function checkUploads(desk: Desk, ids: number[], limits: PlaceCapabilities["media"]): UploadRow[] {
  const invalid = (message: string) => new ProblemError("invalid", message, { field: "uploads" });
  if (ids.length > limits.maxCount) throw invalid(`The platform takes ${limits.maxCount} files in one message.`);
  if (ids.length === 0) return [];
  const rows = desk.store.db
    .select()
    .from(upload)
    .where(sql`${upload.id} in (select value from json_each(${idList(ids)}))`)
    .all();
  const files = ids.map((id) => {
    const row = rows.find((one) => one.id === id);
    if (!row || row.droppedAt !== null || row.agentId !== agentIdOf(desk.actor))
      throw invalid(`${formatId("upload", id)} is not an upload of yours. POST /api/uploads makes one.`);
    const most = limits.maxBytesOf?.[row.mime] ?? limits.maxBytes;
    if (row.size > most) throw invalid(`${row.name} is larger than the ${most} bytes it may have.`);
    if (limits.mimes.length > 0 && !limits.mimes.some((mime) => matchesMime(mime, row.mime)))
      throw invalid(`The platform does not take ${row.mime}: ${row.name}.`);
    return row;
  });
  const single = files.find((row) => limits.alone?.includes(row.mime));
  if (single && files.length > 1)
    throw invalid(`The platform takes ${single.name} (${single.mime}) in a message of its own only.`);
  return files;
}

/** `image/*` stands for every image. */
function matchesMime(pattern: string, mime: string): boolean {
  if (pattern === "*/*") return true;
  return pattern.endsWith("/*") ? mime.startsWith(pattern.slice(0, -1)) : pattern === mime;
}
