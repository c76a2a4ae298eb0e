/** Rewrites the database file after an erasure: SQLite zeroes what it deletes, but pages that were split keep copies of rows that moved. */
import type Database from "better-sqlite3";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import type { Scrub } from "../inbox/erase/run.ts";

/** Takes about a second; nothing else runs meanwhile. */
const AT_ONCE_BYTES = 100 * 1024 * 1024;
/** Four in the morning in China. */
const QUIET_MS = 20 * HOUR_MS;
const QUIET_FOR_MS = HOUR_MS;

/** Small files are rewritten at once, large ones at the quiet hour (20:00 UTC). */
export function createScrub(sqlite: Database.Database): Scrub {
  let rewritten = false;
  return (now) => {
    if (!rewritten) {
      const bytes =
        Number(sqlite.pragma("page_count", { simple: true })) * Number(sqlite.pragma("page_size", { simple: true }));
      const at = scrubAt(bytes, now);
      if (at > now) return at;
      sqlite.exec("vacuum");
      rewritten = true;
    }
    // Another process may read an old page of the log just now.
    if (!truncateLog(sqlite)) return now + MINUTE_MS;
    rewritten = false;
    return null;
  };
}

/** When a file of that size may be rewritten: now, or at the next quiet hour. */
export function scrubAt(bytes: number, now: EpochMs): EpochMs {
  const sinceQuiet = (now - QUIET_MS) % DAY_MS;
  if (bytes <= AT_ONCE_BYTES || sinceQuiet < QUIET_FOR_MS) return now;
  return now - sinceQuiet + DAY_MS;
}

/** Without waiting for those who read it: everybody would wait with us. */
function truncateLog(sqlite: Database.Database): boolean {
  const patience = Number(sqlite.pragma("busy_timeout", { simple: true }));
  sqlite.pragma("busy_timeout = 0");
  const [row] = sqlite.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
  sqlite.pragma(`busy_timeout = ${patience}`);
  return row?.busy === 0;
}
