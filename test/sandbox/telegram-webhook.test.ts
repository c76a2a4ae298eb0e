/** The Telegram sandbox as a sender of webhooks, and its coverage table. */
import { Telegram } from "telegraf";
import { afterEach, beforeEach, expect, test } from "vitest";
import { METHODS } from "../../src/sandbox/telegram/methods/index.ts";
import { createTelegramSandbox, DEFAULT_TELEGRAM_TOKEN } from "../../src/sandbox/telegram/sandbox.ts";
import { startSandbox, type RunningSandbox } from "../../src/sandbox/start.ts";
import { startReceiver, type Receiver } from "../support/receiver.ts";
import { telegramSpec, withoutTelegramSpec } from "../support/specs.ts";

let sandbox: RunningSandbox;
let receiver: Receiver;
let telegram: Telegram;

beforeEach(async () => {
  sandbox = await startSandbox(createTelegramSandbox({ webhookRetryMs: 1 }));
  receiver = await startReceiver();
  telegram = new Telegram(DEFAULT_TELEGRAM_TOKEN, { apiRoot: sandbox.url });
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

const texts = (deliveries: { body: unknown }[]) =>
  deliveries.map(({ body }) => (body as { message: { text: string } }).message.text);

test("updates are delivered in order with the secret, again until they are taken", async () => {
  const user = sandbox.side.addPerson({ name: "Lin", handle: "lin", role: "user" });
  const send = (text: string) => sandbox.side.send({ from: user.id, to: "1000001", text, media: [], options: {} });
  send("waiting");
  await telegram.setWebhook(receiver.url, { secret_token: "s3cret" });
  await receiver.received(1);
  receiver.answer(500);
  send("first");
  send("second");
  const got = await receiver.received(4);
  expect(texts(got)).toEqual(["waiting", "first", "first", "second"]);
  expect(got[0]?.headers.get("x-telegram-bot-api-secret-token")).toBe("s3cret");
  expect(await telegram.getWebhookInfo()).toMatchObject({
    url: receiver.url,
    last_error_message: "Wrong response from the webhook: 500 Internal Server Error",
  });
  await expect(telegram.getUpdates(0, 1, 0, undefined)).rejects.toMatchObject({ code: 409 });
  await telegram.deleteWebhook();
  expect(await telegram.getWebhookInfo()).toMatchObject({ url: "", pending_update_count: 0 });
  expect(await telegram.getUpdates(0, 1, 0, undefined)).toEqual([]);
});

test("faults: the same delivery twice, and two in the wrong order", async () => {
  const user = sandbox.side.addPerson({ name: "Lin", handle: "lin", role: "user" });
  for (const text of ["a", "b", "c"]) {
    sandbox.side.send({ from: user.id, to: "1000001", text, media: [], options: {} });
  }
  sandbox.faults.add({ kind: "disorder", path: "webhook" });
  sandbox.faults.add({ kind: "duplicate", path: "webhook" });
  await telegram.setWebhook(receiver.url);
  expect(texts(await receiver.received(4))).toEqual(["b", "b", "a", "c"]);
});

test("a plain http address is refused where it is not this machine", async () => {
  await expect(telegram.setWebhook("http://example.org/hook")).rejects.toMatchObject({ code: 400 });
});

test("every method of the coverage table answers, and nothing else does", async () => {
  const ask = async (method: string) =>
    (await fetch(`${sandbox.url}/bot${DEFAULT_TELEGRAM_TOKEN}/${method}`, { method: "POST" })).status;
  for (const method of Object.keys(METHODS)) expect([200, 400]).toContain(await ask(method));
  expect(await ask("banChatMember")).toBe(404);
  expect(Object.keys(METHODS)).toHaveLength(23);
});

test.skipIf(telegramSpec === null)(`the table names published methods only ${withoutTelegramSpec}`, () => {
  for (const method of Object.keys(METHODS)) {
    expect(telegramSpec?.request(method, { anything: 1 }, false)).not.toEqual([method]);
  }
});
