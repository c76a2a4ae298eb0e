/** The settings, in a real browser, as an admin uses them. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { brandOf, post } from "../../src/sandbox/furnish.ts";
import { account } from "../../src/store/schema.ts";
import { en as desks } from "../../src/web/settings/desk/words-en.ts";
import { en as open } from "../../src/web/settings/public/words-en.ts";
import { en as hooks } from "../../src/web/settings/webhooks/words-en.ts";
import { en as words } from "../../src/web/settings/words-en.ts";
import { launchBrowser } from "../support/browser.ts";
import { connectAgain } from "../support/connect-account.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

let browser: Browser;
let demo: Demo;
let desk: Workspace;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemo()]);
  desk = await openWorkspace(browser, demo.link(), { locale: "en" });
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

it("connects an account after a slip, reads with it, and asks before typed settings are lost", async () => {
  await connectAgain(desk, demo, "telegram");
  const { page } = desk;
  const { side } = demo.bench.telegram;
  // What is written before the first read counts as earlier.
  const reads = () => demo.node.inbox.store.db.select().from(account).all().at(-1)?.cursor;
  await expect.poll(reads).not.toBeNull();
  const person = demo.newUser("telegram", "Ann Settings");
  post(side, { from: person.id, to: brandOf(side).id, text: "is anybody there" });
  await page.getByText("nothing came in yet").waitFor({ state: "detached" });

  await page.getByLabel("Ids of colleagues").fill("not an id");
  await page.getByRole("link", { name: words.back }).click();
  await page.getByRole("button", { name: words.stay }).click();
  await page.getByRole("button", { name: words.save, exact: true }).click();
  await page.getByText("One id a line, digits only (ids of channels begin with a minus).", { exact: true }).waitFor();
  await page.getByLabel("Ids of colleagues").fill("77");
  await page.getByRole("button", { name: words.save, exact: true }).click();
  await page.getByText(words.unsaved).waitFor({ state: "detached" });
  await page.getByRole("link", { name: words.back }).click();
  await desk.open("Ann Settings", "is anybody there");
  // A refusal that was asked for.
  expect(desk.complaints.splice(0).filter((one) => !one.includes("422"))).toEqual([]);
});

it("lets a lead approve what is held by one key, and keeps webhooks with their secrets shown once", async () => {
  const { page } = desk;
  const { side } = demo.bench.discord;
  const person = demo.newUser("discord", "Bea Held");
  post(side, { from: person.id, to: brandOf(side).id, text: "how do I update" });
  await page.goto(`${demo.node.url}/inbox`);
  await desk.open("Bea Held", "how do I update");
  await page.locator("textarea").fill("Please read https://blog.example/update first");
  await page.keyboard.press("Control+Enter");
  await page.locator('[data-testid="delivery-state"][data-state="held"]').waitFor();
  await page.goto(`${demo.node.url}/settings/approvals`);
  await page.locator("mark", { hasText: "blog.example" }).waitFor();
  await page.getByText("how do I update").waitFor();
  await page.keyboard.press("a");
  await page.getByText(desks.approvals.none).waitFor();
  await expect.poll(() => demo.arrived("discord", "blog.example").length).toBe(1);

  await page.getByRole("link", { name: hooks.title }).click();
  await page.getByRole("button", { name: hooks.add }).click();
  await page.getByLabel(hooks.url).fill("http://crm.example");
  await page.keyboard.press("Enter");
  await page.getByText(hooks.urlWrong, { exact: true }).waitFor();
  await page.getByLabel(hooks.url).fill("https://127.0.0.1/hook");
  await page.keyboard.press("Enter");
  const first = await page.getByTestId("shown-once").textContent();
  expect(first).toMatch(/^whsec_/);
  await page.getByRole("button", { name: hooks.secretDone }).click();
  await page.getByRole("button", { name: hooks.test }).click();
  await page.getByText(hooks.testFailed(hooks.code("address-not-public"))).waitFor({ timeout: 30_000 });
  await page.getByRole("button", { name: hooks.replace }).click();
  await page.getByRole("dialog").getByRole("button", { name: hooks.replace }).click();
  const second = await page.getByTestId("shown-once").textContent();
  expect(second).not.toBe(first);
  await page.getByText(/old secret until/).waitFor();
  await page.reload();
  await page.getByText(/old secret until/).waitFor();
  expect(await page.content()).not.toContain("whsec_");
  expect(desk.complaints.splice(0).filter((one) => !one.includes("422"))).toEqual([]);
});

it("tells the public what is ours: a contact after a slip, the brand’s name, and what a check answers", async () => {
  const { page } = desk;
  const { contacts, site } = open;
  await page.goto(`${demo.node.url}/settings/official`);
  await page.getByText(contacts.byItself).first().waitFor();
  await page.getByRole("button", { name: contacts.add, exact: true }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel(contacts.kind).selectOption("telegram");
  await sheet.getByLabel(contacts.handle.telegram).fill("bobo news");
  await sheet.getByLabel(contacts.name, { exact: true }).fill("Bobo News");
  await sheet.getByRole("button", { name: words.save, exact: true }).click();
  await sheet.getByText(contacts.handleWrong.telegram, { exact: true }).waitFor();
  await sheet.getByLabel(contacts.handle.telegram).fill("https://t.me/BoboNews");
  await sheet.getByRole("button", { name: words.save, exact: true }).click();
  await page.getByText("@BoboNews", { exact: true }).waitFor();

  await page.goto(`${demo.node.url}/settings/site`);
  await page.getByLabel(site.nameEn).fill("Bobo Purse");
  await page.getByRole("button", { name: words.save, exact: true }).click();
  await page.getByText(words.unsaved).waitFor({ state: "detached" });

  // A stranger, without script.
  const stranger = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await stranger.goto(`${demo.node.url}/en/official`);
  await stranger.getByRole("link", { name: "Bobo Purse" }).waitFor();
  for (const [asked, answer] of [
    ["t.me/bobonews", "Yes, this is ours"],
    ["@BoboNevvs", "Looks like ours, but isn’t"],
    ["@durov", "No, this isn’t ours"],
  ] as const) {
    await stranger.getByLabel("Handle, link, e-mail or phone").fill(asked);
    await stranger.getByRole("button", { name: "Check" }).click();
    await stranger.getByRole("heading", { name: answer }).waitFor();
  }
  await stranger.context().close();
  expect(desk.complaints.splice(0).filter((one) => !one.includes("422"))).toEqual([]);
});
