import { describe, expect, it } from "vitest";
import { countUsed } from "../../src/qa/suggestions/count-used.ts";
import { publicationDay } from "../../src/store/schema.ts";
import { DAY_MS } from "../../src/domain/time.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { openDesk } from "../support/desk.ts";
import { addPage } from "../support/pages.ts";

const dayOf = (date: string) => Date.parse(date) / DAY_MS;

/** Two pages, read on three days of November. */
function read() {
  const desk = openDesk();
  const locked = addPage(desk.store, { slug: "locked", language: "zh", title: "账户被锁定了", answer: "等待。" });
  const fees = addPage(desk.store, { slug: "fees", language: "en", title: "=Fees, and why", answer: "Because." });
  const rows = [
    { publicationId: locked, day: dayOf("2026-11-10"), views: 40, helped: 9, unhelped: 1, asked: 2 },
    { publicationId: locked, day: dayOf("2026-11-11"), views: 10, same: 3 },
    { publicationId: fees, day: dayOf("2026-11-11"), views: 70, asked: 5 },
    { publicationId: locked, day: dayOf("2026-11-08"), views: 4 },
    { publicationId: locked, day: dayOf("2026-11-12"), views: 1_000 },
  ];
  desk.store.db.insert(publicationDay).values(rows).run();
  return { desk, locked, fees };
}

const DAYS = "from=2026-11-10&to=2026-11-11";

describe("the report on public pages", () => {
  it("adds up days, by page and in all, beside as many days before", async () => {
    const { desk } = read();
    const report = await desk.get(`/api/reports/publications?${DAYS}`);
    expect(report.total).toEqual({ views: 120, same: 3, helped: 9, unhelped: 1, asked: 7, used: 0 });
    expect(report.before.views).toBe(4);
    expect(report.days.map((day: { counts: { views: number } }) => day.counts.views)).toEqual([40, 80]);
    expect(
      report.pages.map((page: { slug: string; counts: { views: number } }) => [page.slug, page.counts.views]),
    ).toEqual([
      ["fees", 70],
      ["locked", 50],
    ]);
  });

  it("filters, sorts and ends where it is told", async () => {
    const { desk } = read();
    const slugs = async (more: string) =>
      (await desk.get(`/api/reports/publications?${DAYS}&${more}`)).pages.map((page: { slug: string }) => page.slug);
    expect(await slugs("language=zh")).toEqual(["locked"]);
    expect(await slugs("kind=thread")).toEqual([]);
    expect(await slugs("sort=helped")).toEqual(["locked", "fees"]);
    expect(await slugs("limit=1")).toEqual(["fees"]);
    expect((await desk.get(`/api/reports/publications?${DAYS}&limit=1`)).pageCount).toBe(2);
  });

  it("counts what the team used", async () => {
    const { desk, fees } = read();
    countUsed({ store: desk.store, actor: SYSTEM }, fees);
    const today = new Date(desk.store.clock.now()).toISOString().slice(0, 10);
    expect((await desk.get(`/api/reports/publications?from=${today}&to=${today}`)).total.used).toBe(1);
  });

  it("comes as a file that no spreadsheet takes for formulas", async () => {
    const { desk, fees } = read();
    const response = await desk.ask("GET", `/api/reports/publications/csv?${DAYS}`);
    expect(response.headers.get("content-disposition")).toContain("pages-2026-11-10-2026-11-11.csv");
    const [, first, , last] = (await response.text()).split("\r\n");
    expect(first).toBe(`pub_${fees},faq,en,published,fees,"'=Fees, and why",70,0,0,0,5,0`);
    expect(last).toBe("total,,,,,,120,3,9,1,7,0");
  });

  it("says what is wrong with the days", async () => {
    const { desk } = read();
    expect((await desk.get("/api/reports/publications?from=2026-11-12&to=2026-11-11", 422)).field).toBe("to");
    expect((await desk.get("/api/reports/publications?from=2020-01-01&to=2026-11-11", 422)).field).toBe("from");
  });
});
