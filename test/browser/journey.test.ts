/** The whole way, in a real browser: a user writes on a platform, an agent answers in the open workspace, the user reads it there. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import type { PlatformName } from "../../src/domain/platform.ts";
import { isPaused, pauseInbox } from "../../src/inbox/pause.ts";
import { brandOf, NEWCOMER, post, USER_GROUP } from "../../src/sandbox/furnish.ts";
import { en } from "../../src/web/i18n/en.ts";
import { zh } from "../../src/web/i18n/zh.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { listenForComplaints, openWorkspace, type Workspace } from "../support/workspace.ts";

let browser: Browser;
let demo: Demo;
/** One page, open from before the first message on, and never loaded again. */
let desk: Workspace;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemo()]);
  desk = await openWorkspace(browser, demo.link());
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});
afterEach(() => {
  const complaints = desk.complaints.splice(0);
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join("; ")}`);
  if (desk.loads() !== 1) throw new Error("the page was loaded again");
});

type Kind = "direct" | "public";

const answers: [PlatformName, string][] = [];
/** The platform has these words once now; the last test looks again. */
function arrivedOnce(platform: PlatformName, words: string): void {
  answers.push([platform, words]);
  expect(demo.arrived(platform, words)).toHaveLength(1);
}

function ask(platform: PlatformName, kind: Kind, from: string, text: string) {
  const { side } = demo.bench[platform];
  const brand = brandOf(side);
  if (kind === "direct") return post(side, { from, to: brand.id, text });
  const title = platform === "telegram" ? USER_GROUP : "help";
  const place = side.places().find((one) => one.kind === "public" && one.title.startsWith(title));
  return post(side, {
    from,
    text: `@${brand.handle} ${text}`,
    ...(platform === "x" || !place ? {} : { place: place.id }),
  });
}

/** In public one key more is asked for. */
const SEND: Record<Kind, string> = { direct: "Control+Enter", public: "Control+Shift+Enter" };

describe.each(["x", "telegram", "discord"] as const)("on %s", (platform) => {
  it.each(["direct", "public"] as const)("a %s question comes in live and is answered once", async (kind) => {
    const { page } = desk;
    const name = `${kind === "direct" ? "林晓" : "陈默"} ${platform}`;
    const person = demo.newUser(platform, name);
    const question = `我的账户被锁了，提示 E-1043（${platform} ${kind}）`;
    const answer = `资产不受影响，24 小时后自动解锁。（${platform} ${kind}）`;
    const asked = ask(platform, kind, person.id, question);

    await desk.open(name, question);
    await page.keyboard.press("r");
    const box = page.getByTestId("composer").getByRole("textbox");
    await box.fill(answer);
    await page.keyboard.press(SEND[kind]);
    await desk.ours(answer, "sent").waitFor();
    expect(await box.inputValue()).toBe("");

    const { side } = demo.bench[platform];
    const read = side.messages(asked.placeId).filter((one) => one.text.includes(answer));
    expect(read.map((one) => one.authorId)).toEqual([brandOf(side).id]);
    arrivedOnce(platform, answer);
  });
});

it("nothing goes out in public by the keys that send privately", async () => {
  const { page } = desk;
  const person = demo.newUser("x", "毛毛");
  ask("x", "public", person.id, "手续费怎么这么高");
  await desk.open("毛毛", "手续费怎么这么高");
  await page.keyboard.press("r");
  await page.keyboard.type("这是网络收的能量费。");
  await page.keyboard.press(SEND.direct);
  const composer = page.getByTestId("composer");
  expect(await composer.getByRole("textbox").inputValue()).toBe("这是网络收的能量费。");
  expect(demo.arrived("x", "这是网络收的能量费。")).toHaveLength(0);
  await composer.getByRole("button", { name: zh.send.public }).click();
  await desk.ours("这是网络收的能量费。", "sent").waitFor();
  arrivedOnce("x", "这是网络收的能量费。");
});

it("what is not known to have been sent is settled by a person, and not sent again", async () => {
  const { page } = desk;
  const person = demo.newUser("telegram", "周迟");
  ask("telegram", "direct", person.id, "转账三小时还没到");
  await desk.open("周迟", "转账三小时");
  demo.bench.telegram.faults.add({ kind: "cut-after", path: "sendMessage" });
  await page.keyboard.press("r");
  await page.keyboard.type("已经上链，请再等几分钟。");
  await page.keyboard.press(SEND.direct);

  const unknown = desk.ours("已经上链", "unknown");
  await unknown.waitFor();
  const choices = unknown.getByRole("group", { name: zh.unknown }).getByRole("button");
  expect((await choices.allTextContents()).map((word) => word.trim())).toEqual([zh.markSent, zh.sendAgain, zh.cancel]);
  await (await desk.row("周迟")).getByText(zh.outcomeAttention).waitFor();
  await choices.first().click();
  await desk.ours("已经上链", "sent").waitFor();
  arrivedOnce("telegram", "已经上链");
});

it("an over-long answer shows how it will be split, and goes out so", async () => {
  const { page } = desk;
  const person = demo.newUser("discord", "Devon");
  ask("discord", "direct", person.id, "Please explain every fee to me");
  await desk.open("Devon", "every fee");
  const [first, second] = ["fees go to the network. ", "none of it goes to us. "].map((part) => part.repeat(70).trim());
  await page.getByTestId("composer").getByRole("textbox").fill(`${first}\n\n${second}`);
  const split = page.getByTestId("split-preview");
  await split.getByText(zh.overLimit(2)).waitFor();
  expect(await split.getByRole("listitem").count()).toBe(2);
  await page.keyboard.press(SEND.direct);
  await desk.ours(zh.part(1, 2), "sent").waitFor();
  await desk.ours(zh.part(2, 2), "sent").waitFor();
  arrivedOnce("discord", "fees go to the network");
  arrivedOnce("discord", "none of it goes to us");
});

it("speaks English and goes dark when told to, and stays so", async () => {
  const other = await openWorkspace(browser, demo.link("Vera"));
  const { page } = other;
  const ground = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
  await page.getByRole("heading", { name: zh.view.open, exact: true }).waitFor();
  await page.getByRole("radio", { name: "English" }).click();
  await page.getByRole("heading", { name: en.view.open, exact: true }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  const before = await ground();
  await page.getByRole("button", { name: en.toggleTheme }).click();
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  expect(await ground()).not.toBe(before);
  await page.reload();
  await page.getByRole("heading", { name: en.view.open, exact: true }).waitFor();
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  expect(other.complaints).toEqual([]);
  await other.close();
});

it("on a phone: from the list into a conversation, an answer, and back", async () => {
  const hand = await openWorkspace(browser, demo.link(), {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const { page } = hand;
  const person = demo.newUser("telegram", "小雨");
  ask("telegram", "direct", person.id, "换手机以后进不去");
  await (await hand.row("小雨")).tap();
  await page.getByTestId("message").filter({ hasText: "换手机以后" }).waitFor();
  expect(await page.locator(".list").isVisible()).toBe(false);
  const composer = page.getByTestId("composer");
  await composer.getByRole("textbox").fill("用助记词在新手机上恢复，不要发给任何人。");
  await composer.getByRole("button", { name: zh.send.private }).tap();
  await hand.ours("用助记词在新手机上恢复", "sent").waitFor();
  arrivedOnce("telegram", "用助记词在新手机上恢复");
  await page.getByRole("button", { name: zh.back, exact: true }).tap();
  await page.locator(".list").waitFor();
  expect(await page.getByTestId("conversation").isVisible()).toBe(false);
  expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  expect(hand.complaints).toEqual([]);
  await hand.close();
});

it("an inbox that rests says so in every open window, until an admin sets it to work", async () => {
  const { page } = desk;
  pauseInbox({ store: demo.node.inbox.store, actor: SYSTEM }, "restored");
  await page.getByText(zh.inboxPaused).waitFor();
  await page.getByRole("button", { name: zh.resumeInbox }).click();
  await page.getByText(zh.inboxPaused).waitFor({ state: "detached" });
  expect(isPaused(demo.node.inbox.store)).toBe(false);
});

it("a newcomer writes in a phone of the bench and sees the answer there", async () => {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  const bench = await context.newPage();
  bench.setDefaultTimeout(15_000);
  const complaints = listenForComplaints(bench);
  await bench.goto(demo.bench.x.url);
  expect(await bench.locator("#inbox").getAttribute("href")).toContain(demo.node.url);
  const telegram = bench.locator(".phone.telegram");
  await telegram.locator(".say input[type=text]").fill("你好，我是新来的");
  await telegram.locator(".say button").click();
  await desk.open(NEWCOMER.name, "我是新来的");
  await desk.page.keyboard.press("r");
  await desk.page.keyboard.type("欢迎来到波宝。");
  await desk.page.keyboard.press(SEND.direct);
  await telegram.locator(".msg", { hasText: "欢迎来到波宝。" }).waitFor();
  arrivedOnce("telegram", "欢迎来到波宝。");
  expect(complaints).toEqual([]);
  await context.close();
});

it("a reply that asks for a seed phrase is refused in place; one with a foreign link waits for a lead, the next one behind it", async () => {
  const { page } = desk;
  const person = demo.newUser("telegram", "周宁");
  ask("telegram", "direct", person.id, "钱包打不开了，求助");
  await desk.open("周宁", "钱包打不开了");
  await page.keyboard.press("r");
  const box = page.getByTestId("composer").getByRole("textbox");
  const words = "您好。请把您的助记词发给我们。";
  await box.fill(words);
  await page.keyboard.press("Control+Enter");
  await page.getByTestId("refused").getByText("请把您的助记词发给我们。").click();
  expect(await box.inputValue()).toBe(words);
  const chosen = () => page.evaluate<string>("document.getSelection().toString()");
  expect(await chosen()).toBe("请把您的助记词发给我们。");
  // The browser itself tells of every refused request.
  expect(desk.complaints.splice(0)).toEqual([expect.stringContaining("422")]);

  const [link, next] = ["请先看 https://blog.example/unlock", "看完请告诉我们"];
  for (const text of [link, next]) {
    await box.fill(text);
    await page.keyboard.press("Control+Enter");
    await desk.ours(text, text === link ? "held" : "queued").waitFor();
  }
  expect(demo.arrived("telegram", next)).toHaveLength(0);
  await page.getByRole("button", { name: zh.approve }).click();
  await desk.ours(link, "sent").waitFor();
  await desk.ours(next, "sent").waitFor();
  arrivedOnce("telegram", link);
  arrivedOnce("telegram", next);
});

it("runs the build for production, whoever started it", async () => {
  const source = `fetch(document.querySelector("script[src*=assets]").src).then((answer) => answer.text())`;
  const script = await desk.page.evaluate<string>(source);
  expect(script.length).toBeGreaterThan(10_000);
  expect(script).not.toContain("jsxDEV");
});

it("none of the answers left twice, also not later", () => {
  expect(answers).toHaveLength(14);
  for (const [platform, words] of answers) expect(demo.arrived(platform, words)).toHaveLength(1);
});
