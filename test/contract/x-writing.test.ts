/** What is special in writing on X: its refusals by words, limits of a day, hiding, edited targets, files. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Connector, MessageSnapshot, OutgoingMedia } from "../../connectors/connector.ts";
import { bobo } from "../support/x-client.ts";
import { messages, pullAll, replyTo, signal, startAccount, type XAccount } from "../support/x-account.ts";

let account: XAccount;
let connector: Connector;
let cursor: string | null;
beforeEach(async () => {
  account = await startAccount();
  connector = account.open();
  ({ cursor } = await pullAll(connector, null));
});
afterEach(() => account.close());

async function newest(): Promise<MessageSnapshot> {
  const found = messages((await pullAll(connector, cursor)).events).at(-1);
  if (!found) throw new Error("nothing came");
  return found;
}

async function asked(text = "@bobowallet help"): Promise<MessageSnapshot> {
  account.post(text);
  return newest();
}

const file = (mime: string, bytes: string): OutgoingMedia => ({
  name: "file",
  mime,
  size: bytes.length,
  read: async () => new Uint8Array(Buffer.from(bytes)),
});

test("the same words again are refused for good, with the advice to look at the timeline", async () => {
  const message = await asked();
  await connector.perform(replyTo(message, "Please try again"), signal);
  await expect(connector.perform(replyTo(message, "Please try again"), signal)).rejects.toMatchObject({
    kind: "permanent",
    code: "duplicate-content",
    detail: expect.stringContaining("timeline"),
  });
  expect(account.x.ledger.effects("message")).toHaveLength(1);
});

test("an app that may only answer who mentioned it says so", async () => {
  account.x.side.special("summoned-only", { on: true });
  const plain = account.post("Is my money safe?");
  account.post("@bobowallet please", plain);
  const found = messages((await pullAll(connector, cursor)).events);
  const [context, mention] = [found.find(({ id }) => id === plain), found.find(({ id }) => id !== plain)];
  if (!context || !mention) throw new Error("nothing came");
  await expect(connector.perform(replyTo(context, "Hello"), signal)).rejects.toMatchObject({
    kind: "permanent",
    code: "reply-not-allowed",
  });
  await connector.perform(replyTo(mention, "Hello"), signal);
  const place = mention.place;
  const target = { place, closed: null, lastInboundAt: mention.sentAt, personState: "active" as const };
  const selfServe = account.open(undefined, { selfServe: true });
  expect(selfServe.answerability?.(target, account.clock.now())).toMatchObject({
    state: "unknown",
    reason: "summoned-only",
  });
});

test("direct messages: fifteen in a quarter of an hour, and the limit is told before it is met", async () => {
  account.dm("hello");
  const message = await newest();
  const operation = (index: number) => ({ ...replyTo(message, `part ${index}`), kind: "message" as const });
  for (let index = 0; index < 15; index += 1) await connector.perform(operation(index), signal);
  const told = account.limits.filter(({ scope }) => scope === "dm-send").at(-1);
  expect(told).toEqual({ scope: "dm-send", remaining: 0, resetAt: account.clock.now() + 900_000 });
  await expect(connector.perform(operation(15), signal)).rejects.toMatchObject({
    kind: "rate-limited",
    scope: "dm-send",
    retryAt: account.clock.now() + 900_000,
  });
  expect(connector.limitScopes?.(operation(15))).toEqual(["app:dm-send", "dm-send"]);
});

test("an answer under a post of ours can be hidden and shown, also when it was edited", async () => {
  const own = account.x.side.send({ from: bobo.id, text: "News", media: [], options: {} }).id;
  const heckle = account.post("free coins here", own);
  const message = await newest();
  account.x.side.edit({ by: account.lin, place: own, id: heckle, text: "free coins there" });
  const hidden = () => account.x.side.messages(own).find(({ id }) => id === heckle)?.hidden;
  const hide = (value: boolean) =>
    connector.perform({ kind: "hide", place: message.place, messageId: message.id, hidden: value }, signal);
  await hide(true);
  expect(hidden()).toBe(true);
  await hide(false);
  expect(hidden()).toBe(false);
});

test("a video waits until X has worked on it; two files in a message and an unknown type are refused unsent", async () => {
  const message = await asked();
  await connector.perform({ ...replyTo(message, "watch"), media: [file("video/mp4", "moving pixels")] }, signal);
  expect(account.x.side.messages(message.place.id).at(-1)?.media).toMatchObject([{ mime: "video/mp4", size: 13 }]);
  const odd = { ...replyTo(message, "odd"), media: [file("text/html", "<b>")] };
  await expect(connector.perform(odd, signal)).rejects.toMatchObject({ kind: "permanent", code: "media-not-taken" });
  account.dm("hi");
  const two = { ...replyTo(await newest(), "two"), media: [file("image/png", "a"), file("image/png", "b")] };
  await expect(connector.perform(two, signal)).rejects.toMatchObject({ kind: "permanent", code: "too-many-files" });
  expect(account.x.ledger.effects("message")).toHaveLength(1);
});

test("a file that cannot be uploaded leaves nothing in doubt", async () => {
  const message = await asked();
  account.x.faults.add({ kind: "cut-after", path: "/media/upload", times: 1 });
  const operation = { ...replyTo(message, "see"), media: [file("image/png", "pixels")] };
  await expect(connector.perform(operation, signal)).rejects.toMatchObject({ kind: "retryable" });
  expect(account.x.ledger.effects("message")).toEqual([]);
});

test("reading back finds one answer with links in it, and trusts neither of two", async () => {
  account.dm("hi");
  const message = await newest();
  const operation = replyTo(message, "Read https://example.com/help and  example.com/faq");
  const since = account.clock.now();
  account.x.faults.add({ kind: "cut-after", path: "/messages" });
  await expect(connector.perform(operation, signal)).rejects.toMatchObject({ kind: "unknown-outcome" });
  const window = { since, until: account.clock.now() };
  expect(await connector.findSent?.(operation, window, signal)).toMatchObject({ state: "found" });
  await connector.perform(operation, signal);
  expect(await connector.findSent?.(operation, window, signal)).toEqual({ state: "cannotTell" });
});
