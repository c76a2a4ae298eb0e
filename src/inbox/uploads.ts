/** Files that somebody has uploaded and not sent: theirs to see and to drop, bounded in size, and forgotten after a while. */
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { agentIdOf } from "../domain/actor.ts";
import type { ContentStore } from "../domain/content-store.ts";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import { DAY_MS, type EpochMs } from "../domain/time.ts";
import type { Context } from "../store/context.ts";
import type { Store } from "../store/db.ts";
import { draft, media, upload } from "../store/schema.ts";
import { dropUnused } from "./jobs/drop-content.ts";

/** What one person may have waiting. */
export const MOST_WAITING_BYTES = 200 * 1024 * 1024;
/** A file that no draft names is forgotten after two days; what a draft names stays as long as drafts do. */
const FORGOTTEN_AFTER_MS = 2 * DAY_MS;
const LOOKED_BACK_MS = 40 * DAY_MS;
const AT_ONCE = 50;

type Row = typeof upload.$inferSelect;

/** A message of ours bears it: it is not the upload's any more. */
const IS_SENT = sql`exists (select 1 from ${media} where ${media.hash} = ${upload.hash} and ${media.state} = 'kept')`;
const IS_DRAFTED = sql`exists (select 1 from ${draft}, json_each(${draft.uploads}) named where named.value = ${upload.id})`;

/** One's own upload. Throws ProblemError `not-found`. */
export function ownUpload(ctx: Context, uploadId: number): Row {
  demand(ctx, "reply.send");
  const agentId = agentIdOf(ctx.actor) ?? 0;
  const row = ctx.store.db
    .select()
    .from(upload)
    .where(and(eq(upload.id, uploadId), eq(upload.agentId, agentId), isNull(upload.droppedAt)))
    .get();
  if (!row)
    throw new ProblemError("not-found", "There is no such upload of yours any more. POST /api/uploads makes one.");
  return row;
}

/** The files of an answer that was taken back are whose draft it is now in, also where a colleague had written it. Call inside the transaction. */
export function takeOverUploads({ store, actor }: Context, ids: number[]): void {
  const agentId = agentIdOf(actor);
  if (agentId !== null) store.db.update(upload).set({ agentId }).where(inArray(upload.id, ids)).run();
}

/** Nobody sends the files of drafts that are erased; they go within the hour. Call inside a transaction, before the drafts go. */
export function dropDrafted(store: Store, now: EpochMs, conversationId: number): void {
  const drafted = sql`select named.value from ${draft}, json_each(${draft.uploads}) named where ${draft.conversationId} = ${conversationId}`;
  store.db
    .update(upload)
    .set({ droppedAt: now })
    .where(and(sql`${upload.id} in (${drafted})`, isNull(upload.droppedAt), sql`not ${IS_SENT}`))
    .run();
}

/** Gives its room back; the file itself goes within the hour. Throws ProblemError `not-found`, or `conflict` where a message bears it. */
export function dropUpload(ctx: Context, uploadId: number): void {
  ctx.store.transaction((now) => {
    const { id } = ownUpload(ctx, uploadId);
    const dropped = ctx.store.db
      .update(upload)
      .set({ droppedAt: now })
      .where(and(eq(upload.id, id), sql`not ${IS_SENT}`))
      .returning({ id: upload.id })
      .all();
    if (dropped.length === 0)
      throw new ProblemError("conflict", "A message bears this file: it stays with the message.");
  });
}

/** Throws ProblemError `too-large` where a file of that size is more than its author may have waiting. */
export function refuseOverQuota({ db }: Store, agentId: number, bytes: number): void {
  const row = db
    .select({ waiting: sql<number>`coalesce(sum(${upload.size}), 0)` })
    .from(upload)
    .where(and(eq(upload.agentId, agentId), isNull(upload.droppedAt), sql`not ${IS_SENT}`))
    .get();
  if ((row?.waiting ?? 0) + bytes <= MOST_WAITING_BYTES) return;
  throw new ProblemError(
    "too-large",
    "Your files that were not sent yet fill the 200 MB that they may have. Send or remove some, then upload this again.",
    { field: "file" },
  );
}

/** Forgets what was dropped, or rested unsent: first it is marked, so that nobody sends it meanwhile, then the file goes, then the row. */
export async function forgetUploads(store: Store, content: ContentStore, signal: AbortSignal): Promise<void> {
  for (let rows = markForgotten(store); rows.length > 0 && !signal.aborted; rows = markForgotten(store)) {
    for (const { id, hash } of rows) {
      await dropUnused(store, content, hash);
      store.db.delete(upload).where(eq(upload.id, id)).run();
    }
    if (rows.length < AT_ONCE) return;
  }
}

function markForgotten(store: Store): Row[] {
  return store.transaction((now: EpochMs) => {
    const due = store.db
      .select({ id: upload.id })
      .from(upload)
      .where(
        sql`${upload.createdAt} > ${now - LOOKED_BACK_MS} and not ${IS_SENT}
          and (${upload.droppedAt} is not null or (${upload.createdAt} < ${now - FORGOTTEN_AFTER_MS} and not ${IS_DRAFTED}))`,
      )
      .limit(AT_ONCE);
    return store.db
      .update(upload)
      .set({ droppedAt: sql`coalesce(${upload.droppedAt}, ${now})` })
      .where(sql`${upload.id} in ${due}`)
      .returning()
      .all();
  });
}
