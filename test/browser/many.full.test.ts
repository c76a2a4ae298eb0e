/** The workspace over a hundred thousand conversations: little in the document, and every step quick. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { dataDirectory } from "../../src/host/data-directory.ts";
import { openDatabase } from "../../src/host/database.ts";
import { brandOf, post } from "../../src/sandbox/furnish.ts";
import { rebuildCounters } from "../../src/store/projections.ts";
import { account } from "../../src/store/schema.ts";
import { zh } from "../../src/web/i18n/zh.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { seedConversations } from "../support/many.ts";
import { startStopwatch, type Stopwatch } from "../support/stopwatch.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

const CONVERSATIONS = 100_000;
const MOST_ROWS = 60;

let browser: Browser;
let demo: Demo;
let desk: Workspace;
let watch: Stopwatch;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemo()]);
  const { store } = demo.node.inbox;
  const telegram = store.db
    .select()
    .from(account)
    .all()
    .find((row) => row.platform === "telegram");
  const beside = openDatabase(dataDirectory(demo.dataDir).database);
  seedConversations(beside.sqlite, { accountId: telegram?.id ?? 0, count: CONVERSATIONS });
  beside.close();
  rebuildCounters(store);
  desk = await openWorkspace(browser, demo.link());
  watch = await startStopwatch(desk.page);
}, 120_000);
afterAll(async () => {
  process.stdout.write(`\n${CONVERSATIONS} conversations\n${watch?.report()}\n`);
  await browser?.close();
  await demo?.close();
});

const rows = () => desk.page.getByTestId("conversation-row");
const OPENED = `document.querySelector('[data-testid="conversation"] [data-testid="message"]')`;
const SELECTED = `document.querySelector('.row[aria-current="page"]')?.dataset.id`;

it("shows the list, and holds few rows however far one scrolls", async () => {
  const { page } = desk;
  await rows().first().waitFor();
  await page.getByRole("link", { name: zh.view.all }).first().click();
  await page.getByRole("heading", { name: zh.view.all, exact: true }).waitFor();
  await page.getByTestId("conversation-row").nth(5).waitFor();
  await page.locator(".rows").hover();
  for (let turn = 0; turn < 40; turn += 1) {
    const top = await page.evaluate<number>("document.querySelector('.rows').scrollTop");
    const shown = `document.querySelector('.rows').scrollTop > ${top} && [...document.querySelectorAll('.row')].some((row) => {
      const rows = document.querySelector('.rows').getBoundingClientRect();
      const at = row.getBoundingClientRect();
      return at.top <= rows.bottom - 1 && at.bottom >= rows.bottom - 1;
    })`;
    await watch.time("scroll two screens", () => page.mouse.wheel(0, 1_600), shown);
    expect(await rows().count()).toBeLessThan(MOST_ROWS);
  }
  expect(await page.evaluate<number>("document.querySelector('.rows').scrollTop")).toBeGreaterThan(30_000);
});

it("walks through fifty conversations by keyboard", async () => {
  const { page } = desk;
  await page.getByRole("link", { name: zh.view.open }).first().click();
  await page.getByRole("heading", { name: zh.view.open, exact: true }).waitFor();
  await rows().first().waitFor();
  const step = async (key: "j" | "k") => {
    const before = await page.evaluate<string | null>(`${SELECTED} ?? null`);
    const shown = `${SELECTED} && ${SELECTED} !== ${JSON.stringify(before)} && location.pathname.endsWith(${SELECTED}) && ${OPENED}?.textContent.includes(${SELECTED}.slice(4))`;
    await watch.time(key, () => page.keyboard.press(key), shown);
  };
  for (let turn = 0; turn < 50; turn += 1) await step("j");
  for (let turn = 0; turn < 10; turn += 1) await step("k");
  expect(await rows().count()).toBeLessThan(MOST_ROWS);
});

it("finds one among all, opens it, and answers a new one", async () => {
  const { page } = desk;
  const wanted = "54321";
  await page.keyboard.press("/");
  const found = `document.querySelectorAll('.row').length === 1 && document.querySelector('.row').textContent.includes(${wanted})`;
  await watch.time("search, from the last letter", () => page.keyboard.insertText(wanted), found);
  await watch.time(
    "open by click",
    () => rows().first().click(),
    `document.querySelector('[data-testid="conversation"]')?.textContent.includes('${wanted}') && ${OPENED}`,
  );
  await page.keyboard.press("/");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: zh.view.open }).first().click();

  const person = demo.newUser("telegram", "周迟");
  const { side } = demo.bench.telegram;
  post(side, { from: person.id, to: brandOf(side).id, text: "转账三小时还没到" });
  await desk.open("周迟", "转账三小时还没到");
  await page.keyboard.press("r");
  await page.keyboard.type("已经上链，请再等几分钟。");
  const ours = `[...document.querySelectorAll('[data-direction="outbound"]')].some((one) => one.textContent.includes('已经上链')`;
  await watch.time("reply, until it stands there", () => page.keyboard.press("Control+Enter"), `${ours})`);
  await desk.ours("已经上链", "sent").waitFor();
  expect(demo.arrived("telegram", "已经上链")).toHaveLength(1);
  expect(await rows().count()).toBeLessThan(MOST_ROWS);
  expect(desk.complaints).toEqual([]);
});
