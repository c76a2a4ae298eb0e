/** The reports, in a real browser: what just happened stands in them, by sight, by keyboard and as a table. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { brandOf, post } from "../../src/sandbox/furnish.ts";
import { countNext, hasUncounted } from "../../src/store/reports/count.ts";
import { publicationDay } from "../../src/store/schema.ts";
import { en as answerWords } from "../../src/web/reports/answers/words-en.ts";
import { en as words } from "../../src/web/reports/words-en.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { addPage } from "../support/pages.ts";
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

it("shows what just happened, walks a chart by keys, shows its table, and says what is wrong with a period", async () => {
  const { page } = desk;
  const { side } = demo.bench.telegram;
  post(side, { from: demo.newUser("telegram", "Ann Counted").id, to: brandOf(side).id, text: "is my transfer late" });
  await desk.open("Ann Counted", "is my transfer late");
  const { store } = demo.node.inbox;
  while (hasUncounted(store)) countNext(store);

  await page.getByRole("link", { name: words.title }).click();
  const tile = page.locator(".tiles > div").filter({ hasText: words.inbound });
  await tile.getByText("1", { exact: true }).waitFor();
  await page.getByText(words.noTargets).waitFor();

  const chart = page.getByRole("region", { name: words.volumes, exact: true });
  await chart.getByRole("slider").focus();
  await page.keyboard.press("End");
  await chart.getByText(`${words.inbound} 1`).waitFor();
  await chart.getByRole("button", { name: words.asTable }).click();
  expect(await chart.getByRole("row").last().textContent()).toMatch(/10$/);

  await page.getByText(words.range.custom).click();
  await page.getByLabel(words.to, { exact: true }).fill("2020-01-01");
  await page.getByText(words.badDays).waitFor();
  await page.getByText(words.range.today).click();
  await page.getByRole("region", { name: words.hours, exact: true }).getByText(words.hoursHint).waitFor();
  await page.goBack();
  await page.locator(".list").waitFor();
  expect(desk.complaints).toEqual([]);
});

it("shows which public answers were of use, by page, in the order that somebody chooses", async () => {
  const { page } = desk;
  const { store } = demo.node.inbox;
  const day = Math.floor(store.clock.now() / 86_400_000);
  const read = (title: string, counts: { views: number; helped: number }) => {
    const publicationId = addPage(store, { slug: title.replaceAll(" ", "-"), language: "en", title, answer: "So." });
    store.db
      .insert(publicationDay)
      .values({ publicationId, day, ...counts })
      .run();
  };
  read("Read by many", { views: 41_000, helped: 2 });
  read("Good for some", { views: 7, helped: 5_000 });

  await page.getByRole("link", { name: words.title }).click();
  await page.getByRole("link", { name: words.publicAnswers }).click();
  const rows = page.getByRole("table").getByRole("rowheader");
  await page.locator(".tiles").getByText("41,007").waitFor();
  expect(await rows.first().textContent()).toContain("Read by many");
  await page.getByRole("button", { name: answerWords.helped, exact: true }).click();
  await page
    .getByRole("columnheader", { name: answerWords.helped, exact: true })
    .and(page.locator("[aria-sort]"))
    .waitFor();
  await rows.first().filter({ hasText: "Good for some" }).waitFor();
  expect(await page.locator(".tabs [aria-current]").count()).toBe(1);
  expect(await page.getByRole("link", { name: words.csv }).getAttribute("href")).toMatch(
    /publications\/csv\?.*sort=helped/,
  );
  expect(desk.complaints).toEqual([]);
});
