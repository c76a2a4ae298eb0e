/** Lets a person look at what a browser test sees: with PARLEY_PICTURES=directory, journeys leave pictures there. */
import type { Page } from "playwright-core";

const DIRECTORY = process.env["PARLEY_PICTURES"];

export async function shot(page: Page, name: string): Promise<void> {
  if (DIRECTORY !== undefined) await page.screenshot({ path: `${DIRECTORY}/${name}.png`, fullPage: true });
}
