/** Looks for a write of unknown outcome among what the account has sent. X guarantees nothing about timelines, so that not finding it proves nothing. */
import { MINUTE_MS, type EpochMs } from "../../src/domain/time.ts";
import type { ConnectorEvent, FindSent, MessageSnapshot, Operation } from "../connector.ts";
import type { Account } from "./account.ts";
import { DM_FIELDS } from "./fields.ts";
import { dmEvents } from "./parse/dm.ts";
import { Page, readIncludes } from "./parse/shapes.ts";
import { readPage } from "./pages.ts";
import { versionsOf } from "./versions.ts";
import { ConnectorError } from "../errors.ts";

/** Clocks differ, and a cut request may have been waiting at X. */
const MARGIN_MS = 2 * MINUTE_MS;
const MAX_PAGES = 3;

type Outgoing = Extract<Operation, { kind: "reply" | "message" }>;

/** Exactly one match settles it: `found`. None or several: `cannotTell`. */
export async function findSent(
  account: Account,
  operation: Operation,
  window: { since: EpochMs; until: EpochMs },
  signal: AbortSignal,
): Promise<FindSent> {
  if (operation.kind === "delete" && operation.place.kind === "public") return removed(account, operation, signal);
  if (operation.kind !== "reply" && operation.kind !== "message" && operation.kind !== "createThread")
    return { state: "cannotTell" };
  const startAt = window.since - MARGIN_MS;
  const sent =
    operation.kind === "createThread"
      ? await posted(account, startAt, (message) => message.inReplyTo === null, signal)
      : operation.place.kind === "direct"
        ? await sentDirectly(account, operation, signal)
        : await answered(account, operation, startAt, signal);
  const matches = sent.filter(
    (message) =>
      message.sentAt >= startAt &&
      message.sentAt <= window.until + MARGIN_MS &&
      normal(message.text) === normal(operation.text) &&
      message.media.length === ("media" in operation ? operation.media.length : 0),
  );
  const [match] = matches;
  if (!match || matches.length > 1) return { state: "cannotTell" };
  const { id, url, sentAt, place } = match;
  return { state: "found", id, url, sentAt, ...(operation.kind === "createThread" && { place }) };
}

/** A post that can still be read was not removed; to remove it once more does no harm. */
async function removed(
  account: Account,
  { messageId }: Extract<Operation, { kind: "delete" }>,
  signal: AbortSignal,
): Promise<FindSent> {
  try {
    await versionsOf(account, messageId, signal);
    return { state: "absent" };
  } catch (error) {
    if (error instanceof ConnectorError && error.code === "message-gone")
      return { state: "found", id: messageId, url: null, sentAt: null };
    throw error;
  }
}

async function answered(account: Account, operation: Outgoing, startAt: EpochMs, signal: AbortSignal) {
  if (operation.kind !== "reply") return [];
  const targets = await versionsOf(account, operation.inReplyTo, signal).catch((error: unknown) => {
    // The post that was answered may be gone by now; the answer may still be there.
    if (error instanceof ConnectorError && error.kind === "permanent") return [operation.inReplyTo];
    throw error;
  });
  return posted(account, startAt, ({ inReplyTo }) => inReplyTo !== null && targets.includes(inReplyTo), signal);
}

/** What the account has posted since then, as far as a few pages tell. */
async function posted(
  account: Account,
  startAt: EpochMs,
  isWanted: (message: MessageSnapshot) => boolean,
  signal: AbortSignal,
): Promise<MessageSnapshot[]> {
  const found: MessageSnapshot[] = [];
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { events, nextToken } = await readPage(account, "posts", { startAt, token }, signal);
    found.push(...ours(events).filter(isWanted));
    if (nextToken === null) break;
    token = nextToken;
  }
  return found;
}

async function sentDirectly(account: Account, { personId }: Outgoing, signal: AbortSignal): Promise<MessageSnapshot[]> {
  const self = await account.self(signal);
  const path = `dm_conversations/with/${personId}/dm_events`;
  const page = await account.client.use("read", "read-dm-conversation", signal, async (x) =>
    Page.parse(await x.v2.get(path, { ...DM_FIELDS, max_results: 100 })),
  );
  const reading = { self, includes: readIncludes(page.includes), history: false, now: account.context.clock.now() };
  return ours(page.data.flatMap((dm) => dmEvents(dm, reading)));
}

/** Each message once. */
function ours(events: ConnectorEvent[]): MessageSnapshot[] {
  const messages = events.flatMap((event) => ("message" in event && event.message.author.isUs ? [event.message] : []));
  return [...new Map(messages.map((message) => [message.id, message])).values()];
}

/** X gives texts back with addresses completed and blanks tidied. */
function normal(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/https?:\/\/(\S+?)\/?(?=\s|$)/gi, "$1")
    .replaceAll(/\s+/g, " ")
    .trim();
}
