/** Reads back a write of unknown outcome. Discord's list of a channel is complete, so "not there" is certain. */
import { z } from "zod";
import type { FindSent, Operation } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { Account } from "./account.ts";
import { findThread } from "./find-thread.ts";
import { compareIds, messageRemoteId, newer, snowflakeAt, snowflakeTime, splitMessageId, wholeThread } from "./ids.ts";
import { ApiMessage } from "./parse/schemas.ts";

/** Clocks differ: what Discord took at a time may bear an earlier or later one. */
const SKEW_MS = 10 * 60_000;
const PAGE = 100;
const MOST_PAGES = 20;

/** Never rejects for what Discord answers: then it cannot tell. Rejects with the signal's reason. */
export async function findSent(
  account: Account,
  operation: Operation,
  window: { since: number; until: number },
  signal: AbortSignal,
): Promise<FindSent> {
  try {
    switch (operation.kind) {
      case "reply":
      case "message":
        return await findMessage(account, operation, window, signal);
      case "edit":
        return await inMessage(account, operation.messageId, signal, (message) => message?.content === operation.text);
      case "delete": {
        const thread = wholeThread(operation);
        if (thread !== null) return await isGone(account, operation.messageId, thread, signal);
        return await inMessage(account, operation.messageId, signal, (message) => message === null);
      }
      case "react": {
        const isIt = (emoji: { id?: string | null | undefined; name?: string | null | undefined }) =>
          (emoji.id ? `${emoji.name ?? ""}:${emoji.id}` : emoji.name) === operation.emoji;
        return await inMessage(account, operation.messageId, signal, (message) => {
          const mine = message?.reactions.some((reaction) => reaction.me && isIt(reaction.emoji)) ?? false;
          return mine !== operation.remove;
        });
      }
      case "createThread":
        return await findThread(
          account,
          operation,
          { from: window.since - SKEW_MS, until: window.until + SKEW_MS },
          signal,
        );
      case "hide":
        return { state: "cannotTell" };
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ConnectorError || error instanceof z.ZodError) return { state: "cannotTell" };
    throw error;
  }
}

async function findMessage(
  account: Account,
  operation: Extract<Operation, { kind: "reply" | "message" }>,
  window: { since: number; until: number },
  signal: AbortSignal,
): Promise<FindSent> {
  const target = operation.kind === "reply" ? splitMessageId(operation.inReplyTo) : null;
  const answers = target?.channelId === operation.place.id ? target.messageId : null;
  const after = newer(answers ?? "0", snowflakeAt(window.since - SKEW_MS));
  const all = await listAfter(account, operation.place.id, after, signal);
  if (all === null) return { state: "cannotTell" };
  const selfId = await account.selfId(signal);
  const ours = all.filter((message) => message.author.id === selfId);
  const keyed = ours.filter((message) => message.nonce === operation.key);
  // Lists usually lack the nonce; a message that bears another one is another message.
  const alike = ours.filter(
    (message) =>
      (message.nonce === undefined || message.nonce === null) &&
      (message.message_reference?.message_id ?? null) === answers &&
      message.content.trim() === operation.text.trim() &&
      message.attachments.length === operation.media.length,
  );
  const matches = keyed.length > 0 ? keyed : alike;
  const [found] = matches;
  if (!found) return { state: "absent" };
  const at = snowflakeTime(found.id);
  if (matches.length > 1 || at < window.since - SKEW_MS || at > window.until + SKEW_MS) return { state: "cannotTell" };
  return {
    state: "found",
    id: messageRemoteId(found.channel_id, found.id),
    url: operation.place.url === null ? null : `${operation.place.url}/${found.id}`,
    sentAt: Date.parse(found.timestamp),
  };
}

/** Everything after a message; null where it is too much to be sure of. */
async function listAfter(
  account: Account,
  channelId: string,
  after: string,
  signal: AbortSignal,
): Promise<ApiMessage[] | null> {
  const all: ApiMessage[] = [];
  let floor = after;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = { after: floor, limit: String(PAGE) };
    const listed = z.array(ApiMessage).parse(await account.rest.read(`/channels/${channelId}/messages`, signal, query));
    all.push(...listed);
    floor =
      listed
        .map((message) => message.id)
        .sort(compareIds)
        .at(-1) ?? floor;
    if (listed.length < PAGE) return all;
  }
  return null;
}

async function isGone(account: Account, remoteId: string, thread: string, signal: AbortSignal): Promise<FindSent> {
  const found = await account.rest.read(`/channels/${thread}`, signal).catch((error: unknown) => {
    if (error instanceof ConnectorError && error.code === "place-gone") return null;
    throw error;
  });
  return found === null ? { state: "found", id: remoteId, url: null, sentAt: null } : { state: "absent" };
}

/** Whether the message as it is now shows the change; null stands for a message that is gone. */
async function inMessage(
  account: Account,
  remoteId: string,
  signal: AbortSignal,
  shows: (message: ApiMessage | null) => boolean,
): Promise<FindSent> {
  const { channelId, messageId } = splitMessageId(remoteId);
  const raw = await account.rest
    .read(`/channels/${channelId}/messages/${messageId}`, signal)
    .catch((error: unknown) => {
      if (error instanceof ConnectorError && error.code === "message-gone") return null;
      throw error;
    });
  const message = raw === null ? null : ApiMessage.parse(raw);
  return shows(message) ? { state: "found", id: remoteId, url: null, sentAt: null } : { state: "absent" };
}
