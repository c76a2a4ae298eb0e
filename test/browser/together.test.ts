/** Two people at the same conversation, in two browsers: who looks, who writes, who answers, and a hand-over that arrives. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { brandOf, post } from "../../src/sandbox/furnish.ts";
import { zh } from "../../src/web/i18n/zh.ts";
import { zh as together } from "../../src/web/together/words-zh.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { shot } from "../support/shot.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

const WHO = "林晓";
const ASKED = "我的账户被锁了，提示 E-1043";

let browser: Browser;
let demo: Demo;
let lan: Workspace;
let mia: Workspace;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemo()]);
  const { side } = demo.bench.telegram;
  post(side, { from: demo.newUser("telegram", WHO).id, to: brandOf(side).id, text: ASKED });
  [lan, mia] = await Promise.all([
    openWorkspace(browser, demo.link("阿岚")),
    openWorkspace(browser, demo.link("Mia"), { locale: "en-GB" }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

const box = (page: Page) => page.getByTestId("composer").getByRole("textbox");

it("lets two see each other, one answer, and the other be handed the rest", async () => {
  await Promise.all([lan.open(WHO, ASKED), mia.open(WHO, ASKED)]);
  await mia.page.getByTestId("watchers").getByText("阿岚 looking too").waitFor();
  await lan.page.getByTestId("watchers").getByText(together.looking("Mia")).waitFor();

  // The first who types holds it; a colleague sees it and may take over.
  await lan.page.keyboard.press("r");
  await box(lan.page).fill("资产不受影响");
  await mia.page.getByTestId("held").getByText("阿岚 is answering this").waitFor();
  await mia.page.getByTestId("watchers").getByText("阿岚 writing a reply").waitFor();
  expect(await box(mia.page).isEditable()).toBe(false);
  await shot(mia.page, "together-held-en");
  await mia.page.getByRole("button", { name: "Take over" }).click();
  await lan.page.getByTestId("held").getByText(together.held("Mia")).waitFor();
  await mia.page.getByTestId("held").waitFor({ state: "detached" });
  expect(await box(lan.page).inputValue()).toBe("资产不受影响");
  await shot(lan.page, "together-held-zh");

  // What was said in the moment of sending is shown first, and nothing typed is lost.
  await lan.page.getByRole("button", { name: together.takeOver }).click();
  await lan.page.getByTestId("held").waitFor({ state: "detached" });
  await lan.page.route(
    "**/replies",
    async (route) => {
      const { side } = demo.bench.telegram;
      const from = side.people().find((one) => one.name === WHO)?.id ?? "";
      const heard = mia.page.getByTestId("message").filter({ hasText: "等等" }).first().waitFor();
      post(side, { from, to: brandOf(side).id, text: "等等，已经好了" });
      await heard;
      await route.continue();
    },
    { times: 1 },
  );
  await lan.page.keyboard.press("Control+Enter");
  await lan.page.getByText(zh.movedTitle(1)).waitFor();
  expect(await box(lan.page).inputValue()).toBe("资产不受影响");
  await shot(lan.page, "together-moved-zh");
  await lan.page.getByRole("button", { name: zh.sendAnyway }).click();
  await lan.ours("资产不受影响", "sent").waitFor();

  // A name after @ is offered, and a hand-over arrives with its note.
  await lan.page.keyboard.press("Escape");
  await lan.page.keyboard.press("n");
  await box(lan.page).pressSequentially("@m");
  await lan.page.getByRole("option", { name: "Mia" }).waitFor();
  await shot(lan.page, "together-mention-zh");
  await lan.page.keyboard.press("Enter");
  expect(await box(lan.page).inputValue()).toBe("@Mia ");
  await box(lan.page).fill("");
  await lan.page.keyboard.press("Escape");
  await mia.page.goto(`${demo.node.url}/inbox`);
  await lan.page.keyboard.press("h");
  const dialog = lan.page.getByRole("dialog", { name: together.handOver });
  await dialog.getByRole("button", { name: together.handOverSend }).click();
  await dialog.getByRole("alert").getByText(together.chooseSomebody).waitFor();
  const choice = await dialog.getByRole("option", { name: /^Mia/ }).getAttribute("value");
  await dialog.getByRole("combobox").selectOption(choice);
  await dialog.getByRole("textbox").fill("她要退款，明天再看一次");
  await shot(lan.page, "together-hand-over-zh");
  await lan.page.keyboard.press("Control+Enter");
  await dialog.waitFor({ state: "detached" });

  await mia.page.getByRole("button", { name: /1 unread/ }).click();
  const notice = mia.page.getByTestId("notice").first();
  await notice.getByText("阿岚 handed this over to you, with a note").waitFor();
  await shot(mia.page, "together-notices-en");
  await notice.click();
  await mia.page.getByTestId("message").filter({ hasText: "明天再看一次" }).waitFor();
  await mia.page.getByRole("button", { name: "Notifications", exact: true }).waitFor();
  expect([...lan.complaints, ...mia.complaints].filter((one) => !one.includes("409"))).toEqual([]);
});

it("gives what is new out in turn, as a lead sets it, and tells whoever wants to be told", async () => {
  const settings = (page: Page, path: string) => page.goto(`${demo.node.url}/settings/${path}`);
  const { page } = lan;
  await settings(page, "assignment");
  await page.getByRole("radio", { name: together.modeTurn }).check();
  await page.getByLabel(together.usual).fill("许多");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText(together.notANumber).waitFor();
  expect(await page.getByLabel(together.usual).inputValue()).toBe("许多");
  await page.getByLabel(together.usual).fill("5");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.locator(".save-bar.resting").waitFor({ state: "attached" });
  await shot(page, "together-assignment-zh");

  await settings(mia.page, "notices");
  await mia.page.getByLabel("A user writes in a conversation of mine").uncheck();
  await mia.page.getByRole("button", { name: "Save", exact: true }).click();
  await mia.page.locator(".save-bar.resting").waitFor({ state: "attached" });
  await shot(mia.page, "together-notice-settings-en");
  await mia.page.goto(`${demo.node.url}/inbox`);

  const { side } = demo.bench.telegram;
  for (const name of ["Jo", "Kim"])
    for (const text of ["Hello", "Are you there?"])
      post(side, { from: demo.newUser("telegram", `${name} ${text}`).id, to: brandOf(side).id, text });
  await mia.page.getByRole("button", { name: /2 unread/ }).click();
  const told = mia.page.getByTestId("notice").filter({ hasText: "Parley assigned this to you" });
  await told.nth(1).waitFor();
  expect(await told.count()).toBe(2);
  await mia.page.keyboard.press("Escape");
  await mia.page.getByTestId("my-work").getByText("Available").waitFor();
  await mia.page.getByTestId("my-work").click();
  await mia.page.getByTestId("my-work").getByText("Away").waitFor();
  expect(demo.node.inbox.store.db.all("select away from agent_work where away = 1")).toHaveLength(1);
});
