/** Canned answers and macros at the reply box, by keyboard, in a real browser. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { createAnswer } from "../../src/inbox/answers/answers.ts";
import { createLabel } from "../../src/inbox/labels/labels.ts";
import { createMacro } from "../../src/inbox/macros/macros.ts";
import { post } from "../../src/sandbox/furnish.ts";
import { ruleRun } from "../../src/store/schema.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
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

it("fills canned answers by `/`, refuses a gap, and runs a macro by its key", { timeout: 60_000 }, async () => {
  const ctx = { store: demo.node.inbox.store, actor: SYSTEM };
  const everywhere = { folder: "", accountIds: [], platforms: [], visibility: null };
  const texts = { zh: "您好 {{name}}，请在这里查看：{{handle}}", en: "Hello {{name}}, look here: {{handle}}" };
  createAnswer(ctx, { ...everywhere, name: "locked", title: "账户锁定", texts });
  createAnswer(ctx, { ...everywhere, name: "public-only", title: "", texts: { zh: "公开" }, visibility: "public" });
  createAnswer(ctx, {
    ...everywhere,
    name: "thanks",
    title: "感谢",
    texts: { zh: "感谢您的反馈。", en: "Thank you." },
  });
  const label = createLabel(ctx, { name: "锁定", color: "teal" });
  createMacro(ctx, {
    name: "感谢并关闭",
    key: "t",
    actions: [
      { do: "answer", answerId: "ans_3", send: true },
      { do: "labels", add: [`lbl_${label.id}`], remove: [] },
      { do: "status", to: "closed" },
    ],
  });
  const user = demo.bench.telegram.side.addPerson({ name: "林晓", handle: "", role: "user" });
  const brand = demo.bench.telegram.side.people().find(({ role }) => role === "brand");
  post(demo.bench.telegram.side, { from: user.id, to: brand?.id ?? "", text: "我的账户被锁定了" });
  const seat = await openWorkspace(browser, demo.link());
  const { page } = seat;
  await seat.open("林晓", "被锁定");

  await page.keyboard.press("r");
  await page.keyboard.type("/");
  const options = page.getByTestId("answers").getByRole("option");
  // Of the four one is for the public only.
  await expect.poll(() => options.count()).toBe(3);
  await shot(page, "answers-open");
  await page.keyboard.type("锁定");
  await expect.poll(() => options.allTextContents()).toEqual([expect.stringContaining("/locked")]);
  await page.keyboard.press("Enter");
  const box = page.getByTestId("composer").locator("textarea");
  // The person has no handle: a gap, selected to be typed over.
  await expect.poll(() => box.inputValue()).toBe("您好 林晓，请在这里查看：{{handle}}");
  await page.getByText("还有空缺要填").waitFor();
  await shot(page, "answers-gap");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => page.evaluate("String(getSelection())")).toBe("{{handle}}");
  await page.keyboard.type("设置 → 安全");
  await page.keyboard.press("Control+Enter");
  await seat.ours("设置 → 安全", "sent").waitFor();

  await page.keyboard.press("Escape");
  await page.keyboard.press("m");
  await page.getByRole("dialog", { name: "运行宏" }).getByText("感谢并关闭").waitFor();
  await shot(page, "macro-menu");
  await page.keyboard.press("t");
  await page.getByTestId("macro-notice").getByText("已运行“感谢并关闭”").waitFor();
  await seat.ours("感谢您的反馈", "sent").waitFor();
  await shot(page, "macro-ran");
  await page.getByTestId("macro-notice").getByRole("button", { name: "撤销" }).click();
  await page.getByText("已撤销").waitFor();
  expect(seat.complaints).toEqual([]);
});

it(
  "is kept in the settings: labels, answers with their lengths, macros of several steps",
  { timeout: 60_000 },
  async () => {
    const seat = await openWorkspace(browser, demo.link(), { locale: "en-GB" });
    const { page } = seat;
    await page.goto(`${demo.node.url}/settings/labels`);
    await page.getByRole("button", { name: "New label" }).click();
    await page.getByLabel("Name").fill("Refund");
    await page.getByLabel("Violet").check();
    await page.getByLabel("Description").fill("Money back");
    await shot(page, "settings-label");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("list", { name: "Labels" }).getByText("Refund").waitFor();
    await shot(page, "settings-labels");

    await page.goto(`${demo.node.url}/settings/answers`);
    await page.getByRole("button", { name: "New answer" }).click();
    await page.getByLabel("Short name").fill("refund");
    await page.getByLabel("English", { exact: true }).fill("Please send us your seed phrase, {{name}}.");
    await page.getByRole("button", { name: "Save" }).click();
    // What the guard would refuse is refused here, at its field, with everything kept.
    await expect.poll(() => page.getByLabel("English", { exact: true }).getAttribute("aria-invalid")).toBe("true");
    await page
      .getByLabel("English", { exact: true })
      .fill(`Hello {{name}}, ${"your refund is on its way. ".repeat(12)}`);
    await page.getByText("Preview").click();
    await page.getByText("splits into 2").waitFor();
    await shot(page, "settings-answer");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("list", { name: "Canned answers" }).getByText("/refund").waitFor();
    await shot(page, "settings-answers");

    await page.goto(`${demo.node.url}/settings/macros`);
    await page.getByRole("button", { name: "New macro" }).click();
    await page.getByLabel("Name").fill("Refund done");
    await page.getByLabel("Key").fill("t");
    await page.getByRole("button", { name: "Add a step" }).click();
    await page.getByLabel("Step 2", { exact: true }).selectOption("Labels");
    await page.getByLabel("Refund").first().check();
    await page.getByRole("button", { name: "Save" }).click();
    // The key is another macro's.
    await expect.poll(() => page.getByLabel("Key").getAttribute("aria-invalid")).toBe("true");
    await page.getByLabel("Key").fill("r");
    await shot(page, "settings-macro");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Close → add Refund").waitFor();
    await shot(page, "settings-macros");
    const refused = /status of (409|422)/;
    expect(seat.complaints.filter((one) => !refused.test(one))).toEqual([]);
  },
);

it("builds a rule as a sentence, tries it on past conversations, and switches it on", { timeout: 60_000 }, async () => {
  const seat = await openWorkspace(browser, demo.link());
  const { page } = seat;
  await page.goto(`${demo.node.url}/settings/rules`);
  await page.getByRole("button", { name: "新建规则" }).click();
  await page.getByLabel("名称").fill("锁定先看");
  await page.getByRole("button", { name: "添加条件" }).click();
  await page.getByLabel("词语").fill("锁定，冻结");
  await page.getByRole("button", { name: "在过去的会话上试运行" }).click();
  await page.getByTestId("dry-run").getByText("林晓").waitFor();
  await page.getByText("优先级 · 会改").waitFor();
  await shot(page, "settings-rule");
  await page.getByRole("button", { name: "保存" }).click();
  const list = page.getByRole("list", { name: "自动化规则" });
  await list.getByText("当对方写来消息，并且文字里有 “锁定”、“冻结”：优先级 高").waitFor();
  await list.getByRole("button", { name: "启用" }).click();
  await list.getByText("开", { exact: true }).waitFor();
  const { side } = demo.bench.telegram;
  const user = side.addPerson({ name: "周周", handle: "", role: "user" });
  const brand = side.people().find(({ role }) => role === "brand");
  post(side, { from: user.id, to: brand?.id ?? "", text: "我的帳戶被凍結了" });
  const { store } = demo.node.inbox;
  await expect.poll(() => store.db.select().from(ruleRun).all().length, { timeout: 15_000 }).toBe(1);
  await list.getByRole("button", { name: "记录" }).click();
  await page.getByRole("dialog").getByText("已执行").waitFor();
  await shot(page, "settings-rule-runs");
  expect(seat.complaints).toEqual([]);
});
