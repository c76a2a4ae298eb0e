/** Words of an attacker on every main screen: nothing runs, nothing is turned around, nothing fills the screen, and the policy has nothing to report. */
import type { Browser } from "playwright-core";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Span } from "../../src/domain/text.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { brandOf, post, USER_GROUP } from "../../src/sandbox/furnish.ts";
import { conversation, identity, place } from "../../src/store/schema.ts";
import { en } from "../../src/web/i18n/en.ts";
import { zh } from "../../src/web/i18n/zh.ts";
import { launchBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { created, snapshot } from "../support/events.ts";
import { openWorkspace } from "../support/workspace.ts";

const link = (text: string, words: string, value?: string): Span => ({
  kind: "link",
  start: text.indexOf(words),
  end: text.indexOf(words) + words.length,
  ...(value === undefined ? {} : { value }),
});
const RTL = "‮";
const links = "javascript:alert(1) data:text/html,x bobo-wallet.com 波宝.com bobо.example";
const long = `${"long ".repeat(19_999)}the end`;

const WORDS: [string, Span[]][] = [
  ["<script>window.ran = 1</script><img src=x onerror='window.ran = 1'><svg onload='window.ran = 1'>", []],
  [`${RTL}gnp.exe ⁧ turned around`, []],
  [`zalgo ${"z̷̢̛͇͈͉͊͋͌".repeat(1)}${"̷̢̛͇͈͉͊͋͌͐͑͒".repeat(80)} end`, []],
  [
    links,
    [
      link(links, "javascript:alert(1)"),
      link(links, "data:text/html,x"),
      link(links, "bobo-wallet.com", "https://evil.example/bobo-wallet.com"),
      link(links, "波宝.com"),
      link(links, "bobо.example"),
    ],
  ],
  ['=HYPERLINK("https://evil.example") +1 @SUM(A1) \u001b[31mred\u001b[0m', []],
  [long, []],
];
const NAME = `${RTL}Bоbо Wаllеt ${"́".repeat(60)}`;

let browser: Browser;
let demo: Demo;
beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemo()]);
  const { side } = demo.bench.telegram;
  const brand = brandOf(side);
  const group = side.places().find((one) => one.kind === "public" && one.title.startsWith(USER_GROUP));
  const { store } = demo.node.inbox;
  store.db.run("update account set name = '波宝 Bobo Wallet'");
  for (const kind of ["direct", "public"] as const) {
    const from = demo.newUser("telegram", NAME).id;
    const text = `@${brand.handle} hello`;
    post(side, kind === "direct" ? { from, to: brand.id, text } : { from, text, place: group?.id ?? "" });
    await vi.waitUntil(() => talks(kind).length === 1, { timeout: 20_000 });
    const [talk] = talks(kind);
    if (!talk) throw new Error("the conversation is missing");
    const { remoteId: id, name, handle } = talk.person;
    const author = { id, name, handle, avatarUrl: "javascript:alert(1)", url: null, isUs: false };
    const at = { ...talk.place, id: talk.place.remoteId };
    // Longer than a platform's sandbox takes, and with spans of an attacker's choice.
    const events = WORDS.map(([words, spans], n) =>
      created(snapshot(`${kind}-${n}`, author, Date.now() + n, { text: words, spans, place: at })),
    );
    ingest(store, [{ accountId: talk.accountId, events }]);
  }
});

function talks(kind: "direct" | "public") {
  return demo.node.inbox.store.db
    .select({ accountId: conversation.accountId, person: identity, place })
    .from(conversation)
    .innerJoin(place, eq(place.id, conversation.placeId))
    .innerJoin(identity, eq(identity.id, conversation.personId))
    .where(eq(place.kind, kind))
    .all();
}
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

it.each([
  ["zh-CN", zh],
  ["en-GB", en],
] as const)("is inert in %s", async (locale, words) => {
  const desk = await openWorkspace(browser, demo.link(), { locale });
  const { page } = desk;
  await page.addInitScript(
    "window.reports = []; addEventListener('securitypolicyviolation', (event) => reports.push(event.violatedDirective + ' ' + event.blockedURI));",
  );
  await page.reload();
  const rows = page.getByTestId("conversation-row").filter({ hasText: "Bоbо Wаllеt" });
  await rows.nth(1).waitFor();
  for (const row of await rows.all()) {
    expect((await row.boundingBox())?.height).toBeLessThan(120);
    expect(await row.innerText()).not.toMatch(/[‪-‮⁦-⁩]/);
    await row.click();
    const messages = page.getByTestId("message");
    await messages.filter({ hasText: "turned around" }).waitFor();
    await page.getByText(words.posing, { exact: true }).first().waitFor();
    const lengthy = messages.filter({ hasText: "long long" });
    expect((await lengthy.innerText()).length).toBeLessThan(5_000);
    await lengthy.getByRole("button", { name: words.showAll(long.length) }).click();
    await lengthy.filter({ hasText: "the end" }).waitFor();

    const addresses = await page.evaluate<string[]>("[...document.querySelectorAll('.txt a')].map((one) => one.href)");
    expect(addresses).toEqual([
      "https://evil.example/bobo-wallet.com",
      new URL("https://波宝.com").href,
      new URL("https://bobо.example").href,
    ]);
    const shown = await page.locator(".txt a").allTextContents();
    expect(shown.map((text) => text.split(" ").at(-1))).toEqual([
      "(evil.example)",
      `(${new URL("https://波宝.com").host})`,
      `(${new URL("https://bobо.example").host})`,
    ]);
    const piled = "[...document.querySelectorAll('.txt')].find((one) => one.textContent.startsWith('zalgo'))";
    expect(await page.evaluate(`getComputedStyle(${piled}).overflowY`)).toBe("clip");
    await messages.filter({ hasText: "zalgo" }).scrollIntoViewIfNeeded();
  }
  for (const path of ["/settings/audit", "/docs", "/", "/nowhere"]) await page.goto(`${demo.node.url}${path}`);
  expect(await page.evaluate("[window.ran ?? null, window.reports]")).toEqual([null, []]);
  expect(desk.complaints.filter((line) => !line.includes("404"))).toEqual([]);
  await desk.close();
});

it("would report what the policy forbids", async () => {
  const desk = await openWorkspace(browser, demo.link());
  const source = `new Promise((done) => {
    addEventListener("securitypolicyviolation", (event) => done(event.violatedDirective), { once: true });
    try { document.body.innerHTML = "<b>x</b>"; } catch { /* refused, as it must be */ }
  })`;
  expect(await desk.page.evaluate<string>(source)).toBe("require-trusted-types-for");
  await desk.close();
});
