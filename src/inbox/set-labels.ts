/** Puts labels on a conversation and takes them off; those that are named come into being by use. */
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import { type Context, record } from "../store/context.ts";
import type { Store } from "../store/db.ts";
import { perStore } from "../store/prepared.ts";
import { conversationLabel, label } from "../store/schema.ts";
import { requireConversation } from "./require-conversation.ts";

const queriesOf = perStore((db) => ({
  of: db
    .select({ id: label.id, name: label.name })
    .from(conversationLabel)
    .innerJoin(label, eq(label.id, conversationLabel.labelId))
    .where(and(eq(conversationLabel.conversationId, sql.placeholder("conversationId")), isNull(label.endedAt)))
    .prepare(),
}));

/** Puts exactly these on it. Names are trimmed and NFC; empty ones are passed over. Throws ProblemError `not-found`, or `invalid` for an archived one that it lacks. */
export function setLabels(ctx: Context, conversationId: number, names: string[]): void {
  demand(ctx, "conversation.manage");
  ctx.store.transaction(() => {
    const had = labelIdsOf(ctx.store, conversationId);
    const wanted = new Set(
      names
        .map((name) => name.normalize("NFC").trim())
        .filter(Boolean)
        .map((name) => labelId(ctx.store, name, had)),
    );
    replaceLabels(ctx, conversationId, had, wanted);
  });
}

/** Adds some and takes some off, by id; those that are gone are passed over. True: something changed. Throws ProblemError `not-found`. */
export function changeLabels(
  ctx: Context,
  conversationId: number,
  change: { add: number[]; remove: number[] },
): boolean {
  demand(ctx, "conversation.manage");
  const { store } = ctx;
  return store.transaction(() => {
    const had = labelIdsOf(store, conversationId);
    const alive = change.add.filter((id) => store.db.select().from(label).where(isLiving(id)).get() !== undefined);
    const wanted = new Set([...had, ...alive].filter((id) => !change.remove.includes(id)));
    return replaceLabels(ctx, conversationId, had, wanted);
  });
}

function replaceLabels(ctx: Context, conversationId: number, had: Set<number>, wanted: Set<number>): boolean {
  const { store } = ctx;
  return store.transaction((now) => {
    const { accountId } = requireConversation(ctx, conversationId);
    const added = [...wanted].filter((id) => !had.has(id));
    const removed = [...had].filter((id) => !wanted.has(id));
    if (added.length === 0 && removed.length === 0) return false;
    if (removed.length > 0)
      store.db
        .delete(conversationLabel)
        .where(and(eq(conversationLabel.conversationId, conversationId), inArray(conversationLabel.labelId, removed)))
        .run();
    for (const id of added) store.db.insert(conversationLabel).values({ conversationId, labelId: id }).run();
    record(ctx, now, {
      type: "conversation.labelled",
      accountId,
      conversationId,
      data: { added: added.join(","), removed: removed.join(",") },
    });
    return true;
  });
}

/** The labels on a conversation. Those that are being deleted or merged are not looked at: they go by themselves. */
export function labelsOf(store: Store, conversationId: number): { id: number; name: string }[] {
  return queriesOf(store).of.all({ conversationId });
}

function labelIdsOf(store: Store, conversationId: number): Set<number> {
  return new Set(labelsOf(store, conversationId).map((row) => row.id));
}

const isLiving = (id: number) => and(eq(label.id, id), isNull(label.endedAt));

function labelId(store: Store, name: string, had: ReadonlySet<number>): number {
  const known = store.db.select().from(label).where(eq(label.name, name)).get();
  if (known && known.archivedAt !== null && !had.has(known.id))
    throw new ProblemError("invalid", `“${name}” is archived. Take another label, or have a lead bring it back.`, {
      field: "labels",
    });
  return known?.id ?? store.db.insert(label).values({ name }).returning().get().id;
}
