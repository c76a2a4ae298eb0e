import { abortAllDurableObjects } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { BrandClient, until, UserApp } from "./support.ts";

/** One transparent point. */
const PIXEL = new Uint8Array(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
);

let brand: BrandClient;
const telegram = new UserApp("telegram", "brand");
const x = new UserApp("x", "brand");

beforeAll(async () => {
  brand = await BrandClient.open("bobo.test");
  await brand.connect("telegram", "brand");
  await brand.connect("x", "brand");
});

const conversation = (excerpt: string) =>
  until(`"${excerpt}" arrives`, async () => (await brand.conversations()).find((one) => one.excerpt.includes(excerpt)));
const sent = (id: string) =>
  until("the answer is sent", async () =>
    (await brand.messages(id)).some(({ delivery }) => delivery?.state === "sent"),
  );

describe("driven by its alarm, a brand", () => {
  it("takes a message from Telegram and answers once", async () => {
    const from = await telegram.person("Lin", "lin_tg");

    await telegram.send({ from, to: await telegram.brand(), text: "我的账户被锁了" });
    const { id } = await conversation("我的账户被锁了");
    await brand.reply(id, "您好，我们马上看看。");
    await sent(id);
    expect(await telegram.sent()).toHaveLength(1);
    expect(await brand.messages(id)).toHaveLength(2);
  });

  it("sends a picture, and gives it back", async () => {
    const from = await telegram.person("Mei", "mei_tg");
    const place = await telegram.send({ from, to: await telegram.brand(), text: "which button?" });
    const { id } = await conversation("which button?");
    const upload = await brand.upload(new File([PIXEL], "button.png", { type: "image/png" }));
    await brand.reply(id, "This one.", [upload]);
    await sent(id);
    const answer = (await brand.messages(id)).find(({ media }) => media.length > 0);
    const file = await brand.ask(answer?.media[0]?.url ?? "");
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(PIXEL);
    expect(await telegram.filesIn(place)).toMatchObject([{ mime: "image/png", size: PIXEL.byteLength }]);
  });

  it("takes a mention from X and answers once, its echo included", async () => {
    const from = await x.person("Ann", "ann_x");
    await x.send({ from, text: "@bobowallet where is my transfer?" });
    const { id, kind } = await conversation("where is my transfer?");
    expect(kind).toBe("public");
    await brand.reply(id, "It is on its way.");
    await sent(id);
    expect(await x.sent()).toHaveLength(1);
    expect((await brand.messages(id)).map(({ text }) => text)).toContain("It is on its way.");
  });
});

it("resumes a live stream where the reader was, also when the object died between", async () => {
  const ask = (text: string) => write(text).then(() => conversation(text));
  await ask("live?");
  const seen = await read(0);
  await abortAllDurableObjects();
  await ask("still live?");
  const last = seen.at(-1) ?? 0;
  const resumed = await read(last);
  expect([...seen, ...resumed]).toEqual(Array.from({ length: last + resumed.length }, (_, index) => index + 1));
  expect(resumed.length).toBeGreaterThan(0);
});

async function write(text: string): Promise<void> {
  await telegram.send({ from: await telegram.person("Wei", `wei_${text.length}`), to: await telegram.brand(), text });
}

/** The numbers of the events that come at once after one. */
async function read(after: number): Promise<number[]> {
  const response = await brand.ask("/api/events", { headers: { "last-event-id": String(after) } });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("event: parley\n")) text += (await reader?.read())?.value ?? "";
  await reader?.cancel();
  return [...text.matchAll(/^id: (\d+)\nevent: parley$/gm)].map(([, seq]) => Number(seq));
}
