/** Public answers in a real browser, by keyboard: out of a conversation, written, reviewed by a second person, published, withdrawn. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { brandOf, post } from "../../src/sandbox/furnish.ts";
import { en as words } from "../../src/web/publish/words-en.ts";
import { en as postWords } from "../../src/web/publish/posts/words-en.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { insertPage } from "../support/published.ts";
import { barriers } from "../support/screens.ts";
import { shot } from "../support/shot.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

let browser: Browser;
let demo: Demo;
let writer: Workspace;
let reviewer: Workspace;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemo()]);
  writer = await openWorkspace(browser, demo.link("Ann Writer"), { locale: "en" });
  reviewer = await openWorkspace(browser, demo.link("Bob Reviewer"), { locale: "en" });
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

it("makes a draft of a private conversation by keyboard, which can only be anonymous", async () => {
  const { page } = writer;
  const { side } = demo.bench.telegram;
  const from = demo.newUser("telegram", "Lin Xiao").id;
  post(side, { from, to: brandOf(side).id, text: "Hello there" });
  post(side, { from, to: brandOf(side).id, text: "My transfer is pending for two hours, is it lost?" });
  await writer.open("Lin Xiao", "is it lost?");
  await page.keyboard.press("r");
  await page.keyboard.type("It waits in line: open the transfer and raise its fee.");
  await page.keyboard.press("Control+Enter");
  await writer.ours("raise its fee", "sent").waitFor();
  await page.keyboard.press("Escape");

  await page.keyboard.press("p");
  const dialog = page.getByRole("dialog", { name: words.choose.title });
  // Both questions before the answer are chosen at first; the greeting is left out.
  await expect.poll(() => dialog.getByRole("checkbox", { checked: true }).count()).toBe(3);
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  await page.keyboard.press(" ");
  await expect.poll(() => dialog.getByRole("checkbox", { checked: true }).count()).toBe(2);
  expect(await dialog.getByRole("radio", { name: words.form.attributed }).isDisabled()).toBe(true);
  await dialog.getByText(words.choose.privateOnly).waitFor();
  await shot(page, "publish-choose");
  await page.keyboard.press("Enter");
  await page.getByTestId("consent").getByText(words.consent.of.needed).waitFor();
  expect(await page.locator(".pub-sources").innerText()).not.toContain("Hello there");
  await shot(page, "publish-draft");
  await page.getByRole("button", { name: words.source.makeIt.attributed }).click();
  await page.getByRole("dialog").getByRole("button", { name: words.source.beginAnew }).click();
  await page.getByRole("dialog").getByText(words.problem.private).waitFor();
  await page.keyboard.press("Escape");
  expect(writer.complaints.filter((one) => !/status of 422/.test(one))).toEqual([]);
});

it("writes an FAQ page with its preview, which a second person sends back, publishes and withdraws", async () => {
  const { page } = writer;
  await page.goto(`${demo.node.url}/publications`);
  await page.getByTestId("publication-row").first().waitFor();
  await page.keyboard.press("n");
  await page.getByLabel(words.edit.title).fill("Recover a locked account");
  await page.keyboard.press("Enter");
  const answer = page.getByLabel(words.edit.answer, { exact: true }).and(page.locator("textarea"));
  await answer.fill(
    "Open **Security** and wait.\n\n1. Check your mail\n2. Sign in again\n\n<img src=x onerror=alert(1)>",
  );
  const preview = page.locator(".md-preview");
  await preview.getByText("Sign in again").waitFor();
  expect(await preview.locator("li").count()).toBe(2);
  expect(await preview.locator("strong").textContent()).toBe("Security");
  expect(await preview.locator("img").count()).toBe(0);
  await answer.selectText();
  await page.keyboard.press("Control+s");
  await page.getByText(words.checks.of["second-person"]).waitFor();
  await page.getByRole("button", { name: words.act.submit }).click();
  await page.keyboard.press("Enter");
  await page.getByText(words.did.submit).waitFor();
  // Her own words are not hers to let out.
  await page.getByRole("button", { name: words.act.publish }).click();
  await page.getByRole("dialog").getByRole("button", { name: words.act.publish }).click();
  await page.getByRole("dialog").getByText(words.problem["second-person"]).waitFor();
  await page.keyboard.press("Escape");
  expect(await barriers(page)).toEqual([]);

  const other = reviewer.page;
  await other.goto(`${demo.node.url}/publications/review`);
  await other.getByTestId("publication-row").filter({ hasText: "Recover a locked account" }).waitFor();
  await other.keyboard.press("j");
  await other.keyboard.press("Enter");
  await other.getByText(words.checks.fine).waitFor();
  await shot(other, "publish-review");
  await other.getByRole("button", { name: words.act.return }).click();
  await other.getByLabel(words.remark).fill("Say how long to wait");
  await other.getByRole("dialog").getByRole("button", { name: words.act.return }).click();
  // The writer's page hears of it by itself.
  await page.getByText(words.sentBackWith("Say how long to wait")).waitFor();
  await answer.fill("Open **Security** and wait ten minutes.");
  await page.getByRole("button", { name: words.act.submit }).click();
  await page.keyboard.press("Enter");

  // Saved first and handed in after: only then there is something to publish.
  await other.getByRole("button", { name: words.act.publish }).waitFor();
  await other.getByRole("paragraph").filter({ hasText: "wait ten minutes" }).first().waitFor();
  await other.keyboard.press("p");
  await other.getByRole("dialog").waitFor();
  await other.keyboard.press("Enter");
  await other.getByText(words.versions.current).waitFor();
  await shot(other, "publish-published");
  const address = new URL(`/faq/recover-a-locked-account`, demo.node.url).href;
  await page.goto(address);
  await page.getByRole("heading", { name: "Recover a locked account" }).waitFor();
  await page.getByText("wait ten minutes").waitFor();
  await other.getByRole("button", { name: words.act.withdraw }).click();
  await other.getByRole("dialog").getByRole("button", { name: words.act.withdraw }).click();
  await other.getByText(words.withdrawnFor["by-person"]).waitFor();
  expect((await page.goto(address))?.status()).toBe(410);
  expect(reviewer.complaints).toEqual([]);
  // The one refusal above, and the page that is gone.
  expect(writer.complaints.filter((one) => !/status of (409|410|422)/.test(one))).toEqual([]);
});

it("posts a page on X after showing its parts, and shows a comment on it once somebody has looked", async () => {
  const { page } = reviewer;
  const { side, ledger } = demo.bench.x;
  const { store } = demo.node.inbox;
  const answer = "Open the settings and wait ten minutes, then sign in again. ".repeat(8);
  const id = insertPage(store, { title: "Why is my account locked?", slug: "why-locked", answer });
  await page.goto(`${demo.node.url}/publications/pub_${id}`);
  await page.getByRole("button", { name: postWords.make }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(postWords.account).selectOption({ index: 1 });
  await dialog.getByRole("radio").first().check();
  await dialog
    .getByText(postWords.parts(2))
    .or(dialog.getByText(postWords.parts(3)))
    .first()
    .waitFor();
  expect(await barriers(page)).toEqual([]);
  await shot(page, "publish-post");
  await page.keyboard.press("Enter");
  const sent = page.locator('[data-testid="post"][data-state="posted"]');
  await sent.waitFor();
  expect(await sent.locator('[data-testid="post-part"][data-state="sent"]').count()).toBeGreaterThan(1);

  const replyTo = String(ledger.effects("message").at(0)?.effect?.id);
  post(side, { from: demo.newUser("x", "Helpful Hal").id, text: "This worked for me: see t.me/hal", replyTo });
  await page.goto(`${demo.node.url}/publications/comments`);
  const comment = page.getByTestId("comment").filter({ hasText: "This worked for me" });
  await comment.waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("y");
  await comment.waitFor({ state: "detached" });
  await page.getByText(postWords.comment.shown).click();
  await comment.waitFor();
  await shot(page, "publish-comments");
  expect(reviewer.complaints).toEqual([]);
});
