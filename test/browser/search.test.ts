/** Finding what was said, and looking at what came with it, as an agent does with the keyboard. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { brandOf, post } from "../../src/sandbox/furnish.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { png } from "../support/pictures.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

let browser: Browser;
let demo: Demo;
let desk: Workspace;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemo()]);
  desk = await openWorkspace(browser, demo.link());
  const { side } = demo.bench.telegram;
  const to = brandOf(side).id;
  const lin = demo.newUser("telegram", "林晓").id;
  const ann = demo.newUser("telegram", "Ann Lee").id;
  const media = ["first.png", "second.png"].map((name) => ({
    name,
    mime: "image/png",
    base64: png().toString("base64"),
  }));
  post(side, { from: lin, to, text: "轉賬一直沒有到賬" });
  for (const one of media) post(side, { from: lin, to, text: "截图", media: [one] });
  post(side, { from: ann, to, text: "my transfer failed" });
  await desk.open("Ann Lee", "failed");
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});
afterEach(() => {
  // A contact that was merged away may be asked for once more: the answer says that it is gone.
  const complaints = desk.complaints.splice(0).filter((one) => !one.includes("status of 404"));
  if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join("; ")}`);
});

it("is helped to an operator, told what is wrong with one, and led to the words", async () => {
  const { page } = desk;
  const rows = page.getByTestId("conversation-row");
  const field = page.getByRole("combobox", { name: "搜索会话" });
  await page.keyboard.press("/");
  await field.pressSequentially("状");
  await page.getByRole("option", { name: "状态：" }).waitFor();
  await page.keyboard.press("Tab");
  await page.getByRole("option", { name: "待回复" }).waitFor();
  await field.pressSequentially("坏");
  await page.getByText("状态：不认识“坏”").waitFor();
  await field.fill("转账 来自:林晓");
  await rows.filter({ hasText: "Ann Lee" }).waitFor({ state: "detached" });
  expect(await rows.locator("mark").allTextContents()).toEqual(["轉賬"]);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  const said = page.getByTestId("message").filter({ hasText: "轉賬" });
  await said.locator("mark").waitFor();
  await page.getByTestId("matches").getByText("第 1 处，共 1 处").waitFor();
  expect(new URL(page.url()).hash).toMatch(/^#msg_\d+$/);
  await said.and(page.locator(":focus")).waitFor();
});

it("looks at pictures over the whole screen, and is back where it was", async () => {
  const { page } = desk;
  const pictures = page.getByRole("button", { name: /^查看图片/ });
  await pictures.nth(1).waitFor();
  await pictures.first().focus();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog", { name: "图片和视频" });
  await viewer.getByText("第 1 个，共 2 个").waitFor();
  await page.keyboard.press("ArrowRight");
  await viewer.getByText("第 2 个，共 2 个").waitFor();
  await page.keyboard.press("+");
  await viewer.locator('.stage[data-zoomed="true"]').waitFor();
  for (let i = 0; i < 9; i += 1) {
    await page.keyboard.press("Tab");
    expect(await page.locator(".frame :focus:not(dialog *)").count()).toBe(0);
  }
  expect(await viewer.getByRole("link", { name: "下载" }).getAttribute("href")).toMatch(/^\/api\/media\/med_\d+$/);
  await page.keyboard.press("Escape");
  await viewer.waitFor({ state: "detached" });
  await pictures.first().and(page.locator(":focus")).waitFor();
});

it("joins two names of one person, sees what there was before, and parts them again", async () => {
  const { page } = desk;
  const panel = page.locator("aside.ctx");
  await page.keyboard.press("Escape");
  await panel.getByRole("button", { name: "和另一个人合并" }).click();
  const dialog = page.getByRole("dialog", { name: "和另一个人合并" });
  await dialog.getByText("没有找到别的人").waitFor();
  await dialog.getByRole("searchbox").fill("ann");
  await dialog.getByRole("radio", { name: /Ann Lee/ }).check();
  await dialog.getByText("2 个身份").waitFor();
  await dialog.getByRole("button", { name: "合并", exact: true }).click();
  await panel.getByText("已和 Ann Lee 合并").waitFor();
  await panel.getByRole("button", { name: "拆出 Ann Lee" }).waitFor();
  await panel.getByTestId("episodes").getByText("my transfer failed").waitFor();
  await panel.getByRole("button", { name: "撤销" }).click();
  await panel.getByRole("button", { name: "和另一个人合并" }).waitFor();
  await panel.getByRole("button", { name: "拆出 Ann Lee" }).waitFor({ state: "detached" });
  await panel.getByRole("combobox", { name: "添加标签" }).fill("退款");
  await page.getByRole("option", { name: "新建“退款”" }).click();
  await page.getByTestId("happened").getByText("你添加标签“退款”").waitFor();
  expect(await panel.getByRole("button", { name: "拆出 Ann Lee" }).count()).toBe(0);
});
