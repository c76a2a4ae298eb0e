/** Who may come in without a password: API keys (the command line calls them tokens), and one-time links to the workspace. Only hashes are stored. */
import { createHash, randomBytes } from "node:crypto";
import { asc, eq, lt } from "drizzle-orm";
import { type Actor, SYSTEM } from "../domain/actor.ts";
import { demand, may, type Permission, PERMISSIONS } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Role } from "../domain/status.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { type Context, record } from "../store/context.ts";
import type { Store } from "../store/db.ts";
import { agent, openLink, session, token } from "../store/schema.ts";
import { agentNamed } from "./agents.ts";
import { prolonged, SESSION_IDLE_MS, USE_NOTED_MS } from "./session-times.ts";

const SECRET_BYTES = 32;
const LINK_ID_LENGTH = 16;
const TOKEN_PREFIX = "parley_";
export const OPEN_LINK_MS = 10 * MINUTE_MS;
/** Far more than anybody needs, and still an end. */
export const KEY_LONGEST_MS = 366 * DAY_MS;

/** A key is no person: it has no password to change, and opens no other sessions. */
const KEY_MOST: readonly Permission[] = PERMISSIONS.filter((one) => one !== "self.manage");

export interface Authenticated {
  actor: Extract<Actor, { kind: "agent" }>;
  name: string;
}

export interface TokenRow {
  id: number;
  agentId: number;
  name: string;
  role: Role;
  /** What it is for; null: for whatever its owner does. */
  label: string | null;
  scopes: Permission[] | null;
  createdAt: EpochMs;
  expiresAt: EpochMs | null;
  /** To ten minutes. */
  usedAt: EpochMs | null;
  revokedAt: EpochMs | null;
}

/** What narrows a key: all that it may do at most, and until when. */
export interface KeyLimits {
  scopes?: Permission[] | null;
  expiresAt?: EpochMs | null;
}

/** Makes a token for the agent of that name and role. The token itself is given only here. */
export function createToken(
  ctx: Context,
  input: { name: string; role: Role } & KeyLimits,
): { id: number; token: string } {
  demand(ctx, "keys.manage");
  const name = input.name.trim();
  if (!name) throw new ProblemError("invalid", "Give the token a name, to tell whose it is.", { field: "name" });
  return ctx.store.transaction((now) => insertToken(ctx, now, agentNamed(ctx.store, now, name, input.role), input));
}

/**
 * Makes a key that acts for the one who makes it, and never for more than they may. Throws ProblemError `invalid` naming the field, and `forbidden` for a
 * key: it would outlive its own end.
 */
export function createOwnKey(
  ctx: Context,
  input: { label: string; scopes: Permission[]; expiresAt: EpochMs },
): { id: number; token: string } {
  demand(ctx, "keys.manage");
  demand(ctx, "self.manage");
  const { actor } = ctx;
  if (actor.kind !== "agent") throw new ProblemError("invalid", "Only a person of the team has keys of their own.");
  const wide = input.scopes.find((scope) => !KEY_MOST.includes(scope) || !may(actor, scope));
  if (wide !== undefined)
    throw new ProblemError("invalid", `You cannot give \`${wide}\` to a key.`, { field: "scopes" });
  return ctx.store.transaction((now) => {
    if (input.expiresAt <= now || input.expiresAt > now + KEY_LONGEST_MS)
      throw new ProblemError("invalid", "Give a time within the coming year.", { field: "expiresAt" });
    return insertToken(ctx, now, actor, input);
  });
}

function insertToken(
  ctx: Context,
  now: EpochMs,
  owner: { id: number; role: Role },
  { label, scopes, expiresAt }: KeyLimits & { label?: string },
): { id: number; token: string } {
  const secret = TOKEN_PREFIX + randomSecret();
  const row = ctx.store.db
    .insert(token)
    .values({
      agentId: owner.id,
      hash: hashSecret(secret),
      createdAt: now,
      label: label ?? null,
      scopes: scopes ?? null,
      expiresAt: expiresAt ?? null,
    })
    .returning()
    .get();
  record(ctx, now, { type: "token.created", data: { tokenId: row.id, agentId: owner.id, role: owner.role } });
  return { id: row.id, token: secret };
}

/** Every token, oldest first, revoked ones included. */
export function listTokens(store: Store): TokenRow[] {
  return store.db
    .select({
      id: token.id,
      agentId: agent.id,
      name: agent.name,
      role: agent.role,
      label: token.label,
      scopes: token.scopes,
      createdAt: token.createdAt,
      expiresAt: token.expiresAt,
      usedAt: token.usedAt,
      revokedAt: token.revokedAt,
    })
    .from(token)
    .innerJoin(agent, eq(agent.id, token.agentId))
    .orderBy(asc(token.id))
    .all();
}

/** Ends a token; doing so again changes nothing. Throws ProblemError `not-found`. */
export function revokeToken(ctx: Context, id: number): void {
  demand(ctx, "keys.manage");
  ctx.store.transaction((now) => {
    const row = ctx.store.db.select().from(token).where(eq(token.id, id)).get();
    if (!row) throw new ProblemError("not-found", "There is no such token. `parley tokens list` shows them.");
    if (row.revokedAt !== null) return;
    ctx.store.db.update(token).set({ revokedAt: now }).where(eq(token.id, id)).run();
    record(ctx, now, { type: "token.revoked", data: { tokenId: id, agentId: row.agentId } });
  });
}

/** Whose token it is, and what it may do; null for one that is unknown, revoked or over. */
export function authenticateToken(store: Store, secret: string): Authenticated | null {
  const row = store.q.tokenByHash.get({ hash: hashSecret(secret) });
  const now = store.clock.now();
  if (!row || (row.expiresAt !== null && row.expiresAt <= now)) return null;
  if (now - (row.usedAt ?? 0) >= USE_NOTED_MS)
    store.db.update(token).set({ usedAt: now }).where(eq(token.id, row.id)).run();
  const scopes: readonly Permission[] = row.scopes === null ? KEY_MOST : ["self.read", ...row.scopes];
  return authenticated({ ...row, scopes });
}

/** Makes the secret of a link that opens the workspace once, within ten minutes. */
export function createOpenLink(store: Store, input: { name: string; role: Role }): { secret: string; agentId: number } {
  const secret = randomSecret();
  return store.transaction((now) => {
    const owner = agentNamed(store, now, input.name, input.role);
    store.db.delete(openLink).where(lt(openLink.expiresAt, now)).run();
    store.db
      .insert(openLink)
      .values({ hash: hashSecret(secret), agentId: owner.id, expiresAt: now + OPEN_LINK_MS })
      .run();
    return { secret, agentId: owner.id };
  });
}

/** Spends a link for the secret of a session; null for one that is unknown, used or too old. */
export function redeemOpenLink(store: Store, secret: string, userAgent: string | null = null): string | null {
  return store.transaction((now) => {
    const link = store.db
      .delete(openLink)
      .where(eq(openLink.hash, hashSecret(secret)))
      .returning()
      .get();
    if (!link || link.expiresAt <= now) return null;
    store.db.delete(session).where(lt(session.expiresAt, now)).run();
    const opened = randomSecret();
    const hash = hashSecret(opened);
    const expiresAt = now + SESSION_IDLE_MS;
    store.db.insert(session).values({ hash, agentId: link.agentId, createdAt: now, expiresAt, userAgent }).run();
    record({ store, actor: SYSTEM }, now, {
      type: "session.started",
      data: { agentId: link.agentId, sessionId: linkSessionId(hash), by: "link" },
    });
    return opened;
  });
}

/** Whose session of a link it is, and its id; null for one that is unknown or over. Use prolongs it where `prolong` says so. */
export function authenticateSession(
  store: Store,
  secret: string,
  { prolong }: { prolong: boolean } = { prolong: true },
): (Authenticated & { sessionId: string }) | null {
  const hash = hashSecret(secret);
  const row = store.q.sessionByHash.get({ hash });
  const now = store.clock.now();
  if (!row || row.expiresAt <= now) return null;
  const expiresAt = prolong ? prolonged(now, row) : null;
  if (expiresAt !== null) store.db.update(session).set({ expiresAt }).where(eq(session.hash, hash)).run();
  return { ...authenticated(row), sessionId: linkSessionId(hash) };
}

/** A part of the stored hash names a session of a link; it opens nothing. */
export function linkSessionId(hash: string): string {
  return `lnk-${hash.slice(0, LINK_ID_LENGTH)}`;
}

function authenticated(row: {
  agentId: number;
  name: string;
  role: Role;
  scopes?: readonly Permission[];
}): Authenticated {
  const { agentId: id, role, scopes, name } = row;
  return { actor: { kind: "agent", id, role, ...(scopes ? { scopes } : {}) }, name };
}

function randomSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

// The secrets are random and long: a plain hash cannot be searched through.
function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
