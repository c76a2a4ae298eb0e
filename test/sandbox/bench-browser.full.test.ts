/** The bench in a real browser: a person writes on each phone and sees the brand's answer without reloading. */
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { startBench, type Bench } from "../../src/sandbox/bench.ts";
import { brandOf, NEWCOMER } from "../../src/sandbox/furnish.ts";
import type { UserSide } from "../../src/sandbox/kit/user-side.ts";
import { launchBrowser } from "../support/browser.ts";

let browser: Browser;
let bench: Bench;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  bench = await startBench({ port: 0, inbox: () => "http://127.0.0.1:7100/" });
  page = await browser.newPage({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(10_000);
  complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => void (message.type() === "error" && complaints.push(message.text())));
  await page.goto(bench.x.url);
  await page.locator(".phone.x .msg").first().waitFor();
});
afterEach(async () => {
  await page.close();
  await bench.close();
});

const phone = (name: string) => page.locator(`.phone.${name}`);
const line = (on: Locator) => on.locator(".say input[type=text]");

async function write(on: Locator, text: string): Promise<void> {
  await line(on).fill(text);
  await on.locator(".say button").click();
}

async function choose(on: Locator, text: string, action: string): Promise<void> {
  await on.locator(".msg", { hasText: text }).first().click();
  await on.getByRole("button", { name: action, exact: true }).click();
}

async function botSays(text: string, to: string): Promise<number> {
  const response = await fetch(`${bench.telegram.url}/bot${bench.credentials.telegram.token}/sendMessage`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ chat_id: Number(to), text }),
  });
  return response.status;
}

const me = (side: UserSide) => side.people().find((person) => person.handle === NEWCOMER.handle)?.id ?? "";
const xiaoman = () => me(bench.telegram.side);

test("keeps what is typed before the platform has answered", async () => {
  const gate = Promise.withResolvers<void>();
  await page.route("**/_sandbox/people", async (route) => {
    await gate.promise;
    await route.continue();
  });
  await page.reload({ waitUntil: "load" });
  const telegram = phone("telegram");
  await line(telegram).fill("先写再说");
  expect(await telegram.locator(".say button").isDisabled()).toBe(true);
  gate.resolve();
  await telegram.locator(".say button").click();
  await telegram.locator(".msg", { hasText: "先写再说" }).waitFor();
  expect(complaints).toEqual([]);
});

test("writes, edits, attaches, deletes and blocks on Telegram, and reads the answer live", async () => {
  const telegram = phone("telegram");
  await write(telegram, "账户被锁了 <img src=x onerror=alert(1)>");
  const mine = telegram.locator(".msg.me", { hasText: "<img src=x onerror=alert(1)>" });
  await mine.waitFor();
  expect(await telegram.locator("img").count()).toBe(0);

  expect(await botSays("资产不受影响", xiaoman())).toBe(200);
  await telegram.locator(".msg.new", { hasText: "资产不受影响" }).waitFor();
  await page.locator("#ledger tr", { hasText: "sendMessage" }).waitFor();
  expect(await page.locator("#step-read").getAttribute("class")).toBe("done");

  await choose(telegram, "资产不受影响", "回应");
  await telegram.getByRole("button", { name: "👍" }).click();
  await telegram.locator(".rx .mine", { hasText: "👍" }).waitFor();

  await choose(telegram, "账户被锁了", "编辑");
  await write(telegram, "账户被锁了，提示 E-1043");
  await telegram.locator(".msg.me", { hasText: "E-1043" }).waitFor();
  await telegram.locator("time", { hasText: "已编辑" }).waitFor();

  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  await telegram.locator("input[type=file]").setInputFiles({ name: "截图.png", mimeType: "image/png", buffer: png });
  await write(telegram, "截图在这里");
  await telegram.locator("img.shot[alt='截图.png']").waitFor();

  await choose(telegram, "E-1043", "删除");
  await telegram.locator(".msg .gone", { hasText: "已删除" }).waitFor();

  await telegram.getByRole("button", { name: "拉黑波宝" }).click();
  await telegram.getByRole("button", { name: "解除拉黑" }).waitFor();
  expect(await botSays("还在吗", xiaoman())).toBe(403);
  expect(complaints).toEqual([]);
});

test("posts, changes places without mixing drafts, and adds a person", async () => {
  const x = phone("x");
  await write(x, "@bobowallet 币还在吗");
  await choose(x, "币还在吗", "扮骗子回一条");
  await x.locator(".msg.sub", { hasText: "点我头像链接" }).waitFor();

  await line(x).fill("@bobowallet 没写完的帖子");
  await x.locator(".pick").first().selectOption({ label: "波宝 Bobo Wallet" });
  expect(await line(x).inputValue()).toBe("");
  await write(x, "这是私信");
  await x.locator(".msg.me", { hasText: "这是私信" }).waitFor();
  const direct = bench.x.side.places().filter((place) => place.kind === "direct");
  expect(direct.map((place) => bench.x.side.messages(place.id).map((message) => message.text))).toEqual([["这是私信"]]);
  await x.locator(".pick").first().selectOption({ label: "广场" });
  bench.x.side.send({ from: brandOf(bench.x.side).id, to: me(bench.x.side), text: "私下回答", media: [], options: {} });
  await x.getByRole("button", { name: "私信有回答" }).click();
  await x.locator(".msg.them", { hasText: "私下回答" }).waitFor();
  await x.locator(".pick").first().selectOption({ label: "广场" });
  expect(await line(x).inputValue()).toBe("@bobowallet 没写完的帖子");

  const discord = phone("discord");
  await discord.locator(".pick").first().selectOption({ label: "support-forum" });
  await write(discord, "@bobo-support 在论坛里问一句");
  await discord.locator(".msg", { hasText: "在论坛里问一句" }).waitFor();
  const thread = bench.discord.side.places().find((place) => place.type === "thread");
  expect(thread?.title).toBe("在论坛里问一句");
  await discord.locator(".pick").first().selectOption({ label: "support-forum" });
  await discord.locator(".forum").getByRole("button", { name: "在论坛里问一句" }).click();
  await discord.locator(".msg", { hasText: "在论坛里问一句" }).waitFor();

  await discord.getByRole("button", { name: "加一个人" }).click();
  await page.locator("#newcomer [name=name]").fill("阿花");
  await page.locator("#newcomer [name=handle]").fill("ahua_1");
  await page.locator("#newcomer").getByRole("button", { name: "加上" }).click();
  await discord.locator(".who option:checked", { hasText: "阿花" }).waitFor({ state: "attached" });
  await write(discord, "@bobo-support 我是阿花");
  await discord.locator(".msg", { hasText: "我是阿花" }).locator(".you").waitFor();
  expect(bench.discord.side.people().map((person) => person.handle)).toContain("ahua_1");
  expect(complaints).toEqual([]);
});

test("cuts a cable for the next send, speaks English, remembers the theme, and fits a phone", async () => {
  await write(phone("telegram"), "你好");
  await phone("telegram").locator(".msg.me").waitFor();
  await page.locator("#fault-platform").selectOption("telegram");
  await page.locator("#fault-kind").selectOption("cut-after");
  await page.locator("#wire-telegram.is-cut").waitFor();
  await expect(botSays("稍等", xiaoman())).rejects.toThrow("fetch failed");
  await phone("telegram").locator(".msg.new", { hasText: "稍等" }).waitFor();
  await page.locator("#ledger .unk").waitFor();
  await page.locator("#wire-telegram:not(.is-cut)").waitFor({ state: "attached" });

  await page.locator("label[for=ui-en]").click();
  await page.getByRole("heading", { name: "These three phones are yours" }).waitFor();
  await page.locator("#theme").click();
  const theme = await page.evaluate("document.documentElement.dataset.theme");
  await page.reload();
  await page.getByRole("heading", { name: "These three phones are yours" }).waitFor();
  expect(await page.evaluate("document.documentElement.dataset.theme")).toBe(theme);

  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  expect(await page.locator("#inbox").getAttribute("href")).toBe("http://127.0.0.1:7100/");
  expect(complaints).toEqual([]);
});
