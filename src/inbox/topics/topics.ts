/** The tree of what people write about: leads keep it, nothing in it is ever lost. */
import { asc, eq } from "drizzle-orm";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { topic } from "../../store/schema.ts";

export type TopicRow = typeof topic.$inferSelect;

/** A topic, and one below it: more is filing, not answering. */
const DEEPEST = 2;
const MOST_TOPICS = 300;

/** All of them, archived ones too, oldest first. */
export function listTopics(store: Store): TopicRow[] {
  return store.db.select().from(topic).orderBy(asc(topic.id)).all();
}

/** Throws ProblemError `not-found`. */
export function findTopic(store: Store, id: number): TopicRow {
  const row = store.db.select().from(topic).where(eq(topic.id, id)).get();
  if (!row) throw new ProblemError("not-found", "There is no such topic.");
  return row;
}

/** Throws ProblemError `forbidden`, or `invalid` naming the field. */
export function addTopic(ctx: Context, input: { name: string; parentId: number | null }): TopicRow {
  demand(ctx, "settings.change");
  return ctx.store.transaction((now) => {
    const rows = listTopics(ctx.store);
    if (rows.length >= MOST_TOPICS)
      throw new ProblemError("invalid", `There are ${MOST_TOPICS} topics already. Rename one that is archived.`, {
        field: "name",
      });
    const name = checkedName(rows, input, null);
    checkParent(rows, input.parentId, null);
    const row = ctx.store.db.insert(topic).values({ name, parentId: input.parentId, createdAt: now }).returning().get();
    record(ctx, now, { type: "topic.added", data: { topicId: row.id, parentId: row.parentId } });
    return row;
  });
}

export interface TopicPatch {
  name?: string | undefined;
  parentId?: number | null | undefined;
  /** True: no longer offered; episodes that have it keep it. */
  archived?: boolean | undefined;
}

/** Throws ProblemError `not-found`, `forbidden`, or `invalid` naming the field. */
export function changeTopic(ctx: Context, id: number, patch: TopicPatch): TopicRow {
  demand(ctx, "settings.change");
  return ctx.store.transaction((now) => {
    const before = findTopic(ctx.store, id);
    const rows = listTopics(ctx.store);
    const parentId = patch.parentId === undefined ? before.parentId : patch.parentId;
    const name = checkedName(rows, { name: patch.name ?? before.name, parentId }, id);
    if (parentId !== before.parentId) checkParent(rows, parentId, id);
    const row = ctx.store.db
      .update(topic)
      .set({ name, parentId, archivedAt: archivedAt(before, patch.archived, now) })
      .where(eq(topic.id, id))
      .returning()
      .get();
    record(ctx, now, {
      type: "topic.changed",
      data: { topicId: id, parentId: row.parentId, archived: row.archivedAt !== null },
    });
    return row;
  });
}

function archivedAt(before: TopicRow, archived: boolean | undefined, now: EpochMs): EpochMs | null {
  if (archived === undefined) return before.archivedAt;
  return archived ? (before.archivedAt ?? now) : null;
}

function checkedName(rows: TopicRow[], input: { name: string; parentId: number | null }, self: number | null): string {
  const name = input.name.normalize("NFC").trim();
  if (name === "") throw new ProblemError("invalid", "Give it a name.", { field: "name" });
  const twin = rows.find(
    (row) => row.id !== self && row.parentId === input.parentId && row.name.toLowerCase() === name.toLowerCase(),
  );
  if (!twin) return name;
  const hint = twin.archivedAt === null ? "Take another name." : "It is archived: bring it back.";
  throw new ProblemError("invalid", `There is a topic of this name here. ${hint}`, { field: "name" });
}

function checkParent(rows: TopicRow[], parentId: number | null, self: number | null): void {
  if (parentId === null) return;
  const invalid = (message: string) => new ProblemError("invalid", message, { field: "parentId" });
  const parent = rows.find((row) => row.id === parentId);
  if (!parent) throw invalid("There is no such topic to put it under.");
  if (parentId === self) throw invalid("A topic cannot be under itself.");
  if (parent.parentId !== null || rows.some((row) => self !== null && row.parentId === self))
    throw invalid(`Topics are ${DEEPEST} levels deep at most.`);
}
