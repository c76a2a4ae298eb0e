/** Where a page of a list ends, as an opaque string: the time and id of its last row. */
import { ProblemError } from "../../domain/problem.ts";
import type { EpochMs } from "../../domain/time.ts";

/** The place of a row in a list that is sorted by time and id, newest first; what is urgent stands above that, the earliest first. */
export interface Key {
  /** A time, or `urgentAt` one. */
  at: EpochMs;
  id: number;
}

/** Above every time, and far from it. */
const ABOVE_TIMES = 2 ** 52;

/** The key's `at` of something that stands above what is merely new: the earlier its time, the higher. */
export function urgentAt(time: EpochMs): number {
  return ABOVE_TIMES - time;
}

/** The time that such an `at` stands for; of an ordinary one a time after all others. */
export function urgentTime(at: number): EpochMs {
  return ABOVE_TIMES - at;
}

export function isUrgent({ at }: Key): boolean {
  return at > ABOVE_TIMES / 2;
}

/** Before every row. */
export const NEWEST: Key = { at: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };

/** Negative where `a` comes first. */
export function compareKeys(a: Key, b: Key): number {
  return b.at - a.at || (isUrgent(a) ? a.id - b.id : b.id - a.id);
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
