/** Follows the event log for automation rules, and looks at who has waited too long. A lane of its own: never part of taking messages in. */
import { setImmediate } from "node:timers";
import { eq, inArray, sql } from "drizzle-orm";
import { SYSTEM } from "../../domain/actor.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "../../domain/time.ts";
import { findConversation } from "../../store/conversation-state.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { conversation, event, message, meta, rule } from "../../store/schema.ts";
import type { Desk } from "../desk.ts";
import { act } from "./act.ts";
import { holds } from "./conditions.ts";
import { isOccasion, WATCHED } from "./occasions.ts";
import type { RuleRow } from "./rules.ts";

const KEY = "rules-followed";
/** Numbers looked at in one slice, and conversations that a timer looks at. */
const STEP = 300;
const WAITING_AT_ONCE = 20;
/** A slice ends after so many conversations were looked at: some milliseconds. */
const LOOKED_AT_ONCE = 10;
/** What was said longer ago came late: no rule answers yesterday's news. */
const LIVE_MS = DAY_MS;

const p = sql.placeholder;

const queriesOf = perStore((db) => ({
  on: db.select().from(rule).where(eq(rule.state, "on")).orderBy(rule.position, rule.id).prepare(),
  events: db
    .select({
      seq: event.seq,
      at: event.at,
      type: event.type,
      actor: event.actor,
      data: event.data,
      conversationId: event.conversationId,
      messageId: event.messageId,
      sentAt: message.sentAt,
    })
    .from(event)
    .leftJoin(message, eq(message.id, event.messageId))
    .where(sql`${event.seq} > ${p("after")} and ${event.seq} <= ${p("upTo")} and ${inArray(event.type, WATCHED)}`)
    .orderBy(event.seq)
    .prepare(),
  waiting: db
    .select({ id: conversation.id, since: conversation.waitingSince })
    .from(conversation)
    .where(
      sql`${conversation.waitingSince} is not null and (${conversation.waitingSince}, ${conversation.id}) > (${p("at")}, ${p("id")})`,
    )
    .orderBy(conversation.waitingSince, conversation.id)
    .limit(p("limit"))
    .prepare(),
}));

type EventRow = ReturnType<ReturnType<typeof queriesOf>["events"]["all"]>[number];

const newest = (store: Store) => store.q.lastEvent.get()?.seq ?? 0;

/** Up to where the log has been looked at; a log that was replaced by an older one begins anew. */
function followed(store: Store): number {
  const kept = Number(store.q.metaByKey.get({ key: KEY })?.value ?? Number.NaN);
  return kept <= newest(store) ? kept : newest(store);
}

/** Where a rule is the first to be switched on, nothing before it is looked at. Call inside the transaction. */
export function followFromHere(store: Store): void {
  if (queriesOf(store).on.all().length === 0) keep(store, newest(store));
}

function keep(store: Store, seq: number): void {
  const value = String(seq);
  store.db.insert(meta).values({ key: KEY, value }).onConflictDoUpdate({ target: meta.key, set: { value } }).run();
}

/** When there is next something to look at; null: no rule is on, or nobody waits. */
export function nextRulesAt(store: Store): EpochMs | null {
  const rules = queriesOf(store).on.all();
  if (rules.length === 0) return null;
  if (followed(store) < newest(store)) return store.clock.now();
  const times = rules.flatMap((row) => {
    const [first] = nextWaiting(store, row, 1);
    return row.trigger.on === "unanswered" && first?.since ? [first.since + row.trigger.minutes * MINUTE_MS] : [];
  });
  return times.length > 0 ? Math.min(...times) : null;
}

function nextWaiting(store: Store, row: RuleRow, limit: number) {
  if (row.trigger.on !== "unanswered") return [];
  return queriesOf(store).waiting.all({ at: row.timerAt, id: row.timerId, limit });
}

/** Runs what is due, letting others in between the slices. */
export async function runRules(store: Store, platforms: Desk["platforms"], signal: AbortSignal): Promise<void> {
  while (!signal.aborted && followSlice({ store, platforms, actor: SYSTEM }))
    await new Promise<void>((resolve) => setImmediate(resolve));
}

/** One slice: the place in the log moves in the transaction of what was done. False: nothing is left. */
function followSlice(desk: Desk): boolean {
  const { store } = desk;
  return store.transaction((now) => {
    const rules = queriesOf(store).on.all();
    if (rules.length === 0) return false;
    const after = followed(store);
    const upTo = Math.min(newest(store), after + STEP);
    const looks = { left: LOOKED_AT_ONCE };
    let seq = upTo;
    for (const row of upTo > after ? queriesOf(store).events.all({ after, upTo }) : []) {
      if (looks.left <= 0) {
        seq = row.seq - 1;
        break;
      }
      look(desk, now, row, looks);
    }
    if (seq > after) keep(store, seq);
    const waited = rules.some((row) => lookAtWaiting(desk, now, row, looks));
    return seq < newest(store) || waited;
  });
}

function look(desk: Desk, now: EpochMs, row: EventRow, looks: { left: number }): void {
  const { store } = desk;
  if (row.conversationId === null || (row.sentAt ?? row.at) < now - LIVE_MS) return;
  // Read anew: what an earlier occasion did to a rule counts.
  for (const one of queriesOf(store).on.all()) {
    if (one.sinceSeq >= row.seq) continue;
    const isTimer = one.trigger.on === "unanswered";
    if (!isTimer && !isOccasion(one, row)) continue;
    const where = findConversation(store, row.conversationId);
    if (!where) return;
    if (isTimer) {
      // Came back, or came late, behind what its timer has passed.
      if (where.waitingSince !== null && isPast(one, where.waitingSince, where.id)) actOnWait(desk, now, one, where.id);
      continue;
    }
    looks.left -= 1;
    if (where.status === "spam" && one.trigger.on !== "status") continue;
    if (holds(store, one.conditions, where, row.type === "message.created" ? row.messageId : null))
      act(desk, now, one, `event ${row.seq}`, where.id);
  }
}

const isPast = ({ timerAt, timerId }: RuleRow, since: EpochMs, id: number) =>
  since < timerAt || (since === timerAt && id <= timerId);

/** True: more are due already. */
function lookAtWaiting(desk: Desk, now: EpochMs, row: RuleRow, looks: { left: number }): boolean {
  const { store } = desk;
  if (row.trigger.on !== "unanswered") return false;
  const until = now - row.trigger.minutes * MINUTE_MS;
  const due = nextWaiting(store, row, WAITING_AT_ONCE).flatMap(({ id, since }) =>
    since !== null && since <= until ? [{ id, since }] : [],
  );
  for (const { id, since } of due) {
    if (looks.left <= 0) return true;
    looks.left -= 1;
    actOnWait(desk, now, row, id);
    store.db.update(rule).set({ timerAt: since, timerId: id }).where(eq(rule.id, row.id)).run();
  }
  return due.length === WAITING_AT_ONCE;
}

/** Once for each time that a person waits: known by the work and by our answer before it, as its beginning moves where messages come late or go. */
function actOnWait(desk: Desk, now: EpochMs, row: RuleRow, conversationId: number): void {
  const where = findConversation(desk.store, conversationId);
  if (!where || where.waitingSince === null || (where.status !== "open" && where.status !== "pending")) return;
  if (!holds(desk.store, row.conditions, where, null)) return;
  const answeredAt = desk.store.q.facts.lastAnswer.get({ conversationId })?.sentAt ?? 0;
  act(desk, now, row, `wait ${conversationId} ${where.episodeId ?? 0} ${answeredAt}`, conversationId);
}
