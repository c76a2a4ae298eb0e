/** The reply box: what is typed is never lost, nothing goes out in public by mistake, and what was sent can be taken back for a moment. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import type { PlatformName } from "../../src/domain/platform.ts";
import { brandOf, post } from "../../src/sandbox/furnish.ts";
import { delivery, draft, upload } from "../../src/store/schema.ts";
import { setBrandUndoSeconds } from "../../src/trust/undo-send.ts";
import { zh as words } from "../../src/web/composer/words-zh.ts";
import { zh } from "../../src/web/i18n/zh.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

/** One transparent pixel. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

let demo: Demo;
let browser: Browser;
let desk: Workspace;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
  // Long enough for a slow machine.
  setBrandUndoSeconds({ store: demo.node.inbox.store, actor: SYSTEM }, 30);
  desk = await openWorkspace(browser, demo.link());
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

const store = () => demo.node.inbox.store;
const box = (page: Page) => page.getByTestId("composer").getByRole("textbox");

/** Somebody new asks; their conversation is open. */
async function asked(platform: PlatformName, kind: "direct" | "public", name: string, text: string) {
  const person = demo.newUser(platform, name);
  const { side } = demo.bench[platform];
  const { id, handle } = brandOf(side);
  post(side, { from: person.id, ...(kind === "direct" ? { to: id, text } : { text: `@${handle} ${text}` }) });
  await desk.open(name, text);
}

it("keeps what is typed on the server, for its author's other windows only", async () => {
  await asked("telegram", "direct", "苏青", "登录不了");
  await desk.page.keyboard.press("r");
  await desk.page.keyboard.type("您好，正在为您查看");
  await expect.poll(() => store().db.select().from(draft).all()[0]?.text).toBe("您好，正在为您查看");
  const other = await openWorkspace(browser, demo.link());
  await other.open("苏青", "登录不了");
  await expect.poll(() => box(other.page).inputValue()).toBe("您好，正在为您查看");
  const colleague = await openWorkspace(browser, demo.link("小北"));
  await colleague.open("苏青", "登录不了");
  expect(await box(colleague.page).inputValue()).toBe("");
  expect([...other.complaints, ...colleague.complaints]).toEqual([]);
  await Promise.all([other.close(), colleague.close()]);
});

it("takes back what was just sent, wherever its author is: the words stand in the box again and nobody got them", async () => {
  const { page } = desk;
  await asked("telegram", "direct", "何田", "转账没到");
  await page.keyboard.press("r");
  await page.keyboard.type("已经到了，请刷新。");
  await page.keyboard.press("Control+Enter");
  await desk.ours("已经到了", "scheduled").waitFor();
  expect(await box(page).inputValue()).toBe("");
  await desk.open("苏青", "登录不了");
  await page.keyboard.press("Escape");
  await page.getByTestId("undo-bar").getByRole("button", { name: words.undo }).click();
  await expect.poll(() => box(page).inputValue()).toBe("已经到了，请刷新。");
  await desk.ours("已经到了", "scheduled").waitFor({ state: "detached" });
  expect(store().db.select().from(delivery).all()).toMatchObject([{ state: "cancelled", code: "taken-back" }]);
  expect(demo.arrived("telegram", "已经到了")).toHaveLength(0);
  await (await desk.row("何田")).getByText(zh.draft).waitFor({ state: "attached" });
});

it("sends at a chosen hour; what waits can be sent now", async () => {
  const { page } = desk;
  await asked("discord", "direct", "Devon", "fees?");
  await box(page).fill("Network fees go to miners.");
  await page.getByRole("button", { name: words.moreWays }).click();
  await page.getByRole("menuitem", { name: words.preset.tomorrow }).click();
  const waiting = desk.ours("Network fees", "scheduled");
  await waiting.waitFor();
  expect(demo.arrived("discord", "Network fees")).toHaveLength(0);
  await waiting.getByRole("button", { name: words.changeTime }).click();
  const dialog = page.getByRole("dialog", { name: words.sendLater });
  await dialog.getByLabel(words.timeLabel).fill("2020-01-01T09:00");
  await dialog.getByRole("button", { name: words.scheduleIt.private }).click();
  await dialog.getByText(words.timePast).waitFor();
  await page.keyboard.press("Escape");
  await waiting.getByRole("button", { name: words.sendNow.private }).click();
  await desk.ours("Network fees", "sent").waitFor();
  expect(demo.arrived("discord", "Network fees")).toHaveLength(1);
});

it("carries no note into the public reply unless its author says so twice", async () => {
  const { page } = desk;
  await asked("x", "public", "毛毛", "手续费怎么这么高");
  await page.keyboard.press("n");
  await page.keyboard.type("这人之前投诉过");
  const composer = page.getByTestId("composer");
  await composer.getByRole("radio", { name: zh.mode.public }).check();
  expect(await composer.getAttribute("data-mode")).toBe("public");
  expect(await box(page).inputValue()).toBe("");
  const stays = page.getByTestId("note-stays");
  await stays.getByRole("button", { name: words.copyNote }).click();
  expect(await box(page).inputValue()).toBe("");
  await stays.getByText(words.copyNoteSure).waitFor();
  await stays.getByRole("button", { name: words.copyNo }).click();
  // The keys that save a note post nothing.
  await box(page).fill("这是网络收的。");
  await page.keyboard.press("Control+Enter");
  expect(await box(page).inputValue()).toBe("这是网络收的。");
  await composer.getByRole("radio", { name: zh.mode.note }).check();
  expect(await box(page).inputValue()).toBe("这人之前投诉过");
  expect(demo.arrived("x", "投诉")).toHaveLength(0);
  expect(desk.complaints).toEqual([]);
});

it("takes files that are pasted or dropped over the conversation, in the order that is wanted, and forgets what is removed", async () => {
  const { page } = desk;
  await desk.open("苏青", "登录不了");
  const give = (kind: "paste" | "drop", name: string) =>
    page.evaluate(`
      const bytes = Uint8Array.from(atob(${JSON.stringify(PNG)}), (char) => char.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], ${JSON.stringify(name)}, { type: "image/png" }));
      const how = { bubbles: true, cancelable: true };
      ${
        kind === "paste"
          ? `document.querySelector(".composer textarea").dispatchEvent(new ClipboardEvent("paste", { ...how, clipboardData: data }))`
          : `document.querySelector(".conv .bar").dispatchEvent(new DragEvent("drop", { ...how, dataTransfer: data }))`
      }`);
  const list = page.getByTestId("uploads");
  await give("paste", "first.png");
  await list.getByText("first.png").waitFor();
  await give("drop", "second.png");
  await list.getByText("second.png").waitFor();
  await list.getByRole("button", { name: words.moveEarlier("second.png") }).click();
  await expect
    .poll(() => list.getByRole("listitem").allTextContents())
    .toEqual([expect.stringContaining("second.png"), expect.stringContaining("first.png")]);
  await list.getByRole("button", { name: zh.removeUpload("first.png") }).click();
  await list.getByText("first.png").waitFor({ state: "detached" });
  await expect
    .poll(() =>
      store()
        .db.select()
        .from(upload)
        .all()
        .filter(({ droppedAt }) => droppedAt !== null),
    )
    .toHaveLength(1);
  expect(desk.complaints).toEqual([]);
});
