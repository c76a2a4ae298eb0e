/** Every screen of the workspace, and what is wrong with one for people who see, hear or move otherwise. */
import axe from "axe-core";
import type { Page } from "playwright-core";
import { z } from "zod";

/** WCAG 2.2 up to AA. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const Found = z.array(
  z.object({
    id: z.string(),
    help: z.string(),
    nodes: z.array(z.object({ target: z.array(z.unknown()), html: z.string() })),
  }),
);

/** Addresses of all screens that this person can open without anything prepared. */
export async function screensOf(page: Page): Promise<string[]> {
  await page.goto(new URL("/settings/me", page.url()).href);
  const links = "nav.sections a[href^='/settings/']";
  await page.locator(links).first().waitFor({ state: "attached" });
  const hrefs = await page.evaluate(`[...document.querySelectorAll("${links}")].map((one) => one.pathname)`);
  const publications = ["draft", "review", "published", "withdrawn"].map((list) => `/publications/${list}`);
  return ["/inbox", "/reports", ...publications, "/settings", ...z.array(z.string()).parse(hrefs)];
}

/** What axe finds on the page as it is drawn now, a line each. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const run = `axe.run(document, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ["violations"] }).then((r) => r.violations)`;
  const violations = Found.parse(await page.evaluate(run));
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(" ")} ${html.slice(0, 160)}`),
  );
}

/** What reaches over the right edge, so that the page would have to be scrolled sideways. */
export async function overflow(page: Page): Promise<string[]> {
  return z.array(z.string()).parse(
    await page.evaluate(`(() => {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      return [...document.body.querySelectorAll("*")]
        .filter((e) => e.getBoundingClientRect().right > width + 1)
        .slice(0, 5)
        .map((e) => e.tagName + "." + e.className + " " + Math.round(e.getBoundingClientRect().right) + " of " + width);
    })()`),
  );
}

/** Waits until nothing is being fetched or drawn. */
export async function atRest(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
  await page.evaluate("Promise.allSettled(document.getAnimations().map((one) => one.finished))");
}
