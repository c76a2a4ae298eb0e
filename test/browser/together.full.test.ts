/** More of working together: what the browser tells, pages that close, and the lists and dialogs for everybody, in every look. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { brandOf, post } from "../../src/sandbox/furnish.ts";
import { en } from "../../src/web/together/words-en.ts";
import { zh } from "../../src/web/together/words-zh.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { atRest, barriers, overflow } from "../support/screens.ts";
import { openWorkspace } from "../support/workspace.ts";

const WHO = "林晓";
const ASKED = "我的账户被锁了";
const LONG = { timeout: 10_000 };

let browser: Browser;
let demo: Demo;
let personId: string;

const say = (text: string) => {
  const { side } = demo.bench.telegram;
  post(side, { from: personId, to: brandOf(side).id, text });
};

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemo()]);
  personId = demo.newUser("telegram", WHO).id;
  say(ASKED);
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

/** Stands where the browser's own notifications are: a headless browser shows none. */
const RECORDER = `
  window.told = [];
  window.Notification = class extends EventTarget {
    static permission = "default";
    static requestPermission() { this.permission = "granted"; return Promise.resolve("granted"); }
    constructor(title, options) { super(); window.told.push([title, options.body]); }
    close() {}
  };
  Document.prototype.hasFocus = () => window.looking === true;
`;

it(
  "tells by one tab while nobody looks, without the users' words unless they are wanted",
  { timeout: 90_000 },
  async () => {
    const desk = await openWorkspace(browser, demo.link("Mia"), { locale: "en-GB" });
    const { page } = desk;
    await page.context().addInitScript(RECORDER);
    await desk.open(WHO, ASKED);
    await page.keyboard.press("a");
    await page.getByText("Mia", { exact: true }).first().waitFor();

    await page.goto(`${demo.node.url}/settings/notices`);
    expect(await page.evaluate("Notification.permission")).toBe("default");
    await page.getByLabel(en.browser).check();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.locator(".save-bar.resting").waitFor({ state: "attached" });
    const toldOn = async (of: typeof page) => z.array(z.array(z.string())).parse(await of.evaluate("window.told"));
    const second = await page.context().newPage();
    await second.goto(`${demo.node.url}/inbox`);
    await second.getByTestId("conversation-row").first().waitFor();
    await page.getByTestId("bell").or(page.locator("main h1")).first().waitFor();

    say("私密的话一");
    await expect.poll(() => toldOn(page), LONG).toEqual([[WHO, "wrote back"]]);
    expect(await toldOn(second)).toEqual([]);
    expect(await second.title()).toMatch(/^● 1 /);
    expect(await second.locator('link[rel="icon"]').getAttribute("href")).toBe("/icon-unread.svg");

    await page.getByLabel(en.showWords).check();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.locator(".save-bar.resting").waitFor({ state: "attached" });
    say("私密的话二");
    await expect.poll(async () => (await toldOn(page)).at(-1), LONG).toEqual([WHO, "wrote back\n私密的话二"]);

    // Whoever looks is told by the page alone.
    await second.evaluate("window.looking = true; window.dispatchEvent(new Event('focus'))");
    say("私密的话三");
    await second.getByRole("button", { name: /unread/ }).click();
    await second.getByTestId("notice").getByText(en.times(3)).waitFor();
    expect(await toldOn(page)).toHaveLength(2);
    await desk.close();
  },
);

it("ends with the page", { timeout: 60_000 }, async () => {
  const [lan, noa] = await Promise.all([
    openWorkspace(browser, demo.link("阿岚")),
    openWorkspace(browser, demo.link("Noa")),
  ]);
  await Promise.all([lan.open(WHO, ASKED), noa.open(WHO, ASKED)]);
  await noa.page.keyboard.press("r");
  await noa.page.getByTestId("composer").getByRole("textbox").fill("在");
  await lan.page.getByTestId("held").waitFor();
  await lan.page.getByTestId("row-watchers").waitFor();
  expect(await lan.page.getByTestId("composer").getByRole("textbox").isEditable()).toBe(false);
  await noa.page.goto("about:blank");
  await lan.page.getByTestId("held").waitFor({ state: "detached" });
  await lan.page.getByTestId("row-watchers").waitFor({ state: "detached" });
  await Promise.all([lan.close(), noa.close()]);
});

const SIZES = { wide: { width: 1440, height: 900 }, "a phone": { width: 390, height: 844 } };

describe.each(["zh-CN", "en-GB"] as const)("in %s", (locale) => {
  describe.each(["light", "dark"] as const)("%s", (colorScheme) => {
    it.each(Object.entries(SIZES))("on %s", { timeout: 90_000 }, async (_, viewport) => {
      const words = locale === "zh-CN" ? zh : en;
      const other = await openWorkspace(browser, demo.link("Oli"));
      await other.open(WHO, ASKED);
      await other.page.keyboard.press("r");
      await other.page.getByTestId("composer").getByRole("textbox").fill(`${locale} ${colorScheme} ${viewport.width}`);
      const desk = await openWorkspace(browser, demo.link("阿岚"), { locale, colorScheme, viewport });
      const { page, complaints } = desk;
      const found: string[] = [];
      const look = async (name: string) => {
        await atRest(page);
        for (const one of [...(await barriers(page)), ...(await overflow(page))]) found.push(`${name}: ${one}`);
      };
      await desk.open(WHO, ASKED);
      await page.getByTestId("held").waitFor();
      await look("a box that is held");
      await page.keyboard.press("n");
      await page.getByTestId("composer").getByRole("textbox").pressSequentially("@");
      await page.getByRole("listbox", { name: words.mentionList }).waitFor();
      await look("names to mention");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await page.keyboard.press("h");
      await page.getByRole("dialog", { name: words.handOver }).waitFor();
      await page.keyboard.press("Control+Enter");
      await look("handing over");
      await page.keyboard.press("Escape");
      await page.keyboard.press("b");
      await page.getByRole("dialog", { name: words.notices }).waitFor();
      await look("notices");
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
      await Promise.all([desk.close(), other.close()]);
    });
  });
});
