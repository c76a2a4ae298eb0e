/** The list as an agent works it, in a real browser: several at once and back again, what is sent away, what is kept under a name. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { dataDirectory } from "../../src/host/data-directory.ts";
import { openDatabase } from "../../src/host/database.ts";
import { brandOf, post } from "../../src/sandbox/furnish.ts";
import { rebuildCounters } from "../../src/store/projections.ts";
import { account } from "../../src/store/schema.ts";
import { zh } from "../../src/web/i18n/zh.ts";
import { zh as bulk } from "../../src/web/list/bulk/words-zh.ts";
import { zh as tools } from "../../src/web/list/tools/words-zh.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { seedConversations } from "../support/many.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

/** One in twenty is open. */
const CONVERSATIONS = 1_400;
const OPEN = CONVERSATIONS / 20;

let browser: Browser;
let demo: Demo;
let desk: Workspace;

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
  await rows().first().waitFor();
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

const rows = () => desk.page.getByTestId("conversation-row");
const names = () => rows().locator(".who b").allTextContents();
const top = async (n: number) => (await names()).slice(0, n);
const done = (text: string) => desk.page.getByTestId("done").getByText(text);
const count = (n: number) => desk.page.locator(".list .bar:not(.bulk) > .num", { hasText: String(n) });

it("chooses by keys, closes all of them, and has them back where they stood", async () => {
  const { page } = desk;
  const before = await top(6);
  await rows().nth(1).focus();
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+J");
  await page.keyboard.press("Shift+J");
  await page.getByRole("toolbar", { name: bulk.chosen(3) }).waitFor();
  await page.keyboard.press("e");
  await done(bulk.did.closed(3)).waitFor();
  expect(await top(3)).toEqual([before[0], before[4], before[5]]);
  await count(OPEN - 3).waitFor();
  expect(await page.locator(".held").count()).toBe(0);
  await page.keyboard.press("z");
  await done(bulk.undone(3)).waitFor();
  expect(await top(6)).toEqual(before);
  await count(OPEN).waitFor();
  expect(desk.complaints).toEqual([]);
});

it("says of each what could not be taken back", async () => {
  const { page } = desk;
  const [first, second] = await top(2);
  await rows().nth(0).hover();
  await page.getByRole("checkbox", { name: zh.choose(first ?? "") }).check();
  await rows()
    .nth(1)
    .click({ modifiers: ["Shift"] });
  await page.getByTestId("bulk-bar").getByRole("button", { name: bulk.close }).click();
  await done(bulk.did.closed(2)).waitFor();
  const { store } = demo.node.inbox;
  const id = Number(second?.split(" ")[1]);
  const headers = { origin: demo.node.url };
  const changed = await page.request.patch(`${demo.node.url}/api/conversations/cnv_${id}`, {
    data: { status: "spam" },
    headers,
  });
  expect(changed.status()).toBe(200);
  await page.keyboard.press("z");
  await done(bulk.failed(second ?? "", bulk.changedSince)).waitFor();
  await rows()
    .filter({ hasText: first ?? "" })
    .waitFor();
  expect(store.q.conversationById.get({ id })?.status).toBe("spam");
});

it("goes on to the next one after one is closed, in the order of who waits longest, while others write", async () => {
  const { page } = desk;
  await page.getByRole("button", { name: tools.tools }).click();
  await page.getByRole("menuitemradio", { name: tools.sorts.waiting }).click();
  await page.getByRole("button", { name: tools.drop(tools.sorts.waiting) }).waitFor();
  const [first, second, third] = await top(3);
  expect(first).not.toBe(second);
  await rows().first().click();
  await page.getByTestId("message").first().waitFor();
  const person = demo.newUser("telegram", "周迟");
  const { side } = demo.bench.telegram;
  post(side, { from: person.id, to: brandOf(side).id, text: "转账三小时还没到" });
  await count(OPEN).waitFor();
  await page.keyboard.press("e");
  await page.getByRole("heading", { level: 2, name: second ?? "" }).waitFor();
  expect(await top(2)).toEqual([second, third]);
  expect(new URL(page.url()).searchParams.get("sort")).toBe("waiting");
});

it("keeps a list under a name, for all", async () => {
  const { page } = desk;
  const menu = () => page.getByRole("button", { name: tools.tools }).click();
  await menu();
  await page.getByRole("menuitem", { name: tools.owner }).click();
  await page.getByRole("menuitemradio", { name: tools.nobody }).click();
  await menu();
  await page.getByRole("menuitem", { name: tools.saveAs }).click();
  const dialog = page.getByRole("dialog", { name: tools.title });
  await dialog.getByRole("button", { name: tools.save, exact: true }).click();
  await dialog.getByText(tools.nameMissing).waitFor();
  await dialog.getByLabel(tools.name).fill("没人管的");
  await dialog.getByLabel(tools.shared).check();
  await dialog.getByRole("button", { name: tools.save, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "没人管的" }).waitFor();
  const mia = await openWorkspace(browser, demo.link("米娅"));
  await mia.page.getByRole("link", { name: "没人管的" }).click();
  await mia.page.getByRole("heading", { level: 1, name: "没人管的" }).waitFor();
  await mia.page.getByTestId("conversation-row").first().waitFor();
  expect(mia.complaints).toEqual([]);
  await mia.close();
  await menu();
  await page.getByRole("menuitem", { name: tools.remove }).click();
  await page.getByRole("menuitem", { name: tools.removeSure }).click();
  await page.getByRole("link", { name: "没人管的" }).waitFor({ state: "detached" });
});
