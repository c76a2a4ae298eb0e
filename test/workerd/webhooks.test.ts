/** Webhooks through the front into a brand's object: verified there, stored, and only then answered; what is not signed changes nothing. */
import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { webhookSecret } from "../../connectors/telegram/webhook-secret.ts";
import { BrandClient } from "./support.ts";

const APP_SECRET = "SANDBOX-X-APP-SECRET";
const TOKEN = "1000001:SANDBOX-bobo";
const US = "1700000001";

let brand: BrandClient;
beforeAll(async () => {
  brand = await BrandClient.open("hooks.test");
  await brand.connect("x", "hooks", { mode: "webhook" });
  await brand.connect("telegram", "hooks", { mode: "webhook" });
});

const macOf = (text: string) => `sha256=${createHmac("sha256", APP_SECRET).update(text).digest("base64")}`;

interface Call {
  body: string;
  headers: Record<string, string>;
}

/** A direct message as X's Activity API sends it. */
function onX(text: string): Call {
  const from = { id: "9", name: "Lin", username: "lin_x" };
  const payload = {
    id: `21245141799172${text.length}`,
    event_type: "MessageCreate",
    text,
    created_at: "2026-11-22T14:43:46.714Z",
    sender_id: from.id,
    dm_conversation_id: `${from.id}-${US}`,
  };
  const includes = { users: [from, { id: US, name: "波宝 Bobo Wallet", username: "bobowallet" }] };
  const data = {
    event_uuid: "1",
    filter: { user_id: US },
    event_type: "dm.received",
    tag: "parley",
    payload,
    includes,
  };
  const body = JSON.stringify({ data });
  return { body, headers: { "x-twitter-webhooks-signature": macOf(body) } };
}

/** A private message as Telegram sends it. */
async function onTelegram(text: string): Promise<Call> {
  const from = { id: 77, is_bot: false, first_name: "Mei", username: "mei_tg" };
  const chat = { id: 77, type: "private", first_name: "Mei", username: "mei_tg" };
  const message = { message_id: text.length, from, chat, date: 1_795_334_400, text };
  const secret = await webhookSecret("bobo_support_bot", { token: TOKEN });
  const body = JSON.stringify({ update_id: text.length, message });
  return { body, headers: { "x-telegram-bot-api-secret-token": secret } };
}

/** As somebody would send it who does not know the secret. */
const forgedOnX = (call: Call): Call => ({ ...call, body: call.body.replaceAll("money", "seed") });
const forgedOnTelegram = ({ body }: Call): Call => ({
  body,
  headers: { "x-telegram-bot-api-secret-token": `bobo_support_bot-${"0".repeat(64)}` },
});
const unsigned = ({ body }: Call): Call => ({ body, headers: {} });
const status = async (path: string, call: Call) => (await brand.fetch(path, { method: "POST", ...call })).status;
const withText = async (text: string) => (await brand.conversations()).filter(({ excerpt }) => excerpt === text);

/** How many rows each table has. */
const sizes = () =>
  runInDurableObject(env.BRAND.getByName("hooks"), (_, { storage: { sql } }) => {
    const tables = sql.exec<{ name: string }>(
      "select name from sqlite_master where type = 'table' and name not glob '_cf_*'",
    );
    return tables.toArray().map(({ name }) => ({ name, ...sql.exec(`select count(*) as rows from "${name}"`).one() }));
  });

it("answers X's challenge with what the object's secret makes of it", async () => {
  const response = await brand.fetch("/webhooks/app_1?crc_token=challenge");
  expect(z.object({ response_token: z.string() }).parse(await response.json())).toEqual({
    response_token: macOf("challenge"),
  });
});

describe.each([
  ["X", "/webhooks/app_1", async (text: string) => onX(text), forgedOnX],
  ["Telegram", "/webhooks/app_2", onTelegram, forgedOnTelegram],
] as const)("from %s", (platform, path, call, forged) => {
  it("is stored once it is answered, and once only, also when the object died between", async () => {
    const text = `${platform}: where is my money?`;
    expect(await status(path, await call(text))).toBe(200);
    const [conversation] = await withText(text);
    expect(await status(path, await call(text))).toBe(200);
    await abortAllDurableObjects();
    expect(await withText(text)).toEqual([conversation]);
    expect(await status(path, await call(text))).toBe(200);
    expect(await brand.messages(conversation?.id ?? "")).toMatchObject([{ direction: "inbound", text }]);
  });

  it("is refused without its signature, and changes nothing", async () => {
    const text = `${platform}: is the money there?`;
    const before = await sizes();
    expect(await status(path, unsigned(await call(text)))).toBe(401);
    expect(await status(path, forged(await call(text)))).toBe(401);
    expect(await status("/webhooks/app_9", await call(text))).toBe(404);
    expect(await sizes()).toEqual(before);
  });
});
