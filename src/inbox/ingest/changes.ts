/** Applies the events that are not messages: deletions, reactions, gaps, and what could not be understood. */
import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { ConnectorEvent } from "../../../connectors/connector.ts";
import { record } from "../../store/context.ts";
import { wipeMessage } from "../../store/message-content.ts";
import { gap, message, poison, reaction, tombstone } from "../../store/schema.ts";
import { maskText } from "../../trust/mask.ts";
import { maskRaw } from "./mask-raw.ts";
import { ensureIdentity } from "./people.ts";
import { type Run, touch } from "./run.ts";

type Of<T extends ConnectorEvent["type"]> = Extract<ConnectorEvent, { type: T }>;

/** Longer input says nothing more about why it failed. */
const LONGEST_POISON = 20_000;
/** What comes again comes soon. */
const POISONS_COMPARED = 50;

export function applyDeletion(run: Run, event: Of<"message.deleted">): void {
  const { store } = run.ctx;
  const key = { accountId: run.account.id, remoteId: event.messageId };
  store.db
    .insert(tombstone)
    .values({ ...key, at: event.at })
    .onConflictDoUpdate({ target: [tombstone.accountId, tombstone.remoteId], set: { at: sql`min(at, excluded.at)` } })
    .run();
  const known = store.q.messageByRemote.get(key);
  if (!known) return;
  if (known.deletedAt !== null) {
    if (event.at < known.deletedAt)
      store.db.update(message).set({ deletedAt: event.at }).where(eq(message.id, known.id)).run();
    return;
  }
  wipeMessage(store, known.id, event.at);
  const seq = record(run.ctx, run.now, {
    type: "message.deleted",
    accountId: run.account.id,
    conversationId: known.conversationId,
    messageId: known.id,
    data: { placeId: known.placeId },
  });
  if (known.conversationId !== null) touch(run, known.conversationId, { seq, oursChanged: true });
}

export function applyReaction(run: Run, event: Of<"reaction.added" | "reaction.removed">): void {
  const { store } = run.ctx;
  const by = ensureIdentity(run, event.by, event.at);
  if (!by) return;
  const active = event.type === "reaction.added";
  const { emoji, order, at } = event;
  const changed = store.db
    .insert(reaction)
    .values({
      accountId: run.account.id,
      messageRemoteId: event.messageId,
      identityId: by.id,
      emoji,
      active,
      order,
      at,
    })
    .onConflictDoUpdate({
      target: [reaction.accountId, reaction.messageRemoteId, reaction.identityId, reaction.emoji],
      set: { active, order, at },
      setWhere: lt(reaction.order, order),
    })
    .returning({ emoji: reaction.emoji })
    .all();
  const known = store.q.messageByRemote.get({ accountId: run.account.id, remoteId: event.messageId });
  if (changed.length === 0 || !known) return;
  record(run.ctx, run.now, {
    type: "reaction.changed",
    accountId: run.account.id,
    conversationId: known.conversationId,
    messageId: known.id,
    data: { placeId: known.placeId, active },
  });
}

export function applyGap(run: Run, event: Of<"gap">): void {
  const { since, until, code } = event;
  const added = run.ctx.store.db
    .insert(gap)
    .values({ accountId: run.account.id, since, until, code, detail: event.detail ?? null, at: run.now })
    .onConflictDoNothing()
    .returning({ id: gap.id })
    .all();
  const id = added[0]?.id;
  if (id !== undefined)
    record(run.ctx, run.now, { type: "gap.found", accountId: run.account.id, data: { gapId: id, code, since, until } });
}

/** Sets input aside where a person can see it, once: platforms send again, and polls read some of the past again. */
export function setAside(run: Run, reason: string, whole: string): void {
  const { db } = run.ctx.store;
  const accountId = run.account.id;
  const raw = maskRaw(whole).slice(0, LONGEST_POISON);
  const recent = db.select().from(poison).orderBy(desc(poison.id)).limit(POISONS_COMPARED).as("recent");
  const same = and(eq(recent.accountId, accountId), eq(recent.raw, raw));
  if (db.select({ id: recent.id }).from(recent).where(same).get()) return;
  const { id } = db
    .insert(poison)
    .values({ accountId, at: run.now, reason: maskText(reason), raw })
    .returning({ id: poison.id })
    .get();
  record(run.ctx, run.now, { type: "poison.found", accountId, data: { poisonId: id } });
}
