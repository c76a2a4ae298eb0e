/** Erases closed conversations that have rested longer than their account keeps them. */
import { and, asc, eq, isNotNull, lt, sql } from "drizzle-orm";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { account, conversation, identity, job } from "../../store/schema.ts";
import { idList, perStore } from "../../store/prepared.ts";
import { eraseSlice, type Place } from "./conversation.ts";
import { markForPurge } from "./purge.ts";

/** Conversations looked at in one go. */
const AT_ONCE = 100;
const ENDED = ["closed", "spam"] as const;

/** Whether any account has an end to what it keeps. */
export function hasRetention(store: Store): boolean {
  return someKept(store).get() !== undefined;
}

const someKept = perStore((db) =>
  db.select({ id: account.id }).from(account).where(isNotNull(account.retentionMonths)).limit(1).prepare(),
);

/** The same day so many months before; where that month is shorter, some days later. */
export function monthsBefore(now: EpochMs, months: number): EpochMs {
  const date = new Date(now);
  return date.setUTCMonth(date.getUTCMonth() - months);
}

/** Erases what is due, yielding after each slice. A person of whom only erased conversations are left is queued to be erased whole. */
export function* eraseRested(ctx: Context): Generator<void> {
  const rows = ctx.store.db.select().from(account).where(isNotNull(account.retentionMonths)).all();
  for (const { id, retentionMonths } of rows) {
    if (retentionMonths === null) continue;
    const before = monthsBefore(ctx.store.clock.now(), retentionMonths);
    for (const status of ENDED) yield* eraseOfAccount(ctx, { accountId: id, status, before });
  }
}

interface Rested {
  accountId: number;
  status: (typeof ENDED)[number];
  before: EpochMs;
}

function* eraseOfAccount(ctx: Context, rested: Rested): Generator<void> {
  let after: Place = { at: -1, id: 0 };
  for (;;) {
    const page = pageOf(ctx.store, rested, after);
    for (const row of page) {
      const isErased = row.erasedAt !== null && row.erasedAt >= row.lastMessageAt;
      if (isErased) continue;
      yield* eraseWhole(ctx, row.id);
      forgetWhoIsGone(ctx, row.personId, rested.before);
    }
    const last = page.at(-1);
    if (!last || page.length < AT_ONCE) return;
    after = { at: last.lastMessageAt, id: last.id };
    yield;
  }
}

function pageOf({ db }: Store, { accountId, status, before }: Rested, after: Place) {
  return db
    .select({
      id: conversation.id,
      personId: conversation.personId,
      lastMessageAt: conversation.lastMessageAt,
      erasedAt: conversation.erasedAt,
    })
    .from(conversation)
    .where(
      and(
        eq(conversation.accountId, accountId),
        eq(conversation.status, status),
        lt(conversation.lastMessageAt, before),
        sql`(${conversation.lastMessageAt}, ${conversation.id}) > (${after.at}, ${after.id})`,
      ),
    )
    .orderBy(asc(conversation.lastMessageAt), asc(conversation.id))
    .limit(AT_ONCE)
    .all();
}

/** Somebody may write, and open it again, between two slices: then the rest stays. */
function* eraseWhole(ctx: Context, conversationId: number): Generator<void> {
  const { store } = ctx;
  for (let after: Place | null = null; ;) {
    const end = store.transaction((now) => {
      const status = store.q.conversationById.get({ id: conversationId })?.status;
      if (!ENDED.some((one) => one === status)) return null;
      markForPurge(store);
      return eraseSlice(ctx, now, conversationId, after);
    });
    yield;
    if (end?.state !== "more") return;
    ({ after } = end);
  }
}

function forgetWhoIsGone(ctx: Context, personId: number, before: EpochMs): void {
  const { store } = ctx;
  store.transaction((now) => {
    const contactId = store.q.identityById.get({ id: personId })?.contactId;
    if (contactId === undefined) return;
    const names = store.db.select({ id: identity.id }).from(identity).where(eq(identity.contactId, contactId)).all();
    const ids = sql`(select value from json_each(${idList(names.map((row) => row.id))}))`;
    const left = store.db.all(sql`
      select 1 from conversation where person_id in ${ids} and (erased_at is null or erased_at < last_message_at)
      union all
      select 1 from message where person_id in ${ids} and conversation_id is null and sent_at >= ${before}
      limit 1`);
    if (left.length > 0) return;
    const { id: jobId } = store.db
      .insert(job)
      .values({ kind: "erase", params: { contactId }, state: "queued", nextAt: now, createdAt: now })
      .returning({ id: job.id })
      .get();
    record(ctx, now, { type: "contact.erasing", data: { contactId, jobId } });
  });
}
