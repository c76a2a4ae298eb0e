/** Finds or makes places, and follows where they close or move. */
import { and, eq, sql } from "drizzle-orm";
import type { ConnectorEvent, Place } from "../../../connectors/connector.ts";
import { record } from "../../store/context.ts";
import { conversation, place, placeAlias } from "../../store/schema.ts";
import { type Run, touch } from "./run.ts";

export type PlaceRow = typeof place.$inferSelect;

function findPlace(run: Run, remoteId: string): PlaceRow | undefined {
  const { q } = run.ctx.store;
  const key = { accountId: run.account.id, remoteId };
  return q.placeByRemote.get(key) ?? q.placeByAlias.get(key)?.place;
}

/** The row of a place; a new title or address replaces the old one. */
export function ensurePlace(run: Run, snapshot: Place): PlaceRow {
  const { store } = run.ctx;
  const known = findPlace(run, snapshot.id);
  const { title, url, kind } = snapshot;
  if (!known)
    return store.q.insertPlace.get({ accountId: run.account.id, remoteId: snapshot.id, kind, title, url, at: 0 });
  if ((title ?? known.title) === known.title && (url ?? known.url) === known.url) return known;
  const next = { ...known, title: title ?? known.title, url: url ?? known.url };
  store.db.update(place).set({ title: next.title, url: next.url }).where(eq(place.id, known.id)).run();
  return next;
}

type PlaceChanged = Extract<ConnectorEvent, { type: "place.changed" }>;

/** Closes, opens or moves a place. A place that nobody wrote in is of no interest. */
export function applyPlaceChange(run: Run, change: PlaceChanged): void {
  const { store } = run.ctx;
  const known = findPlace(run, change.placeId);
  if (!known || change.at < known.changedAt) return;
  const moves = change.movedTo !== undefined && change.movedTo !== known.remoteId && !findPlace(run, change.movedTo);
  const remoteId = moves && change.movedTo ? change.movedTo : known.remoteId;
  if (change.closed === known.closed && !moves) return;
  store.db
    .update(place)
    .set({ closed: change.closed, changedAt: change.at, remoteId })
    .where(eq(place.id, known.id))
    .run();
  if (moves)
    store.db
      .insert(placeAlias)
      .values({ accountId: run.account.id, remoteId: known.remoteId, placeId: known.id })
      .onConflictDoNothing()
      .run();
  const seq = record(run.ctx, run.now, {
    type: "place.changed",
    accountId: run.account.id,
    data: { placeId: known.id, closed: change.closed, moved: moves },
  });
  const there = store.db
    .select({ id: conversation.id })
    .from(conversation)
    .where(and(eq(conversation.accountId, run.account.id), eq(conversation.placeId, known.id)))
    .all();
  for (const row of there) touch(run, row.id, { seq });
}

/** Closes or opens all places of a kind that only the connector knows, by how their ids end. */
export function applyPlacesChange(run: Run, change: Extract<ConnectorEvent, { type: "places.changed" }>): void {
  const { closed, ending, at } = change;
  const among = run.ctx.store.db
    .select({ placeId: place.remoteId })
    .from(place)
    .where(and(eq(place.accountId, run.account.id), sql`substr(${place.remoteId}, -length(${ending})) = ${ending}`))
    .all();
  for (const { placeId } of among) applyPlaceChange(run, { type: "place.changed", placeId, closed, at });
}
