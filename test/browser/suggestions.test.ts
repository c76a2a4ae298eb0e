/** Suggested answers beside a conversation, by keyboard, in a real browser. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { post } from "../../src/sandbox/furnish.ts";
import { publicationDay } from "../../src/store/schema.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { addPage } from "../support/pages.ts";
import { shot } from "../support/shot.ts";
import { openWorkspace } from "../support/workspace.ts";

let browser: Browser;
let demo: Demo;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemo()]);
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

it("puts an answer into the box by a digit, and its link by L and a digit", { timeout: 60_000 }, async () => {
  const { store } = demo.node.inbox;
  addPage(store, {
    slug: "dongjie-jiesuo",
    language: "zh",
    title: "账户被风控冻结，怎么解冻",
    answer: "先等 **24 小时**，再到账户安全里申诉。",
  });
  const user = demo.bench.telegram.side.addPerson({ name: "林晓", handle: "", role: "user" });
  const brand = demo.bench.telegram.side.people().find(({ role }) => role === "brand");
  post(demo.bench.telegram.side, { from: user.id, to: brand?.id ?? "", text: "我的账户被冻结了，什么时候解冻" });
  const seat = await openWorkspace(browser, demo.link());
  const { page } = seat;
  await seat.open("林晓", "被冻结");

  const offered = page.getByTestId("suggestions");
  await offered.getByText("账户被风控冻结，怎么解冻").waitFor();
  await shot(page, "suggestions");
  const box = page.getByTestId("composer").locator("textarea");
  await page.keyboard.press("1");
  await expect.poll(() => box.inputValue()).toBe("先等 24 小时，再到账户安全里申诉。");

  // In the box a digit is a digit.
  await page.keyboard.type(" 1");
  await page.keyboard.press("Escape");
  await page.keyboard.press("l");
  await offered.getByText("按数字插入链接").waitFor();
  await page.keyboard.press("1");
  await expect.poll(() => box.inputValue()).toMatch(/申诉。 1 https?:\/\/\S+\/faq\/dongjie-jiesuo$/);
  await expect.poll(() => store.db.select().from(publicationDay).all()).toMatchObject([{ used: 2 }]);
  expect(seat.complaints).toEqual([]);
});
