/** Takes the README's pictures: `npm run screenshots`. The same story each time, on a day that is always the same. */
import { execFileSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { seedContacts } from "../../src/cli/demo-pages/contacts.ts";
import { seedPages } from "../../src/cli/demo-pages/seed.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { BEGINS, NOW, setClock, Story, tellMorning } from "../support/morning.ts";
import { openWorkspace } from "../support/workspace.ts";

const DIRECTORY = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const LARGEST_BYTES = 400_000;
/** Playwright's own clock reckons from this process' time, which is set as well. */
const PAGE_CLOCK = `{
  const Real = Date;
  const shift = ${NOW} - Real.now();
  Date = class extends Real {
    constructor(...given) { if (given.length === 0) super(Real.now() + shift); else super(...given); }
    static now() { return Real.now() + shift; }
  };
}`;

requireChineseFont();
mkdirSync(DIRECTORY, { recursive: true });
setClock(BEGINS);
const [browser, demo] = await Promise.all([launchBrowser(), startDemo()]);
try {
  const agent = await openWorkspace(browser, demo.link());
  const shown = await tellMorning(demo, new Story(demo, agent.page.context().request));
  await inboxPrivate(browser, demo, shown.direct);
  await inboxPublic(browser, demo, shown.public);
  await phone(browser, demo, shown.direct);
  await reports(browser, demo);
  await rules(browser, demo);
  await publicSite(browser, demo);
  await bench(browser, demo);
} finally {
  await browser.close();
  await demo.close();
}

async function inboxPrivate(browser: Browser, demo: Demo, id: string): Promise<void> {
  const { page } = await open(browser, demo, { colorScheme: "light" });
  await openConversation(page, id);
  await page
    .getByTestId("composer")
    .getByRole("textbox")
    .fill("解锁后请先检查“设备管理”，把不认识的设备移除，再开启二次验证。");
  await take(page, "inbox-private-light");
}

async function inboxPublic(browser: Browser, demo: Demo, id: string): Promise<void> {
  const { page } = await open(browser, demo, { colorScheme: "dark", locale: "en-GB" });
  await openConversation(page, id);
  await page
    .getByTestId("composer")
    .getByRole("textbox")
    .fill("Everyone reading: we never ask you to validate a wallet, and we never message first.");
  await take(page, "inbox-public-dark");
}

async function phone(browser: Browser, demo: Demo, id: string): Promise<void> {
  const { page } = await open(browser, demo, {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
  await take(page, "phone-list");
  await openConversation(page, id);
  await take(page, "phone-conversation");
}

async function reports(browser: Browser, demo: Demo): Promise<void> {
  const { page } = await open(browser, demo, { colorScheme: "light", locale: "en-GB" });
  await page.goto(`${demo.node.url}/reports?range=today`);
  await page.locator(".reports svg").first().waitFor();
  await take(page, "reports");
}

/** A rule as somebody builds it, in words. */
async function rules(browser: Browser, demo: Demo): Promise<void> {
  const { page } = await open(browser, demo, { colorScheme: "light", viewport: { width: 1440, height: 1240 } });
  await page.goto(`${demo.node.url}/settings/rules`);
  await page.getByRole("button", { name: "新建规则" }).click();
  await page.getByLabel("名称").fill("锁定先看");
  await page.getByRole("button", { name: "添加条件" }).click();
  await page.getByLabel("词语").fill("锁，冻结");
  await page.getByRole("button", { name: "在过去的会话上试运行" }).click();
  await page.getByTestId("dry-run").locator("li").first().waitFor();
  await take(page, "rule");
}

/** What everybody reads, as the demo fills it. */
async function publicSite(browser: Browser, demo: Demo): Promise<void> {
  const { store, lookup } = demo.node.inbox;
  seedPages({ store, platforms: lookup });
  seedContacts({ store, actor: SYSTEM });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(`${demo.node.url}/q/zhuanzhang-daiqueren`);
  await take(page, "public-answer");
  await page.goto(`${demo.node.url}/en/official?q=@bobowaIlet`);
  await take(page, "official");
  await context.close();
}

async function bench(browser: Browser, demo: Demo): Promise<void> {
  const { page } = await open(browser, demo, { viewport: { width: 1440, height: 960 } });
  await page.goto(demo.bench.x.url);
  await page.locator(".phone.x .msg").first().waitFor();
  await page.locator("#fault-platform").selectOption("telegram");
  await page.locator("#fault-kind").selectOption("cut-after");
  await page.locator("#wirelab:not([hidden])").waitFor();
  await take(page, "sandbox");
}

async function open(browser: Browser, demo: Demo, options: BrowserContextOptions) {
  const workspace = await openWorkspace(browser, demo.link(), options);
  await workspace.page.addInitScript(PAGE_CLOCK);
  await workspace.page.reload();
  await workspace.page.getByTestId("conversation-row").first().waitFor();
  return workspace;
}

async function openConversation(page: Page, id: string): Promise<void> {
  await page.locator(`.row[data-id="${id}"]`).click();
  await page.getByTestId("message").first().waitFor();
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate("document.fonts.ready");
  await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
  const path = `${DIRECTORY}${name}.png`;
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  const { size } = statSync(path);
  process.stdout.write(`${name}.png ${(size / 1_000).toFixed(0)} kB\n`);
  if (size > LARGEST_BYTES) throw new Error(`${name}.png is larger than ${LARGEST_BYTES / 1_000} kB.`);
}

/** Without one, Chinese would be drawn as boxes. */
function requireChineseFont(): void {
  if (process.platform !== "linux") return;
  let fonts = "";
  try {
    fonts = execFileSync("fc-list", [":lang=zh", "family"], { encoding: "utf8" });
  } catch {
    // Without fontconfig nobody can say; the browser brings its own.
  }
  if (fonts.trim() !== "") return;
  process.stderr.write("No Chinese font is installed. Install fonts-noto-cjk or fonts-wqy-microhei, then try again.\n");
  process.exit(1);
}
