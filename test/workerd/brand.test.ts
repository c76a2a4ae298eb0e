import { beforeAll, describe, expect, it } from "vitest";
import { BrandClient, until, UserApp } from "./support.ts";

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
    // The first poll starts at now.
    await until("the bot is listened to", async () => (await brand.ask("/api/accounts")).ok);
    await telegram.send({ from, to: await telegram.brand(), text: "我的账户被锁了" });
    const { id } = await conversation("我的账户被锁了");
    await brand.reply(id, "您好，我们马上看看。");
    await sent(id);
    expect(await telegram.sent()).toHaveLength(1);
    expect(await brand.messages(id)).toHaveLength(2);
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

it("resumes a live stream after the event that the reader has", async () => {
  const from = await telegram.person("Wei", "wei_tg");
  await telegram.send({ from, to: await telegram.brand(), text: "live?" });
  await conversation("live?");
  const whole = await read(0);
  const resumed = await read(3);
  expect(resumed).toEqual(whole.filter((seq) => seq > 3).slice(0, resumed.length));
  expect(resumed[0]).toBe(4);
});

/** The numbers of the first events after one. */
async function read(after: number): Promise<number[]> {
  const response = await brand.ask("/api/events", { headers: { "last-event-id": String(after) } });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while ((text.match(/event: parley\n/g) ?? []).length < 4) text += (await reader?.read())?.value ?? "";
  await reader?.cancel();
  return [...text.matchAll(/^id: (\d+)\nevent: parley$/gm)].map(([, seq]) => Number(seq));
}
