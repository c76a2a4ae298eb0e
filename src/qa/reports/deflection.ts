/** Which pages keep people from having to ask: how often they were read and were of use, over days of UTC. */
import { setImmediate } from "node:timers";
import { and, eq, inArray, sql } from "drizzle-orm";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { PublicationKind, SiteLanguage } from "../../domain/publications.ts";
import { countDays, type Days, MOST_DAYS } from "../../domain/reports/period.ts";
import { DAY_MS } from "../../domain/time.ts";
import type { Context } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { idList } from "../../store/prepared.ts";
import { publication, publicationDay } from "../../store/schema.ts";

export const PAGE_COUNTS = ["views", "same", "helped", "unhelped", "asked", "used"] as const;
export type PageCount = (typeof PAGE_COUNTS)[number];
export type PageCounts = Record<PageCount, number>;

export interface DeflectionQuestion {
  /** Of UTC: nobody's time zone is remembered. */
  days: Days;
  language?: SiteLanguage | undefined;
  kind?: PublicationKind | undefined;
  sort: PageCount;
  /** Of the pages with the most. */
  limit: number;
}

export interface PageRow extends Pick<
  typeof publication.$inferSelect,
  "id" | "slug" | "title" | "kind" | "language" | "state"
> {
  counts: PageCounts;
}

export interface Deflection {
  total: PageCounts;
  /** Of as many days before. */
  before: PageCounts;
  days: { date: string; counts: PageCounts }[];
  pages: PageRow[];
  /** Pages with anything to count, those beyond the limit too. */
  pageCount: number;
}

/** Throws ProblemError `forbidden`, or `invalid` naming the field. */
export async function deflection(ctx: Context, question: DeflectionQuestion): Promise<Deflection> {
  demand(ctx, "publication.read");
  const { store } = ctx;
  const length = requireDays(question.days);
  const first = Date.parse(question.days.from) / DAY_MS;
  const byPage = new Map<number, PageCounts>();
  const total = none();
  const before = none();
  const days: Deflection["days"] = [];
  for (let day = first - length; day < first + length; day += 1) {
    // Lets others in between, so that nobody waits for somebody's year.
    if (day > first - length) await new Promise<void>((resolve) => setImmediate(resolve));
    const rows = countsOfDay(store, day, question);
    if (day < first) {
      for (const row of rows) add(before, row);
      continue;
    }
    const counts = none();
    for (const row of rows) {
      add(counts, row);
      const page = byPage.get(row.id) ?? none();
      add(page, row);
      byPage.set(row.id, page);
    }
    add(total, counts);
    days.push({ date: new Date(day * DAY_MS).toISOString().slice(0, 10), counts });
  }
  const { sort, limit } = question;
  const ranked = [...byPage].toSorted(([one, a], [other, b]) => b[sort] - a[sort] || b.views - a.views || one - other);
  return { total, before, days, pages: named(store, ranked.slice(0, limit)), pageCount: ranked.length };
}

/** How many. */
function requireDays(days: Days): number {
  const length = countDays(days);
  if (length < 1)
    throw new ProblemError("invalid", "The last day is before the first. Exchange them.", { field: "to" });
  if (length > MOST_DAYS)
    throw new ProblemError("invalid", `At most ${MOST_DAYS} days at once. Choose a shorter time.`, { field: "from" });
  return length;
}

function countsOfDay(
  { db }: Store,
  day: number,
  { language, kind }: DeflectionQuestion,
): (PageCounts & { id: number })[] {
  const { publicationId, views, same, helped, unhelped, asked, used } = publicationDay;
  const query = db.select({ id: publicationId, views, same, helped, unhelped, asked, used }).from(publicationDay);
  if (language === undefined && kind === undefined) return query.where(eq(publicationDay.day, day)).all();
  return query
    .innerJoin(publication, eq(publication.id, publicationId))
    .where(
      and(
        eq(publicationDay.day, day),
        language && eq(publication.language, language),
        kind && eq(publication.kind, kind),
      ),
    )
    .all();
}

function named({ db }: Store, ranked: readonly [number, PageCounts][]): PageRow[] {
  const { id, slug, title, kind, language, state } = publication;
  const ids = sql`(select value from json_each(${idList(ranked.map(([page]) => page))}))`;
  const rows = db.select({ id, slug, title, kind, language, state }).from(publication).where(inArray(id, ids)).all();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ranked.flatMap(([page, counts]) => {
    const row = byId.get(page);
    return row ? { ...row, counts } : [];
  });
}

function none(): PageCounts {
  return { views: 0, same: 0, helped: 0, unhelped: 0, asked: 0, used: 0 };
}

function add(to: PageCounts, some: PageCounts): void {
  for (const name of PAGE_COUNTS) to[name] += some[name];
}
