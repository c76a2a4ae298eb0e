/** The workspace in a browser, as an agent uses it; whatever the page complains of is kept. */
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";

export interface Workspace {
  page: Page;
  /** Errors of the page and its console, and breaches of the content security policy. */
  complaints: string[];
  /** How often a document was loaded. */
  loads(): number;
  /** The row of a person; shows the news that the list holds back, if it is among them. */
  row(name: string): Promise<Locator>;
  /** Opens a person's conversation and waits for these words in it. */
  open(name: string, words: string): Promise<void>;
  /** Our message with these words, once its delivery has reached this state. */
  ours(words: string, state: string): Locator;
  close(): Promise<void>;
}

/** Signs in by the link. Chinese, unless the options say otherwise. */
export async function openWorkspace(
  browser: Browser,
  link: string,
  options: BrowserContextOptions = {},
): Promise<Workspace> {
  const context = await browser.newContext({
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints = listenForComplaints(page);
  let loads = 0;
  page.on("load", () => (loads += 1));
  await page.goto(link);
  await page.locator(".list").waitFor();
  const rowOf = (name: string) => page.getByTestId("conversation-row").filter({ hasText: name });
  const row = async (name: string) => {
    const wanted = rowOf(name).first();
    const held = page.locator(".held");
    await wanted.or(held).first().waitFor();
    if (!(await wanted.isVisible())) await held.click();
    await wanted.waitFor();
    return wanted;
  };
  return {
    page,
    complaints,
    loads: () => loads,
    row,
    async open(name, words) {
      await (await row(name)).click();
      await page.getByTestId("message").filter({ hasText: words }).first().waitFor();
    },
    ours: (words, state) =>
      page
        .locator('[data-testid="message"][data-direction="outbound"]')
        .filter({ hasText: words })
        .filter({ has: page.locator(`[data-testid="delivery-state"][data-state="${state}"]`) }),
    close: () => context.close(),
  };
}

/** The list fills as the page complains. */
export function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`page: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  return complaints;
}
