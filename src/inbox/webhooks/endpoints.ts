/** Adds, changes and removes the endpoints that are told what happens. */
import { randomBytes, randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { demand } from "../../domain/permissions.ts";
import { type EpochMs, HOUR_MS } from "../../domain/time.ts";
import { ProblemError } from "../../domain/problem.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { webhookDelivery, webhookEndpoint } from "../../store/schema.ts";
import type { Keys } from "../../trust/keys.ts";
import { type SealedPlace, seal, unseal } from "../../trust/seal.ts";

export type EndpointRow = typeof webhookEndpoint.$inferSelect;

const SECRET_PREFIX = "whsec_";
const SECRET_BYTES = 32;
const MOST_ENDPOINTS = 20;

/** Goes to the endpoint that is tested, and to no other. */
export const TEST_TYPE = "webhook.tested";

export interface EndpointInput {
  url: string;
  types: string[];
}

/** It is told what happens from now on. The secret is given only here. Throws ProblemError `forbidden`, `invalid` or `conflict`. */
export function addEndpoint(ctx: Context, keys: Keys, input: EndpointInput): { row: EndpointRow; secret: string } {
  demand(ctx, "webhook.manage");
  const { store } = ctx;
  const url = usableUrl(input.url);
  const secret = newSecret();
  return store.transaction((now) => {
    if (listEndpoints(store).length >= MOST_ENDPOINTS)
      throw new ProblemError("conflict", `There are ${MOST_ENDPOINTS} endpoints already; remove one first.`);
    const key = randomUUID();
    const row = store.db
      .insert(webhookEndpoint)
      .values({
        url,
        types: input.types,
        key,
        secret: seal(keys, endpointPlace(key), secret),
        state: "active",
        cursor: store.q.lastEvent.get()?.seq ?? 0,
        createdAt: now,
      })
      .returning()
      .get();
    record(ctx, now, { type: "webhook.added", data: { webhookId: row.id } });
    return { row, secret };
  });
}

export interface EndpointPatch {
  url?: string | undefined;
  types?: string[] | undefined;
  /** `active` goes on where it stood, what was given up included. */
  state?: "active" | "disabled" | undefined;
}

/** Throws ProblemError `forbidden`, `not-found` or `invalid`. */
export function patchEndpoint(ctx: Context, id: number, patch: EndpointPatch): EndpointRow {
  demand(ctx, "webhook.manage");
  const { store } = ctx;
  return store.transaction((now) => {
    const before = requireEndpoint(store, id);
    const url = patch.url === undefined ? before.url : usableUrl(patch.url);
    const state =
      patch.state === undefined
        ? {}
        : ({ state: patch.state, reason: patch.state === "active" ? null : "by-person" } as const);
    const row = store.db
      .update(webhookEndpoint)
      .set({ url, types: patch.types ?? before.types, ...state })
      .where(eq(webhookEndpoint.id, id))
      .returning()
      .get();
    if (patch.state === "active")
      store.db
        .update(webhookDelivery)
        .set({ state: "queued", attempts: 0, nextAt: now, error: null })
        .where(eq(webhookDelivery.endpointId, id))
        .run();
    record(ctx, now, { type: "webhook.changed", data: { webhookId: id, state: row.state } });
    return row;
  });
}

/** Throws ProblemError `forbidden` or `not-found`. */
export function removeEndpoint(ctx: Context, id: number): void {
  demand(ctx, "webhook.manage");
  const { store } = ctx;
  store.transaction((now) => {
    requireEndpoint(store, id);
    store.db.delete(webhookDelivery).where(eq(webhookDelivery.endpointId, id)).run();
    store.db.delete(webhookEndpoint).where(eq(webhookEndpoint.id, id)).run();
    record(ctx, now, { type: "webhook.removed", data: { webhookId: id } });
  });
}

/**
 * Gives it another secret, shown only here. Until `overlapHours` are over every call is signed with both, so that the receiver can change in its own
 * time; 0: the old one ends at once. Throws ProblemError `forbidden` or `not-found`.
 */
export function replaceSecret(
  ctx: Context,
  keys: Keys,
  id: number,
  { overlapHours }: { overlapHours: number },
): { row: EndpointRow; secret: string } {
  demand(ctx, "webhook.manage");
  const { store } = ctx;
  const secret = newSecret();
  return store.transaction((now) => {
    const before = requireEndpoint(store, id);
    const row = store.db
      .update(webhookEndpoint)
      .set({
        secret: seal(keys, endpointPlace(before.key), secret),
        previousSecret: overlapHours === 0 ? null : before.secret,
        previousUntil: overlapHours === 0 ? null : now + overlapHours * HOUR_MS,
      })
      .where(eq(webhookEndpoint.id, id))
      .returning()
      .get();
    record(ctx, now, { type: "webhook.secret-replaced", data: { webhookId: id, overlapHours } });
    return { row, secret };
  });
}

/** Tells it alone an event `webhook.tested`, whatever it asked for; gives that event's number. Throws ProblemError `forbidden`, `not-found`, or `conflict` while it is disabled. */
export function testEndpoint(ctx: Context, id: number): number {
  demand(ctx, "webhook.manage");
  const { store } = ctx;
  return store.transaction((now) => {
    if (requireEndpoint(store, id).state !== "active")
      throw new ProblemError("conflict", "This webhook is disabled. Set it to work first, then test it.");
    const seq = record(ctx, now, { type: TEST_TYPE, data: { webhookId: id } });
    store.db
      .insert(webhookDelivery)
      .values({ endpointId: id, seq, state: "queued", nextAt: now, createdAt: now })
      .run();
    return seq;
  });
}

/** Tells it once more what happened after an event, under the same ids as before. Throws ProblemError `forbidden`, `not-found` or `invalid`. */
export function replayEndpoint(ctx: Context, id: number, sinceSeq: number): EndpointRow {
  demand(ctx, "webhook.manage");
  const { store } = ctx;
  return store.transaction((now) => {
    const { cursor } = requireEndpoint(store, id);
    if (sinceSeq > cursor)
      throw new ProblemError("invalid", `It has been told up to ${cursor} only; give a number from 0 to that.`, {
        field: "sinceSeq",
      });
    const row = store.db
      .update(webhookEndpoint)
      .set({ cursor: sinceSeq })
      .where(eq(webhookEndpoint.id, id))
      .returning()
      .get();
    record(ctx, now, { type: "webhook.replayed", data: { webhookId: id, sinceSeq } });
    return row;
  });
}

/** Oldest first. */
export function listEndpoints(store: Store): EndpointRow[] {
  return inOrder(store).all();
}

const inOrder = perStore((db) => db.select().from(webhookEndpoint).orderBy(asc(webhookEndpoint.id)).prepare());

/** Throws ProblemError `not-found`. */
export function requireEndpoint(store: Store, id: number): EndpointRow {
  const row = store.db.select().from(webhookEndpoint).where(eq(webhookEndpoint.id, id)).get();
  if (!row) throw new ProblemError("not-found", "There is no such webhook.");
  return row;
}

/** The secrets to sign with at that time, the newest first. Throws KeyError where the key does not match. */
export function secretsOf(keys: Keys, row: EndpointRow, now: EpochMs): string[] {
  const { key, secret, previousSecret, previousUntil } = row;
  const overlaps = previousSecret !== null && previousUntil !== null && previousUntil > now;
  return [secret, ...(overlaps ? [previousSecret] : [])].map((sealed) => unseal(keys, endpointPlace(key), sealed));
}

/** Puts every secret in its place as `anew` seals it. Call inside a transaction. */
export function resealEndpoints(store: Store, anew: (place: SealedPlace, sealed: string) => string): void {
  for (const { id, key, secret, previousSecret } of listEndpoints(store))
    store.db
      .update(webhookEndpoint)
      .set({
        secret: anew(endpointPlace(key), secret),
        previousSecret: previousSecret === null ? null : anew(endpointPlace(key), previousSecret),
      })
      .where(eq(webhookEndpoint.id, id))
      .run();
}

function newSecret(): string {
  return SECRET_PREFIX + randomBytes(SECRET_BYTES).toString("base64");
}

function endpointPlace(key: string): SealedPlace {
  return { table: "webhook_endpoint", column: "secret", row: key };
}

/** Whom a name resolves to is looked at with each call. */
function usableUrl(text: string): string {
  const url = URL.parse(text);
  const wrong = (why: string) => new ProblemError("invalid", `url: ${why}`, { field: "url" });
  if (url?.protocol !== "https:") throw wrong("an address that begins with https://.");
  if (url.username || url.password) throw wrong("without a name and password in it; the signature proves who we are.");
  return url.href;
}
