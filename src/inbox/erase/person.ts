/** Erases everything about a person, as a job: one slice a call, so that it goes on wherever it was stopped. */
import { and, asc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { type EpochMs, SECOND_MS } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import { forgetIdentity } from "../../store/erased.ts";
import { conversation, identity, job, message } from "../../store/schema.ts";
import { IS_WAITING } from "../jobs/waiting.ts";
import { idList } from "../../store/prepared.ts";
import { eraseSlice, SLICE } from "./conversation.ts";
import { markForPurge } from "./purge.ts";
import { eraseContents, erasePoisons } from "./traces.ts";
import { eraseWords } from "./words.ts";

type JobRow = typeof job.$inferSelect;

const Params = z.object({ contactId: z.number(), identityIds: z.array(z.number()).optional() });
/** What is being done, and where it goes on. The names go after what was set aside, which is found by them, and before the words. */
const Cursor = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("poisons"), after: z.number() }),
  z.object({ phase: z.literal("names") }),
  z.object({
    phase: z.literal("conversations"),
    done: z.number(),
    within: z.object({ at: z.number(), id: z.number() }).nullable(),
  }),
  z.object({ phase: z.literal("loose"), after: z.number() }),
  z.object({ phase: z.literal("contents"), after: z.number() }),
  z.object({ phase: z.literal("purge") }),
]);
type Cursor = z.infer<typeof Cursor>;

/** How long a call to the platform that is open just now is waited for. */
const BUSY_MS = SECOND_MS;

/** Does the next slice of a job; afterwards the job is further, waits for a call that is open, or waits for the purge. */
export function eraseNext(ctx: Context, jobId: number): void {
  const { store } = ctx;
  store.transaction((now) => {
    const row = store.db.select().from(job).where(eq(job.id, jobId)).get();
    if (!row || (row.state !== "queued" && row.state !== "running")) return;
    const params = Params.parse(row.params);
    const { contactId } = params;
    const identityIds = params.identityIds ?? identitiesOf(ctx, contactId);
    const person = { contactId, identityIds };
    if (row.state === "queued") {
      const total = countMessages(ctx, identityIds);
      save(ctx, now, row, { params: person, state: "running", total, done: 0 }, { phase: "poisons", after: 0 });
      return;
    }
    const cursor = Cursor.parse(JSON.parse(row.cursor ?? "null"));
    step(ctx, now, row, cursor, person);
  });
}

interface Person {
  contactId: number;
  identityIds: number[];
}

function step(ctx: Context, now: EpochMs, row: JobRow, cursor: Cursor, person: Person): void {
  const { store } = ctx;
  const { identityIds, contactId } = person;
  const next = (to: Cursor, values: Partial<JobRow> = {}) => save(ctx, now, row, values, to);
  switch (cursor.phase) {
    case "poisons": {
      const names = store.db
        .select()
        .from(identity)
        .where(sql`${identity.id} in (select value from json_each(${idList(identityIds)}))`)
        .all();
      const after = erasePoisons(store, names, cursor.after);
      return next(after === null ? { phase: "names" } : { phase: "poisons", after });
    }
    case "names":
      for (const id of identityIds) forgetIdentity(store, now, id);
      return next({ phase: "conversations", done: 0, within: null });
    case "conversations": {
      const found = store.db
        .select({ id: conversation.id })
        .from(conversation)
        .where(and(inArray(conversation.personId, identityIds), gt(conversation.id, cursor.done)))
        .orderBy(asc(conversation.id))
        .limit(1)
        .get();
      if (!found) return next({ phase: "loose", after: 0 });
      const end = eraseSlice(ctx, now, found.id, cursor.within);
      const done = row.done + end.erased;
      if (end.state === "busy") return next(cursor, { nextAt: now + BUSY_MS });
      if (end.state === "more") return next({ ...cursor, within: end.after }, { done });
      return next({ phase: "conversations", done: found.id, within: null }, { done });
    }
    case "loose": {
      const rows = store.db
        .select()
        .from(message)
        .where(
          and(inArray(message.personId, identityIds), isNull(message.conversationId), gt(message.id, cursor.after)),
        )
        .orderBy(asc(message.id))
        .limit(SLICE)
        .all();
      eraseWords(store, now, rows);
      const last = rows.at(-1);
      const done = row.done + rows.length;
      return next(last ? { phase: "loose", after: last.id } : { phase: "contents", after: 0 }, { done });
    }
    case "contents": {
      const after = eraseContents(store, identityIds, contactId, cursor.after);
      if (after !== null) return next({ phase: "contents", after });
      markForPurge(store);
      return next({ phase: "purge" }, { nextAt: null });
    }
    case "purge":
      return undefined;
  }
}

/** Ends the jobs whose rows are purged. */
export function finishPurged(ctx: Context): void {
  const { store } = ctx;
  store.transaction((now) => {
    const rows = store.db
      .select()
      .from(job)
      .where(and(IS_WAITING, eq(job.kind, "erase"), sql`json_extract(${job.cursor}, '$.phase') = 'purge'`))
      .all();
    for (const row of rows) {
      const { contactId } = Params.parse(row.params);
      save(ctx, now, row, { state: "done", nextAt: null, finishedAt: now }, null);
      record(ctx, now, { type: "contact.erased", data: { contactId, jobId: row.id, messages: row.done } });
    }
  });
}

/** Progress is told when something that people follow has changed: the phase, or a conversation more. */
function save(ctx: Context, now: EpochMs, row: JobRow, values: Partial<JobRow>, cursor: Cursor | null): void {
  const before = row.cursor === null ? null : Cursor.parse(JSON.parse(row.cursor));
  const saved = ctx.store.db
    .update(job)
    .set({ nextAt: now, ...values, cursor: cursor && JSON.stringify(cursor) })
    .where(eq(job.id, row.id))
    .returning()
    .get();
  const moved = before?.phase !== cursor?.phase || (values.done !== undefined && cursor?.phase === "conversations");
  if (moved)
    record(ctx, now, {
      type: "job.changed",
      data: { jobId: row.id, state: saved.state, done: saved.done, ...(cursor ? { phase: cursor.phase } : {}) },
    });
}

function identitiesOf({ store }: Context, contactId: number): number[] {
  const rows = store.db.select({ id: identity.id }).from(identity).where(eq(identity.contactId, contactId)).all();
  return rows.map((row) => row.id);
}

function countMessages({ store }: Context, identityIds: number[]): number {
  const ids = sql`(select value from json_each(${idList(identityIds)}))`;
  const rows = store.db.all<{ n: number }>(sql`
    select (select count(*) from message where conversation_id in (select id from conversation where person_id in ${ids}))
      + (select count(*) from message where conversation_id is null and person_id in ${ids}) as n`);
  return rows[0]?.n ?? 0;
}
