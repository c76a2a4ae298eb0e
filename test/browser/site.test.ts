/** Somebody with a problem finds the answer on the public site, without script as with it. */
import { eq } from "drizzle-orm";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { withdraw } from "../../src/qa/publications/review.ts";
import { publication, publicationDay } from "../../src/store/schema.ts";
import { launchBrowser } from "../support/browser.ts";
import { barriers, overflow } from "../support/screens.ts";
import { type ServedSite, serveSite } from "../support/served-site.ts";
import { shot } from "../support/shot.ts";
import { listenForComplaints } from "../support/workspace.ts";

let browser: Browser;
let site: ServedSite;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serveSite()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const slug = "transfer-pending";
const saidOf = () => {
  const { store } = site.desk;
  const page = store.db.select().from(publication).where(eq(publication.slug, slug)).get();
  const day = page && store.db.select().from(publicationDay).where(eq(publicationDay.publicationId, page.id)).get();
  return { id: page?.id ?? 0, views: day?.views ?? 0, helped: day?.helped ?? 0 };
};

it("searches, reads, says that it helped, and finds it gone once it is withdrawn; all without script", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(`${site.url}/en`);
  await page.getByRole("searchbox").fill("my transfer is pending");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: /pending for two hours/ }).click();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("Are my coins gone?");
  expect(await page.locator("#theme").isVisible()).toBe(false);
  const before = saidOf().helped;
  await page.getByRole("button", { name: "This helped" }).click();
  await page.getByText("Noted, thank you.").waitFor();
  expect(saidOf().helped).toBe(before + 1);
  await page.getByRole("link", { name: "中" }).click();
  expect(new URL(page.url()).pathname).toBe("/q/zhuanzhang-daiqueren");
  withdraw({ store: site.desk.store, actor: SYSTEM }, saidOf().id);
  const gone = await page.goto(`${site.url}/q/${slug}`);
  expect(gone?.status()).toBe(410);
  await page.getByText("This answer was withdrawn").waitFor();
  await context.close();
});

it("keeps to its policy, is open to everybody, and fits a phone", async () => {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  const complaints = listenForComplaints(page);
  const found: string[] = [];
  for (const path of ["/", "/faq/zhanghao-suoding", `/search?q=${encodeURIComponent("转账")}`, "/q", "/official"]) {
    await page.goto(site.url + path);
    await shot(page, `site-phone${path.replaceAll(/\W/g, "-")}`);
    for (const one of [...(await barriers(page)), ...(await overflow(page))]) found.push(`${path}: ${one}`);
  }
  expect(found).toEqual([]);
  const dark = () => page.evaluate("document.documentElement.dataset.theme");
  await page.locator("#theme").click();
  expect(await dark()).toBe("dark");
  await page.goto(`${site.url}/q/jia-kefu-sixin`);
  expect(await dark()).toBe("dark");
  expect(await barriers(page)).toEqual([]);
  const { store } = site.desk;
  const rows = () => store.db.select().from(publicationDay).all();
  await vi.waitUntil(() => rows().some(({ views }) => views === 3_651), { timeout: 5_000 });
  expect(complaints).toEqual([]);
  await context.close();
});
