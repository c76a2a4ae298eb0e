/** Every kind of public page in both languages, both themes, wide, at 200 % zoom and on a phone: axe finds nothing, and nothing reaches over the edge. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

const PAGES = {
  zh: ["/", "/q", "/faq", "/faq/lianxi-kefu", "/q/zhuanzhang-daiqueren", "/search?q=账户", "/official", "/none"],
  en: ["/en", "/en/q", "/en/faq", "/faq/contact-support", "/q/transfer-pending", "/en/search?q=fake", "/en/none"],
};
const SIZES = {
  "1440 wide": { width: 1440, height: 900 },
  "200 % zoom": { width: 720, height: 450 },
  "a phone": { width: 390, height: 844 },
};

describe.each(["zh", "en"] as const)("in %s", (language) => {
  describe.each(["light", "dark"] as const)("%s", (colorScheme) => {
    it.each(Object.entries(SIZES))("on %s", { timeout: 60_000 }, async (size, viewport) => {
      const context = await browser.newContext({ colorScheme, viewport });
      const page = await context.newPage();
      const complaints = listenForComplaints(page);
      const found: string[] = [];
      for (const path of PAGES[language]) {
        await page.goto(site.url + path);
        await shot(page, `site-${language}-${colorScheme}-${size}-${path}`.replaceAll(/[^\w-]/g, "_"));
        for (const one of [...(await barriers(page)), ...(await overflow(page))]) found.push(`${path}: ${one}`);
      }
      expect(found).toEqual([]);
      expect(complaints.filter((line) => !line.includes("404"))).toEqual([]);
      await context.close();
    });
  });
});
