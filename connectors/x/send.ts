/** Carries out one operation: a single visible write, after reads and uploads that nobody sees. */
import { z } from "zod";
import type { Operation, Performed } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { Account } from "./account.ts";
import { idTime } from "./ids.ts";
import { DM_LIMIT, measureDm, measurePost, POST_LIMIT } from "./measure.ts";
import { upload } from "./media.ts";
import { threadPlace } from "./parse/post.ts";
import { rememberPost } from "./threads.ts";
import { versionsOf } from "./versions.ts";

type Outgoing = Extract<Operation, { kind: "reply" | "message" }>;

const NOTHING: Performed = { id: null, url: null, sentAt: null };

/** Never tries twice. Throws ConnectorError. */
export async function perform(account: Account, operation: Operation, signal: AbortSignal): Promise<Performed> {
  switch (operation.kind) {
    case "reply":
      // X's messages quote nothing: the answer goes out without.
      return operation.place.kind === "direct"
        ? message(account, operation, signal)
        : reply(account, operation, signal);
    case "message":
      if (operation.place.kind === "direct") return message(account, operation, signal);
      throw unsupported("A public post answers another one.");
    case "delete":
      return remove(account, operation, signal);
    case "hide":
      return hide(account, operation, signal);
    case "createThread":
      return begin(account, operation, signal);
    case "edit":
    case "react":
      throw unsupported(`X has no ${operation.kind} for programs.`);
  }
}

const Created = z.object({ data: z.object({ id: z.string() }) });

async function reply(account: Account, operation: Extract<Operation, { kind: "reply" }>, signal: AbortSignal) {
  const { place, text } = operation;
  if (measurePost(text) > POST_LIMIT) throw tooLong(POST_LIMIT);
  const versions = await versionsOf(account, operation.inReplyTo, signal);
  const media = await upload(account, operation.media, "public", signal);
  const id = await account.client.use("write", "posts", signal, async (x) => {
    const answered = versions.at(-1) ?? operation.inReplyTo;
    const body = {
      ...(text !== "" && { text }),
      reply: { in_reply_to_tweet_id: answered },
      ...(media.length > 0 && { media: { media_ids: media } }),
    };
    return Created.parse(await x.v2.post("tweets", body)).data.id;
  });
  rememberPost(id, { conversation: place.id, first: id });
  return { id, url: `https://x.com/i/status/${id}`, sentAt: idTime(id) };
}

/** A post of the account's own, which others can answer. X has no titles and no tags: what `operation.text` says is all of it. */
async function begin(
  account: Account,
  { text }: Extract<Operation, { kind: "createThread" }>,
  signal: AbortSignal,
): Promise<Performed> {
  if (measurePost(text) > POST_LIMIT) throw tooLong(POST_LIMIT);
  const id = await account.client.use(
    "write",
    "posts",
    signal,
    async (x) => Created.parse(await x.v2.post("tweets", { text })).data.id,
  );
  rememberPost(id, { conversation: id, first: id });
  const place = threadPlace(id);
  return { id, url: place.url, sentAt: idTime(id), place };
}

const Sent = z.object({ data: z.object({ dm_event_id: z.string() }) });

async function message(account: Account, { text, personId, media }: Outgoing, signal: AbortSignal): Promise<Performed> {
  if (measureDm(text) > DM_LIMIT) throw tooLong(DM_LIMIT);
  const [file, ...more] = await upload(account, media, "direct", signal);
  if (more.length > 0)
    throw new ConnectorError("permanent", { code: "too-many-files", detail: "X takes one file a message." });
  const id = await account.client.use("write", "dm-send", signal, async (x) => {
    const body = { ...(text !== "" && { text }), ...(file !== undefined && { attachments: [{ media_id: file }] }) };
    return Sent.parse(await x.v2.post(`dm_conversations/with/${personId}/messages`, body)).data.dm_event_id;
  });
  return { id, url: null, sentAt: idTime(id) };
}

const Deleted = z.object({ data: z.object({ deleted: z.boolean() }) });

async function remove(
  account: Account,
  { place, messageId }: Extract<Operation, { kind: "delete" }>,
  signal: AbortSignal,
) {
  const direct = place.kind === "direct";
  await account.client.use("write", direct ? "delete-dm" : "delete-post", signal, async (x) =>
    Deleted.parse(await x.v2.delete(direct ? `dm_events/${messageId}` : `tweets/${messageId}`)),
  );
  return NOTHING;
}

async function hide(account: Account, operation: Extract<Operation, { kind: "hide" }>, signal: AbortSignal) {
  if (operation.place.kind === "direct") throw unsupported("Only public answers can be hidden.");
  const versions = await versionsOf(account, operation.messageId, signal);
  await account.client.use("write", "hide", signal, async (x) => {
    const answer: unknown = await x.v2.hideReply(versions.at(-1) ?? operation.messageId, operation.hidden);
    z.object({ data: z.object({ hidden: z.boolean() }) }).parse(answer);
  });
  return NOTHING;
}

function tooLong(limit: number): ConnectorError {
  return new ConnectorError("permanent", { code: "text-too-long", detail: `X takes ${limit}.` });
}

function unsupported(detail: string): ConnectorError {
  return new ConnectorError("permanent", { code: "unsupported", detail });
}
