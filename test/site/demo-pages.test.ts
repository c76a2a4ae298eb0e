/** The demo's pages go through the same verbs, checks and guard as everybody's. */
import { expect, it } from "vitest";
import { seedPages } from "../../src/cli/demo-pages/seed.ts";
import { publication } from "../../src/store/schema.ts";
import { openSite } from "../support/site.ts";

it("stand in both languages, on the five subjects that every wallet is asked about", async () => {
  const { desk, read } = openSite();
  seedPages({ store: desk.store, platforms: desk.deps.platforms });
  const rows = desk.store.db.select().from(publication).all();
  expect(rows.map(({ state }) => state)).toEqual(rows.map(() => "published"));
  const count = (kind: string, language: string) =>
    rows.filter((row) => row.kind === kind && row.language === language).length;
  expect([count("faq", "zh"), count("faq", "en"), count("thread", "zh") + count("thread", "en")]).toEqual([5, 5, 8]);
  expect(await read("/faq/locked-account")).toContain('hreflang="zh"');
  expect(await read(`/search?q=${encodeURIComponent("锁定")}`)).toContain("E-1043");
  expect(await read("/q/transfer-pending")).toContain("Related answers");
  // Links from page to page lead somewhere.
  const links = new Set<string>();
  for (const { kind, slug } of rows) {
    const page = await read(`/${kind === "faq" ? "faq" : "q"}/${slug}`);
    for (const [, href = ""] of page.matchAll(/<a href="(\/(?:q|faq)\/[^".?#]*)"/g)) links.add(href);
  }
  expect(links.size).toBeGreaterThan(5);
  for (const link of links) await read(link);
});
