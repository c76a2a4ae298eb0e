/** Decides at the close whether and when the person is asked how it went. */
import type { EpochMs } from "../../domain/time.ts";
import type { Conversation } from "../../store/conversation-state.ts";
import type { Store } from "../../store/db.ts";
import type { Episode } from "../../store/deadlines.ts";

/** Null where nobody is to be asked. */
export function askAt(store: Store, now: EpochMs, row: Conversation, current: Episode): EpochMs | null {
  // Who never got an answer, or was asked before, is not asked.
  if (row.kind !== "direct" || current.firstResponseAt === null || current.satisfactionAskedAt !== null) return null;
  const after = store.q.accountById.get({ id: row.accountId })?.satisfactionAfterMs ?? null;
  return after === null ? null : now + after;
}
