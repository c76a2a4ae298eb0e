/** Who may come in: API tokens, one-time links to the workspace, and the sessions they open. Only hashes are stored. */
import { createHash, randomBytes } from "node:crypto";
import { asc, eq, lt } from "drizzle-orm";
import type { Actor } from "../domain/actor.ts";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Role } from "../domain/status.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import { type Context, record } from "../store/context.ts";
import type { Store } from "../store/db.ts";
import { agent, openLink, session, token } from "../store/schema.ts";
import { agentNamed } from "./agents.ts";

const SECRET_BYTES = 32;
const TOKEN_PREFIX = "parley_";
export const OPEN_LINK_MS = 10 * MINUTE_MS;
/** A session ends that long after it was last used, */
export const SESSION_IDLE_MS = 12 * HOUR_MS;
/** and at the latest that long after it began. */
export const SESSION_LONGEST_MS = 7 * DAY_MS;
/** Use is written down that often, not with every request. */
const SESSION_RENEW_MS = 10 * MINUTE_MS;

export interface Authenticated {
  actor: Extract<Actor, { kind: "agent" }>;
  name: string;
}

export interface TokenRow {
  id: number;
  name: string;
  role: Role;
  createdAt: EpochMs;
  revokedAt: EpochMs | null;
}

/** Makes a token for the agent of that name and role. The token itself is given only here. */
export function createToken(ctx: Context, input: { name: string; role: Role }): { id: number; token: string } {
  demand(ctx, "keys.manage");
  const name = input.name.trim();
  if (!name) throw new ProblemError("invalid", "Give the token a name, to tell whose it is.", { field: "name" });
  const secret = TOKEN_PREFIX + randomSecret();
  return ctx.store.transaction((now) => {
    const owner = agentNamed(ctx.store, now, name, input.role);
    const row = ctx.store.db
      .insert(token)
      .values({ agentId: owner.id, hash: hashSecret(secret), createdAt: now })
      .returning()
      .get();
    record(ctx, now, { type: "token.created", data: { tokenId: row.id, agentId: owner.id, role: owner.role } });
    return { id: row.id, token: secret };
  });
}

/** Every token, oldest first, revoked ones included. */
export function listTokens(store: Store): TokenRow[] {
  return store.db
    .select({
      id: token.id,
      name: agent.name,
      role: agent.role,
      createdAt: token.createdAt,
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

/** Whose token it is; null for one that is unknown or revoked. */
export function authenticateToken(store: Store, secret: string): Authenticated | null {
  const row = store.q.tokenByHash.get({ hash: hashSecret(secret) });
  return row ? authenticated(row) : null;
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
export function redeemOpenLink(store: Store, secret: string): string | null {
  return store.transaction((now) => {
    const link = store.db
      .delete(openLink)
      .where(eq(openLink.hash, hashSecret(secret)))
      .returning()
      .get();
    if (!link || link.expiresAt <= now) return null;
    store.db.delete(session).where(lt(session.expiresAt, now)).run();
    const opened = randomSecret();
    store.db
      .insert(session)
      .values({
        hash: hashSecret(opened),
        agentId: link.agentId,
        createdAt: now,
        expiresAt: now + SESSION_IDLE_MS,
      })
      .run();
    return opened;
  });
}

/** Whose session it is, which it prolongs; null for one that is unknown or over. */
export function authenticateSession(store: Store, secret: string): Authenticated | null {
  const hash = hashSecret(secret);
  const row = store.q.sessionByHash.get({ hash });
  const now = store.clock.now();
  if (!row || row.expiresAt <= now) return null;
  const expiresAt = Math.min(now + SESSION_IDLE_MS, row.createdAt + SESSION_LONGEST_MS);
  if (expiresAt - row.expiresAt >= SESSION_RENEW_MS)
    store.db.update(session).set({ expiresAt }).where(eq(session.hash, hash)).run();
  return authenticated(row);
}

/** Ends a session; an unknown one is no error. */
export function endSession(store: Store, secret: string): void {
  store.db
    .delete(session)
    .where(eq(session.hash, hashSecret(secret)))
    .run();
}

function authenticated(row: { agentId: number; name: string; role: Role }): Authenticated {
  return { actor: { kind: "agent", id: row.agentId, role: row.role }, name: row.name };
}

function randomSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

// The secrets are random and long: a plain hash cannot be searched through.
function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
