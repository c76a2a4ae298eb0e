import {
  abortAllDurableObjects,
  createExecutionContext,
  createScheduledController,
  evictDurableObject,
  runInDurableObject,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { front } from "../../src/host/worker/front.ts";
import { BrandClient, until, UserApp } from "./support.ts";

let brand: BrandClient;
const telegram = new UserApp("telegram", "killed");

beforeAll(async () => {
  brand = await BrandClient.open("killed.test");
  await brand.connect("telegram", "killed");
  await brand.reads();
});

const write = async (handle: string, text: string) => {
  const from = await telegram.person(handle, handle);
  await telegram.send({ from, to: await telegram.brand(), text });
  return until(`"${text}" arrives`, async () => (await brand.conversations()).find(({ excerpt }) => excerpt === text));
};
const state = async (id: string) => (await brand.messages(id)).find(({ delivery }) => delivery)?.delivery?.state;

it("goes on by its alarm after it was put out of memory", async () => {
  const first = await write("before_tg", "before");
  await evictDurableObject(env.BRAND.getByName("killed"));
  const second = await write("after_tg", "after");
  expect(second.id).not.toBe(first.id);
});

it("leaves in doubt what was being sent when it died, and does not send it again", async () => {
  const { id } = await write("doubt_tg", "where is my money?");
  const before = (await telegram.sent()).length;
  await telegram.fault({ kind: "slow", path: "sendMessage", delayMs: 5_000 });
  await brand.reply(id, "We are looking.");
  await until("it is on its way", async () => (await state(id)) === "sending");
  await until("the platform has it", async () => (await telegram.sent()).length === before + 1);
  await abortAllDurableObjects();
  expect(await state(id)).toBe("unknown");
  await write("later_tg", "still there?");
  expect(await state(id)).toBe("unknown");
  expect(await telegram.sent()).toHaveLength(before + 1);
});

it("rings again after a fault", async () => {
  const at = await runInDurableObject(env.BRAND.getByName("killed"), async (object, { storage }) => {
    // In one turn: meanwhile nothing else may set an alarm.
    void storage.deleteAlarm();
    storage.sql.exec("alter table account rename to lost");
    object.alarm();
    storage.sql.exec("alter table lost rename to account");
    return storage.getAlarm();
  });
  expect(at).toBeGreaterThan(Date.now());
});

it("is woken by the cron when its alarm got lost", async () => {
  const { id } = await write("cron_tg", "anybody there?");
  const before = (await telegram.sent()).length;
  await telegram.fault({ kind: "refuse", path: "sendMessage", status: 429, retryAfterMs: 1_000 });
  await brand.reply(id, "We are.");
  await until("the platform refuses it for now", async () =>
    (await brand.messages(id)).some(({ delivery }) => delivery?.code === "rate-limited"),
  );
  await runInDurableObject(env.BRAND.getByName("killed"), (_, { storage }) => storage.deleteAlarm());
  await evictDurableObject(env.BRAND.getByName("killed"));
  await front.scheduled?.(createScheduledController(), env, createExecutionContext());
  await until("the answer leaves", async () => (await telegram.sent()).length > before);
  expect(await telegram.sent()).toHaveLength(before + 1);
});
