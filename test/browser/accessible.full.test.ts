/** Each screen in both languages, both themes, wide, narrow and at 200 % zoom: axe finds nothing, and nothing reaches over the edge. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brandOf, post } from "../../src/sandbox/furnish.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { insertPage } from "../support/published.ts";
import { atRest, barriers, overflow, screensOf } from "../support/screens.ts";
import { openWorkspace } from "../support/workspace.ts";

let browser: Browser;
let demo: Demo;
let published: number;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemo()]);
  published = insertPage(demo.node.inbox.store);
  for (const platform of ["x", "telegram", "discord"] as const) {
    const { side } = demo.bench[platform];
    const from = demo.newUser(platform, `林晓 ${platform}`).id;
    post(side, { from, to: brandOf(side).id, text: "我的账户被锁了，提示 E-1043。Can you help?" });
  }
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

const SIZES = {
  "1440 wide": { width: 1440, height: 900 },
  "200 % zoom": { width: 720, height: 450 },
  "a phone": { width: 390, height: 844 },
};

describe.each(["zh-CN", "en-GB"])("in %s", (locale) => {
  describe.each(["light", "dark"] as const)("%s", (colorScheme) => {
    it.each(Object.entries(SIZES))("on %s", { timeout: 120_000 }, async (_, viewport) => {
      const desk = await openWorkspace(browser, demo.link(), { locale, colorScheme, viewport });
      const { page, complaints } = desk;
      const found: string[] = [];
      const look = async (name: string) => {
        await atRest(page);
        for (const one of [...(await barriers(page)), ...(await overflow(page))]) found.push(`${name}: ${one}`);
      };
      for (const path of await screensOf(page)) {
        await page.goto(new URL(path, demo.node.url).href);
        await page.locator("main:visible, .list:visible, .sections:visible").first().waitFor();
        await look(path);
      }
      await page.goto(new URL(`/publications/pub_${published}`, demo.node.url).href);
      await page.locator(".pub-reading").waitFor();
      await look("a published page");
      await page.keyboard.press("e");
      await page.locator(".md-box").waitFor();
      await look("the editor");
      await page.goto(new URL("/inbox", demo.node.url).href);
      await page.getByTestId("conversation-row").first().click();
      await page.getByTestId("message").first().waitFor();
      await look("a conversation");
      await page.keyboard.press("?");
      await page.locator("dialog[open]").waitFor();
      await look("the keys");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+k");
      await page.locator("dialog[open]").waitFor();
      await look("the palette");
      await page.keyboard.press("Escape");
      await page.keyboard.press("p");
      await page.locator(".pub-choose").waitFor();
      await look("what is to be published");
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
      await desk.close();
    });
  });
});
