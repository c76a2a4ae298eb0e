/** Reports over a year with a million messages: how long a slice of counting takes, and each answer. */
import { SYSTEM } from "../../src/domain/actor.ts";
import { DAY_MS } from "../../src/domain/time.ts";
import { openDatabase } from "../../src/host/database.ts";
import { createStore } from "../../src/store/db.ts";
import { appendEvent } from "../../src/store/events.ts";
import { countNext } from "../../src/store/reports/count.ts";
import { account, agent, label } from "../../src/store/schema.ts";
import { createToken } from "../../src/trust/tokens.ts";
import { openDesk } from "../support/desk.ts";
import { seedWork } from "../support/seed-work.ts";

/** A million messages in a year. */
const YEAR = { days: 366, cases: 125_000 };
const MESSAGES_EACH = 8;
const RUNS = 40;
const NOW = Date.parse("2026-11-22T12:00:00Z");

export interface Timed {
  name: string;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** `slices`: of counting it all; `answers`: of each question, for ranges of 28, 90 and 366 days. */
export async function benchReports({ days: covered, cases } = YEAR): Promise<{ slices: Timed; answers: Timed[] }> {
  const { db, sqlite } = openDatabase(":memory:");
  const clock = { now: () => NOW, set: () => {}, advance: () => {} };
  const store = createStore({ db, clock });
  const desk = openDesk({}, { store, clock, close: () => sqlite.close() });
  const ids = (rows: { id: number }[]) => rows.map((row) => row.id);
  for (let n = 0; n < 20; n += 1)
    db.insert(agent)
      .values({ name: `agent ${n}`, role: "agent", createdAt: 0 })
      .run();
  for (let n = 0; n < 12; n += 1)
    db.insert(label)
      .values({ name: `label ${n}` })
      .run();
  seedWork(sqlite, {
    accountIds: ids(db.select().from(account).all()),
    agentIds: ids(db.select().from(agent).all()),
    labelIds: ids(db.select().from(label).all()),
    until: NOW,
    days: covered,
    cases,
    messagesEach: MESSAGES_EACH,
  });
  store.transaction((now) => appendEvent(store, now, { type: "system.resumed", actor: "system" }));
  const slices: number[] = [];
  for (let more = true; more;) {
    const began = performance.now();
    more = countNext(store);
    slices.push(performance.now() - began);
  }
  const { token } = createToken({ store, actor: SYSTEM }, { name: "bench", role: "lead" });
  const answers: Timed[] = [];
  for (const days of [28, 90, 366].filter((one) => one <= covered))
    for (const path of ["totals?", "course?", "breakdown?by=agent&", "breakdown?by=label&", "hours-of-week?"]) {
      const day = (at: number) => new Date(at).toISOString().slice(0, 10);
      const range = `from=${day(NOW - (days - 1) * DAY_MS)}&to=${day(NOW)}&zone=Asia/Shanghai`;
      const times: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        const began = performance.now();
        const headers = { authorization: `Bearer ${token}` };
        const response = await desk.api.request(`/api/reports/${path}${range}`, { headers });
        if (response.status !== 200) throw new Error(`reports answered ${response.status}`);
        await response.text();
        times.push(performance.now() - began);
      }
      answers.push({ name: `${path.split(/[?&]/u).filter(Boolean).join(" ")}, ${days} days`, ...percentiles(times) });
    }
  sqlite.close();
  return { slices: { name: "a slice of counting", ...percentiles(slices) }, answers };
}

function percentiles(times: number[]): { p50: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
