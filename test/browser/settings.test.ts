/** The settings, in a real browser, as an admin uses them. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { brandOf, post } from "../../src/sandbox/furnish.ts";
import { account } from "../../src/store/schema.ts";
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
