/** A page of the list of conversations, in one of its orders, under any combination of filters. */
import type { PlaceKind, PlatformName } from "../../domain/platform.ts";
import { CONVERSATION_STATUSES, type ConversationStatus } from "../../domain/status.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { account, label } from "../../store/schema.ts";
import { type ConversationRow, conversationRows } from "./conversation-rows.ts";
import { isEnded } from "../../domain/transitions.ts";
import {
  due,
  everything,
  hasLabel,
  type ListKey,
  merge,
  needingAttention,
  ofAccount,
  ofAssignee,
  ofLabel,
  ofMentions,
  ofStatus,
  type Stream,
  type UrgentColumn,
  waitingOfAccount,
  waitingOfAssignee,
  waitingOfStatus,
} from "./conversation-streams.ts";
import { mentionedIn } from "../mentions.ts";
import { formatCursor, isUrgent, parseCursor } from "./keyset.ts";
import { perStore } from "../../store/prepared.ts";

/** `waiting`: who waits longest comes first, `due`: what is owed soonest; behind them the others, newest first. */
export const LIST_SORTS = ["newest", "waiting", "due"] as const;
export type ListSort = (typeof LIST_SORTS)[number];
const URGENT: Record<ListSort, UrgentColumn | null> = { newest: null, waiting: "waitingSince", due: "dueAt" };

export interface ListFilter {
  statuses?: ConversationStatus[] | undefined;
  accountId?: number | undefined;
  platform?: PlatformName | undefined;
  kind?: PlaceKind | undefined;
  /** Null: nobody's. */
  assigneeId?: number | null | undefined;
  label?: string | undefined;
  attention?: boolean | undefined;
  /** Somebody whom its notes mention. */
  mentionedId?: number | undefined;
  accountIds?: ReadonlySet<number> | undefined;
  labelId?: number | undefined;
  /** Nothing rested longer than since then. */
  notBefore?: EpochMs | undefined;
  /** What else a conversation must be; whatever costs more than a look at the key. */
  also?: ((key: ListKey) => boolean) | undefined;
  /** Rows looked at for one page, where a look costs more than usual. */
  mostLookedAt?: number | undefined;
}

/** So many rows are looked at for one page, so that a rare combination does not stop everybody else. */
const SCAN_BUDGET = 2_000;
/** A label with more conversations is looked up row by row. */
const SMALL_LABEL = 1_000;
const MENTIONS = 1_000;

const queriesOf = perStore((db) => ({
  accounts: db.select({ id: account.id, platform: account.platform }).from(account).prepare(),
  labels: db.select().from(label).prepare(),
}));

/**
 * Up to `limit` conversations and where to go on; `nextCursor` is null only at the end. Where few of many rows fit the filter a page can be short, or even empty,
 * with a cursor. Throws ProblemError `invalid` for a foreign cursor.
 */
export function listConversations(
  store: Store,
  filter: ListFilter,
  page: { cursor?: string | undefined; limit: number; sort?: ListSort | undefined },
): { items: ConversationRow[]; nextCursor: string | null } {
  const start = parseCursor(page.cursor);
  const plan = planList(store, filter, URGENT[page.sort ?? "newest"]);
  const ids: number[] = [];
  let seen = 0;
  let last: ListKey | null = null;
  for (const key of merge(plan.streams, start, page.limit + 1)) {
    if (filter.notBefore !== undefined && key.at < filter.notBefore) break;
    if (last && (ids.length === page.limit || seen === (filter.mostLookedAt ?? SCAN_BUDGET)))
      return { items: conversationRows(store, ids), nextCursor: formatCursor(last) };
    seen += 1;
    last = key;
    if (plan.fits(key)) ids.push(key.id);
  }
  return { items: conversationRows(store, ids), nextCursor: null };
}

/** Whether a conversation fits a filter. */
export function matcherOf(store: Store, filter: ListFilter): (key: ListKey) => boolean {
  return planList(store, filter, null).fits;
}

interface Plan {
  streams: Stream[];
  fits: (key: ListKey) => boolean;
}

/** Picks the index that narrows most; what it does not cover is checked row by row. */
function planList(store: Store, filter: ListFilter, urgent: UrgentColumn | null): Plan {
  const queries = queriesOf(store);
  const accounts = queries.accounts
    .all()
    .filter((row) => filter.accountId === undefined || row.id === filter.accountId)
    .filter((row) => filter.accountIds?.has(row.id) ?? true)
    .filter((row) => filter.platform === undefined || row.platform === filter.platform);
  const accountIds = new Set(accounts.map((row) => row.id));
  const byAccount = filter.accountId !== undefined || filter.accountIds !== undefined || filter.platform !== undefined;
  const statuses = new Set<ConversationStatus>(filter.statuses ?? CONVERSATION_STATUSES);
  const labelId =
    filter.label === undefined
      ? filter.labelId
      : (queries.labels.all().find((row) => row.name === filter.label)?.id ?? null);

  const mentioned =
    filter.mentionedId === undefined
      ? null
      : new Set(mentionedIn(store, filter.mentionedId, MENTIONS).map((row) => row.id));
  const small = typeof labelId === "number" ? ofLabel(store, labelId, SMALL_LABEL, urgent) : null;
  const fits = (key: ListKey) =>
    // What is urgent has come already, above.
    (urgent === null || isUrgent(key) || key[urgent] === null) &&
    statuses.has(key.status) &&
    (!byAccount || accountIds.has(key.accountId)) &&
    (filter.kind === undefined || key.kind === filter.kind) &&
    (filter.assigneeId === undefined || key.assigneeId === filter.assigneeId) &&
    (filter.attention === undefined || key.attention > 0 === filter.attention) &&
    (mentioned === null || mentioned.has(key.id)) &&
    (labelId === undefined || (labelId !== null && hasLabel(store, key.id, labelId))) &&
    (filter.also?.(key) ?? true);

  return { streams: pickStreams(), fits };

  function pickStreams(): Stream[] {
    if (labelId === null) return [];
    if (filter.mentionedId !== undefined) return [ofMentions(store, filter.mentionedId, MENTIONS, urgent)];
    if (small) return [small];
    if (urgent === "waitingSince") return [...whoWaits(), ...newest()];
    return urgent === "dueAt" ? [due(store), ...newest()] : newest();
  }

  function newest(): Stream[] {
    if (filter.attention) return [needingAttention(store)];
    const { assigneeId } = filter;
    if (assigneeId !== undefined) return [...statuses].map((status) => ofAssignee(store, assigneeId, status));
    if (byAccount) return [...accountIds].flatMap((id) => [...statuses].map((status) => ofAccount(store, id, status)));
    if (filter.statuses !== undefined) return [...statuses].map((status) => ofStatus(store, status));
    return [everything(store)];
  }

  function whoWaits(): Stream[] {
    // Nobody waits where the work has ended.
    const waiting = [...statuses].filter((status) => !isEnded(status));
    const { assigneeId } = filter;
    if (assigneeId !== undefined) return waiting.map((status) => waitingOfAssignee(store, assigneeId, status));
    if (byAccount) return [...accountIds].flatMap((id) => waiting.map((status) => waitingOfAccount(store, id, status)));
    return waiting.map((status) => waitingOfStatus(store, status));
  }
}
