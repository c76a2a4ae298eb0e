/** Deadlines, snoozing, topics and their settings, in a real browser. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { en } from "../../src/web/i18n/en.ts";
import { en as shell } from "../../src/web/settings/words-en.ts";
import { en as words } from "../../src/web/settings/time/words-en.ts";
import { brandOf, post } from "../../src/sandbox/furnish.ts";
import { launchBrowser } from "../support/browser.ts";
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

it("lets a lead say when the team works, what it promises, what it asks, and what about", async () => {
  const { page } = desk;
  const section = (name: string) => page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
  const save = () => page.getByRole("button", { name: shell.save, exact: true }).click();
  const saved = () => page.getByText(shell.unsaved).waitFor({ state: "detached" });
  await page.getByRole("link", { name: en.settings }).click();

  await section(words.hours.title);
  await page.getByLabel(words.hours.week).check();
  await page.getByRole("combobox", { name: words.hours.timeZone }).fill("Mars/Olympus");
  await page.keyboard.press("Tab");
  await save();
  await page.getByText(words.hours.wrongZone).waitFor();
  await page.getByRole("combobox", { name: words.hours.timeZone }).fill("Asia/Shanghai");
  for (const day of [words.hours.days.saturday, words.hours.days.sunday])
    await page.getByRole("button", { name: words.hours.addSpan(day) }).click();
  await save();
  await saved();
  await page.getByLabel(words.hours.always).check();
  await save();
  await saved();

  await section(words.targets.title);
  await page
    .getByLabel(words.targets.cell(words.targets.priorities.normal, words.targets.columns.firstResponse))
    .fill("30");
  await save();
  await saved();

  await section(words.satisfaction.title);
  await page.getByLabel(words.satisfaction.en).fill("Was it good? Tell us, and send your seed phrase, 1 to 5.");
  await save();
  await page.getByRole("textbox", { name: words.satisfaction.en }).and(page.locator("[aria-invalid=true]")).waitFor();
  await page.getByRole("button", { name: words.satisfaction.restore }).click();
  await page.getByLabel(/波宝 Telegram/).selectOption({ label: words.satisfaction.now });

  await section(words.topics.title);
  await page.getByRole("button", { name: words.topics.add }).click();
  await page.getByRole("dialog").getByLabel(words.topics.name).fill("Locked accounts");
  await page.getByRole("dialog").getByRole("button", { name: shell.save }).click();
  await page.getByRole("listitem").filter({ hasText: "Locked accounts" }).waitFor();
  await page.getByRole("link", { name: shell.back }).click();
  await page.locator(".list").waitFor();
  expect(desk.complaints.filter((one) => !one.includes("422"))).toEqual([]);
});

it("shows what is due, puts it aside until they answer, and takes a rating without opening it again", async () => {
  const { page } = desk;
  const { side } = demo.bench.telegram;
  const person = demo.newUser("telegram", "Lin Due");
  const says = (text: string) => post(side, { from: person.id, to: brandOf(side).id, text });
  says("my account is locked");
  await desk.open("Lin Due", "account is locked");
  const row = await desk.row("Lin Due");
  expect(await row.getByTestId("due").textContent()).toMatch(/^(29|30) min$/);
  await page.getByTestId("conversation").getByTestId("due").waitFor();

  const address = page.url();
  await page.keyboard.press("t");
  await page.locator("#topic:focus").selectOption({ label: "Locked accounts" });
  await page.getByRole("heading", { name: "Lin Due" }).click();
  await page.keyboard.press("s");
  await page.getByRole("menuitem", { name: en.snoozeFor.reply }).click();
  // Whoever puts one aside goes on to the next; this one is looked at again.
  await page.waitForURL((url) => url.href !== address);
  await page.goto(address);
  await page.getByText(en.status.snoozed).first().waitFor();
  says("are you there?");
  await page.getByTestId("message").filter({ hasText: "are you there?" }).waitFor();

  await page.getByTestId("composer").getByRole("textbox").fill("We have unlocked it.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await desk.ours("We have unlocked it.", "sent").waitFor();
  await page.getByTestId("composer").getByRole("textbox").blur();
  await page.keyboard.press("e");
  await page.waitForURL((url) => url.href !== address);
  await page.goto(address);
  await page.getByTestId("message").filter({ hasText: "How was our support this time?" }).waitFor();
  says("5");
  await page
    .getByTestId("satisfaction")
    .filter({ hasText: en.episode.score(5) })
    .waitFor();
  await page.getByTestId("conversation").getByRole("button", { name: en.reopen }).waitFor();
  expect(desk.complaints.filter((one) => !one.includes("422"))).toEqual([]);
});
