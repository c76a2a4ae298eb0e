import { expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/domain/time.ts";
import { ReportPace } from "../../src/inbox/jobs/reports.ts";

/** How long each counting was after the one before, with something new at every moment. */
function waits(pace: ReportPace, begin: number, count: number): number[] {
  let now = begin;
  return Array.from({ length: count }, () => {
    pace.counts(now);
    const wait = pace.dueAt - now;
    now = pace.dueAt;
    return wait;
  });
}

it("counts at once after a rest, and then ever less often, down to once a minute", () => {
  const pace = new ReportPace();
  const begin = Date.parse("2026-11-22T08:00:00Z");
  expect(pace.dueAt).toBeLessThan(begin);
  const busy = [1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * SECOND_MS);
  expect(waits(pace, begin, 8)).toEqual(busy);
  // A moment's lateness of the timer, or a message every 90 seconds, is no rest.
  expect(waits(pace, pace.dueAt + MINUTE_MS / 2, 2)).toEqual([MINUTE_MS, MINUTE_MS]);
  expect(waits(pace, pace.dueAt + HOUR_MS, 8)).toEqual(busy);
});
