/** How many conversations there are, from the counters that are kept; nothing is counted here. */
import { CONVERSATION_STATUSES, type ConversationStatus } from "../../domain/status.ts";
import type { Store } from "../../store/db.ts";
import { counter } from "../../store/schema.ts";
import { perStore } from "../../store/prepared.ts";

export interface CountsRow {
  status: Record<ConversationStatus, number>;
  /** Open ones, by account. */
  byAccount: Map<number, number>;
  /** All, by account and status. */
  accountStatus: Map<number, Record<ConversationStatus, number>>;
  /** Open ones, by assignee. */
  byAssignee: Map<number, number>;
  /** Open ones that are nobody's. */
  unassigned: number;
  attention: number;
}

const queriesOf = perStore((db) => ({ all: db.select().from(counter).prepare() }));

export function conversationCounts(store: Store): CountsRow {
  const none = () =>
    Object.fromEntries(CONVERSATION_STATUSES.map((status) => [status, 0])) as Record<ConversationStatus, number>;
  const counts: CountsRow = {
    status: none(),
    byAccount: new Map(),
    accountStatus: new Map(),
    byAssignee: new Map(),
    unassigned: 0,
    attention: 0,
  };
  for (const { scope, key, status, n } of queriesOf(store).all.all()) {
    if (scope === "all") counts.status[status] = n;
    else if (scope === "attention") counts.attention += n;
    else if (scope === "account") {
      counts.accountStatus.set(key, { ...(counts.accountStatus.get(key) ?? none()), [status]: n });
      if (status === "open") counts.byAccount.set(key, n);
    } else if (status === "open" && key === 0) counts.unassigned = n;
    else if (status === "open") counts.byAssignee.set(key, n);
  }
  return counts;
}
