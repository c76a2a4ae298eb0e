/** What an account's reading costs, and which of its platform's limits hold it at the moment. */
import { and, asc, gt, sql } from "drizzle-orm";
import type { Platform, ReadingCost } from "../../../connectors/connector.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { limitHold } from "../../store/schema.ts";
import { type AccountRow, findAccount } from "./rows.ts";
import type { AccountServices } from "./services.ts";

export interface AccountBudget {
  /** Null: reading costs nothing there, or cannot be told. */
  reading: ReadingCost | null;
  /** Limits that are used up: by the connector's name for them, until when. */
  held: { scope: string; until: EpochMs }[];
}

/** Throws ProblemError `not-found`. */
export function accountBudget(services: AccountServices, store: Store, id: number): AccountBudget {
  const row = findAccount(store, id);
  const now = store.clock.now();
  const platform = services.platforms.platform(row.platform);
  const prefixes = [`account/${row.id}/`, `app/${row.appId}/`];
  const held = store.db
    .select()
    .from(limitHold)
    .where(
      and(
        gt(limitHold.until, now),
        sql`exists (select 1 from json_each(${JSON.stringify(prefixes)}) where substr(${limitHold.scope}, 1, length(value)) = value)`,
      ),
    )
    .orderBy(asc(limitHold.until))
    .all();
  return {
    reading: costOf(platform, row, now),
    held: held.map(({ scope, until }) => ({
      scope: prefixes.reduce((name, prefix) => (name.startsWith(prefix) ? name.slice(prefix.length) : name), scope),
      until,
    })),
  };
}

function costOf(platform: Platform, row: AccountRow, now: EpochMs): ReadingCost | null {
  try {
    return platform.readingCost?.(platform.parseSettings(row.settings), row.cursor, now) ?? null;
  } catch {
    // Settings or a cursor that today's code does not take: the account shows that as its problem.
    return null;
  }
}
