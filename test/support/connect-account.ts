/** Removes the demo's account of a platform in the browser and connects it again, after a slip with the credentials. */
import { expect } from "vitest";
import type { PlatformName } from "../../src/domain/platform.ts";
import { en as words } from "../../src/web/settings/accounts/words-en.ts";
import type { Demo } from "./demo.ts";
import type { Workspace } from "./workspace.ts";

export async function connectAgain({ page }: Workspace, demo: Demo, platform: PlatformName): Promise<void> {
  const [fields, wrong] = credentials(demo, platform);
  await page.goto(`${demo.node.url}/settings/accounts`);
  const row = page.getByRole("listitem").filter({ hasText: name(platform) });
  await row.getByRole("link", { name: `${words.open} ` }).click();
  await page.getByText(words.allWell).or(page.locator(".troubles li").first()).first().waitFor();
  await page.getByRole("button", { name: words.remove }).click();
  await page.getByRole("dialog").getByRole("button", { name: words.remove }).click();
  await page.getByRole("heading", { name: words.title }).waitFor();
  await row.waitFor({ state: "detached" });

  await page.getByRole("link", { name: words.add }).click();
  await page.getByRole("link", { name: words.pickHint[platform] }).click();
  await page.getByRole("button", { name: words.connect }).click();
  await page
    .getByText(words.wrong[wrong] ?? "")
    .first()
    .waitFor();
  for (const [field, value] of fields) await page.getByLabel(words.field[field] ?? "", { exact: true }).fill(value);
  await page.getByLabel(words.name).fill("Second try");
  await page.getByText(words.advanced).click();
  await page.getByLabel(words.apiUrl).fill(demo.bench[platform].url);
  await page.getByLabel(words.field[wrong] ?? "", { exact: true }).fill("1000009:not-the-token");
  await page.getByRole("button", { name: words.connect }).click();
  await page
    .getByText(words.rejected[platform] ?? "")
    .first()
    .waitFor();
  // What was right stays, what was wrong is under the cursor.
  expect(await page.getByLabel(words.name).inputValue()).toBe("Second try");
  const [, right = ""] = fields.find(([field]) => field === wrong) ?? [];
  await page.locator(`[name="${wrong}"]:focus`).waitFor();
  await page.getByLabel(words.field[wrong] ?? "", { exact: true }).fill(right);
  await page.keyboard.press("Enter");
  await page.getByText(words.connectedNow("Second try")).waitFor();
  expect(await page.content()).not.toContain(right);
}

const NAMES: Record<PlatformName, string> = { x: "波宝 X", telegram: "波宝 Telegram", discord: "波宝 Discord" };
const name = (platform: PlatformName) => NAMES[platform];

/** What to type, and the field that says so where it is wrong. */
function credentials({ bench }: Demo, platform: PlatformName): [[string, string][], string] {
  if (platform !== "x") return [[["token", bench.credentials[platform].token]], "token"];
  const { appKey, appSecret, accessToken, accessSecret } = bench.credentials.x;
  return [Object.entries({ appKey, appSecret, accessToken, accessSecret }), "appKey"];
}
