/** Follows where places close or move. */
import { and, eq, sql } from "drizzle-orm";
import type { ConnectorEvent } from "../../../connectors/connector.ts";
import { record } from "../../store/context.ts";
import { findPlace } from "../../store/places.ts";
import { conversation, place, placeAlias } from "../../store/schema.ts";
import { type Run, touch } from "./run.ts";

type PlaceChanged = Extract<ConnectorEvent, { type: "place.changed" }>;

/** Closes, opens or moves a place. A place that nobody wrote in is of no interest. */
export function applyPlaceChange(run: Run, change: PlaceChanged): void {
  const { store } = run.ctx;
  const known = findPlace(store, run.account.id, change.placeId);
  if (!known || change.at < known.changedAt) return;
  const moves =
    change.movedTo !== undefined &&
    change.movedTo !== known.remoteId &&
    !findPlace(store, run.account.id, change.movedTo);
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
