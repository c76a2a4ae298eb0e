import { describe, expect, it } from "vitest";
import { openDatabase } from "../../src/host/database.ts";
import { createStore } from "../../src/store/db.ts";
import { openDesk } from "../support/desk.ts";
import { testClock } from "../support/store.ts";

/** Tables that stay small whatever happens; everything else must be reached through an index. */
const SMALL = new Set(["account", "agent", "app", "label", "rule", "counter", "json_each", "search", "piece"]);

/** A desk that remembers every statement that was prepared for it. */
function watchedDesk() {
  const clock = testClock();
  const { db, sqlite } = openDatabase(":memory:");
  const statements = new Set<string>();
  const prepare = sqlite.prepare.bind(sqlite);
  sqlite.prepare = (source: string) => {
    statements.add(source);
    return prepare(source);
  };
  const desk = openDesk({}, { store: createStore({ db, clock }), clock, close: () => sqlite.close() });
  const planOf = (source: string) => {
    const parameters = Array.from(source.matchAll(/\?/g), () => null);
    const rows = prepare(`explain query plan ${source}`).all(...parameters) as { detail: string }[];
    return rows.map((row) => row.detail);
  };
  return { desk, statements, planOf };
}

/** The newest rows by key, up to a limit; or an index that holds only the rows that wait. */
function isBounded(source: string, step: string): boolean {
  return /from "\w+" order by "\w+"\."(id|seq)" desc limit \?$/.test(source) || step.endsWith("INDEX delivery_due");
}

const READS = [
  "/api/conversations",
  "/api/conversations?status=open",
  "/api/conversations?status=open,snoozed&accountId=acc_1",
  "/api/conversations?platform=x",
  "/api/conversations?assigneeId=none&status=open",
  "/api/conversations?assigneeId=agt_1",
  "/api/conversations?attention=true",
  "/api/conversations?sort=waiting",
  "/api/conversations?sort=waiting&status=open&accountId=acc_1",
  "/api/conversations?sort=waiting&status=open&assigneeId=none",
  "/api/conversations?sort=due",
  "/api/conversations?sort=due&status=open&assigneeId=me",
  "/api/conversations?label=vip&kind=direct",
  "/api/conversations?q=message",
  "/api/conversations?q=is:open in:x label:vip has:image has:link has:note after:2020 before:today",
  "/api/conversations?q=from:ann is:unread is:unassigned has:file after:2020 message",
  "/api/conversations/cnv_1/matches?q=message",
  "/api/conversations/cnv_1",
  "/api/conversations/cnv_1/messages",
  "/api/search?q=message",
  "/api/counts",
  "/api/contacts/ctc_1",
  "/api/contacts/ctc_1/episodes",
  "/api/contacts/ctc_1/notes",
  "/api/contacts?q=ann",
  "/api/conversations/cnv_1/activity",
  "/api/poisons",
  "/api/jobs",
  "/api/audit?actor=agt_1&since=2026-01-01T00:00:00Z",
  "/api/audit?type=token.created&subject=tok_1",
  "/api/audit?subject=cnv_1",
  "/api/reports/totals?from=2026-01-01&to=2026-03-01",
  "/api/reports/course?from=2026-01-01&to=2026-03-01&zone=Asia/Shanghai",
  "/api/reports/breakdown?from=2026-01-01&to=2026-03-01&by=agent",
  "/api/reports/hours-of-week?from=2026-01-01&to=2026-03-01",
  "/metrics",
];

describe("query plans", () => {
  it("reach every table that grows through an index, and sort nothing large", async () => {
    const { desk, statements, planOf } = watchedDesk();
    desk.write({ person: "ann" });
    await desk.send("PATCH", "/api/conversations/cnv_1", { labels: ["vip"] }, 200);
    await desk.send("POST", "/api/conversations/cnv_1/replies", { text: "hi" }, 202);
    for (const path of READS) expect([path, (await desk.ask("GET", path)).status]).toEqual([path, 200]);
    const reads = [...statements].filter((source) => /^\s*select/i.test(source));
    expect(reads.length).toBeGreaterThan(30);
    const scans = reads.flatMap((source) =>
      planOf(source)
        .filter((step) => {
          const table = /^SCAN (\w+)/.exec(step)?.[1];
          return table !== undefined && !SMALL.has(table) && !isBounded(source, step);
        })
        .map((step) => `${step}: ${source}`),
    );
    expect(scans).toEqual([]);
    const pages = reads.filter((source) => / limit \?/.test(source) && / from "(conversation|message)"/.test(source));
    expect(pages.length).toBeGreaterThan(5);
    expect(pages.filter((source) => planOf(source).join().includes("TEMP B-TREE FOR ORDER BY"))).toEqual([]);
  });
});
