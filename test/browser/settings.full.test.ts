/** Connecting an account on the platforms that the quick journey leaves out. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { account } from "../../src/store/schema.ts";
import { launchBrowser } from "../support/browser.ts";
import { connectAgain } from "../support/connect-account.ts";
import { type Demo, startDemo } from "../support/demo.ts";
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

it.each(["x", "discord"] as const)("connects an account on %s after a slip with its credentials", async (platform) => {
  await connectAgain(desk, demo, platform);
  expect(demo.node.inbox.store.db.select().from(account).all().at(-1)).toMatchObject({ platform, state: "active" });
});
