/** What reading has cost in this UTC day, as the cursor remembers it. */
import { DAY_MS, type EpochMs, toIso } from "../../src/domain/time.ts";
import type { Cursor, ReadingCost, Settings } from "../connector.ts";
import { readCursor } from "./cursor.ts";
import { parseSettings } from "./settings.ts";

export function readingCost(settings: Settings, cursor: Cursor | null, now: EpochMs): ReadingCost {
  const { dailyBudgetUsd } = parseSettings(settings);
  const spent = cursor === null ? null : readCursor(cursor).spent;
  return {
    usd: spent?.day === toIso(now).slice(0, 10) ? spent.usd : 0,
    limitUsd: dailyBudgetUsd ?? null,
    resetsAt: (Math.floor(now / DAY_MS) + 1) * DAY_MS,
  };
}
