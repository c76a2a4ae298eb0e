/** Where a page of a list ends, as an opaque string: the time and id of its last row. */
import { ProblemError } from "../../domain/problem.ts";
import type { EpochMs } from "../../domain/time.ts";

/** The place of a row in a list that is sorted by time and id, newest first. */
export interface Key {
  at: EpochMs;
  id: number;
}

/** Before every row. */
export const NEWEST: Key = { at: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };

/** Negative where `a` comes first. */
export function compareKeys(a: Key, b: Key): number {
  return b.at - a.at || b.id - a.id;
}

export function formatCursor(key: Key): string {
  return `${key.at.toString(36)}.${key.id.toString(36)}`;
}

/** The key that a cursor stands for; the newest where there is none. Throws ProblemError `invalid` for anything else. */
export function parseCursor(cursor: string | undefined): Key {
  if (cursor === undefined) return NEWEST;
  const match = /^([0-9a-z]{1,11})\.([0-9a-z]{1,11})$/.exec(cursor);
  const at = Number.parseInt(match?.[1] ?? "", 36);
  const id = Number.parseInt(match?.[2] ?? "", 36);
  if (!Number.isSafeInteger(at) || !Number.isSafeInteger(id))
    throw new ProblemError("invalid", "This cursor is not one of ours: pass `nextCursor` as it was given.", {
      field: "cursor",
    });
  return { at, id };
}
