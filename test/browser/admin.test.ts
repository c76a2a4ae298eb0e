/** What only admins see, in a real browser: a person's data, and the log of who did what. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { en } from "../../src/web/i18n/en.ts";
import { en as words } from "../../src/web/settings/words-en.ts";
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

it("lets an admin take an erasure back, and shows what was done, filtered", async () => {
  const { page } = desk;
  const { side } = demo.bench.telegram;
  const person = demo.newUser("telegram", "Lin Audit");
  post(side, { from: person.id, to: brandOf(side).id, text: "hello there" });
  await desk.open("Lin Audit", "hello there");
  await page.getByRole("button", { name: en.erasePerson }).click();
  await page.getByRole("dialog").getByText(en.eraseExplained).waitFor();
  await page.getByRole("dialog").getByRole("button", { name: en.erasePerson }).click();
  await page.getByText(en.eraseQueued).waitFor();
  await page.getByRole("button", { name: en.eraseTakeBack }).click();
  await page.getByText(en.eraseQueued).waitFor({ state: "detached" });

  await page.getByRole("link", { name: en.settings }).click();
  await page.getByRole("link", { name: words.audit.title }).click();
  await page.getByRole("cell", { name: "contact.erasing" }).waitFor();
  await page.getByRole("cell", { name: /state: cancelled/ }).waitFor();
  await page.getByLabel(words.audit.type).fill("message.created");
  await page.getByRole("button", { name: words.audit.filter }).click();
  await page.getByRole("cell", { name: "contact.erasing" }).waitFor({ state: "detached" });
  await page.getByRole("cell", { name: "message.created" }).first().waitFor();
  await page.getByRole("link", { name: words.back }).click();
  await page.locator(".list").waitFor();
  expect(desk.complaints).toEqual([]);
});
