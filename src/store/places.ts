/** Finds and makes places. */
import { eq } from "drizzle-orm";
import type { PlaceKind } from "../domain/platform.ts";
import type { Store } from "./db.ts";
import { place } from "./schema.ts";

export type PlaceRow = typeof place.$inferSelect;

interface PlaceFacts {
  /** Its id at the platform. */
  id: string;
  kind: PlaceKind;
  title: string | null;
  url: string | null;
}

/** By its present id at the platform, or by one that it had. */
export function findPlace(store: Store, accountId: number, remoteId: string): PlaceRow | undefined {
  const key = { accountId, remoteId };
  return store.q.placeByRemote.get(key) ?? store.q.placeByAlias.get(key)?.place;
}

/** The row of a place; a new title or address replaces the old one. Call inside a transaction. */
export function ensurePlace(store: Store, accountId: number, facts: PlaceFacts): PlaceRow {
  const known = findPlace(store, accountId, facts.id);
  const { title, url, kind } = facts;
  if (!known) return store.q.insertPlace.get({ accountId, remoteId: facts.id, kind, title, url, at: 0 });
  if ((title ?? known.title) === known.title && (url ?? known.url) === known.url) return known;
  const next = { ...known, title: title ?? known.title, url: url ?? known.url };
  store.db.update(place).set({ title: next.title, url: next.url }).where(eq(place.id, known.id)).run();
  return next;
}
