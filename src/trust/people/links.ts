/** Links that let somebody choose a password, once: invitations, resets, and the first admin's. Only hashes are stored. */
import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { agentIdOf } from "../../domain/actor.ts";
import type { Role } from "../../domain/status.ts";
import { DAY_MS, type EpochMs, HOUR_MS } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { agent, authUser, personLink } from "../../store/schema.ts";
import { removeFactor } from "../sign-in/second-factor.ts";
import { endSessions } from "../sign-in/sessions.ts";

const SECRET_BYTES = 24;
const LASTS_MS = { firstAdmin: DAY_MS, invitation: 3 * DAY_MS, reset: HOUR_MS } as const;

export type LinkRow = typeof personLink.$inferSelect;

/** What is given once: the secret is stored nowhere. */
export interface MadeLink {
  id: number;
  secret: string;
  expiresAt: EpochMs;
}

/** A newer invitation of the same address ends the older one. Throws ProblemError `conflict` where the address is taken. */
export function invite(ctx: Context, input: { email: string; role: Role }): MadeLink {
  demand(ctx, "people.manage");
  const email = input.email.trim().toLowerCase();
  return ctx.store.transaction((now) => {
    const taken = ctx.store.db.select({ id: authUser.id }).from(authUser).where(eq(authUser.email, email)).get();
    if (taken)
      throw new ProblemError(
        "conflict",
        "Somebody has this e-mail address already. To let them in again, make a reset link.",
        {
          field: "email",
        },
      );
    endLinks(ctx, now, and(eq(personLink.kind, "invitation"), eq(personLink.email, email)));
    const made = make(ctx, now, { kind: "invitation", email, role: input.role });
    record(ctx, now, { type: "invitation.created", data: { linkId: made.id, role: input.role } });
    return made;
  });
}

/** Makes the code of a first (or another) admin; only the owner of the machine or of the deployment comes here. */
export function firstAdminCode(ctx: Context): MadeLink {
  demand(ctx, "people.manage");
  return ctx.store.transaction((now) => {
    endLinks(ctx, now, eq(personLink.kind, "firstAdmin"));
    const made = make(ctx, now, { kind: "firstAdmin", role: "admin" });
    record(ctx, now, { type: "invitation.created", data: { linkId: made.id, role: "admin" } });
    return made;
  });
}

/**
 * A new password for somebody who lost theirs, and where `withFactor` a new authenticator too. Their sessions end at once. Throws ProblemError `not-found`, or
 * `conflict` for oneself, and for who has no password or is deactivated.
 */
export function resetLink(ctx: Context, agentId: number, { withFactor }: { withFactor: boolean }): MadeLink {
  demand(ctx, "people.manage");
  // A stolen session or key would change its owner's password without knowing it.
  if (agentIdOf(ctx.actor) === agentId)
    throw new ProblemError("conflict", "Change your own password in your account, or ask another admin for a link.");
  return ctx.store.transaction((now) => {
    const row = ctx.store.db
      .select({ deactivatedAt: agent.deactivatedAt, userId: authUser.id })
      .from(agent)
      .leftJoin(authUser, eq(authUser.agentId, agent.id))
      .where(eq(agent.id, agentId))
      .get();
    if (!row) throw new ProblemError("not-found", "There is no such person.");
    if (row.userId === null || row.deactivatedAt !== null)
      throw new ProblemError(
        "conflict",
        "They have no password that could be reset. Invite them, or let them in again first.",
      );
    endLinks(ctx, now, and(eq(personLink.kind, "reset"), eq(personLink.agentId, agentId)));
    const made = make(ctx, now, { kind: "reset", agentId });
    record(ctx, now, { type: "password.link", data: { linkId: made.id, agentId, withFactor } });
    if (withFactor) removeFactor(ctx, agentId);
    endSessions(ctx, agentId, { keep: null }, "reset");
    return made;
  });
}

/** Those that still open, newest first. */
export function openInvitations(store: Store): LinkRow[] {
  return store.db
    .select()
    .from(personLink)
    .where(
      and(eq(personLink.kind, "invitation"), isNull(personLink.endedAt), gt(personLink.expiresAt, store.clock.now())),
    )
    .orderBy(desc(personLink.id))
    .all();
}

/** Takes an invitation back. Throws ProblemError `not-found`. */
export function revokeInvitation(ctx: Context, id: number): void {
  demand(ctx, "people.manage");
  ctx.store.transaction((now) => {
    const ended = endLinks(ctx, now, and(eq(personLink.kind, "invitation"), eq(personLink.id, id)));
    if (ended === 0) throw new ProblemError("not-found", "There is no such invitation any more.");
  });
}

/** What a secret opens now. Throws ProblemError `not-found` for one that is unknown, used or too old. */
export function requireLink(store: Store, secret: string): LinkRow {
  const row = store.db
    .select()
    .from(personLink)
    .where(eq(personLink.hash, hashOf(secret)))
    .get();
  if (!row || row.endedAt !== null || row.expiresAt <= store.clock.now())
    throw new ProblemError("not-found", "This link was used, or it is too old. Ask for a new one.");
  return row;
}

/** Spends a link; call inside the transaction of what it is for. Throws ProblemError `not-found` where somebody was faster. */
export function spendLink(store: Store, now: EpochMs, secret: string): LinkRow {
  const row = requireLink(store, secret);
  store.db.update(personLink).set({ endedAt: now }).where(eq(personLink.id, row.id)).run();
  return row;
}

/** Ends what somebody could still use to come in, the links that they made for others included. Call inside a transaction. */
export function endLinksOf(ctx: Context, now: EpochMs, agentId: number): void {
  endLinks(ctx, now, eq(personLink.agentId, agentId));
  endLinksBy(ctx, now, agentId);
}

/** Ends the links that somebody made and may still hold: each lets in whoever has it. Call inside a transaction. */
export function endLinksBy(ctx: Context, now: EpochMs, agentId: number): void {
  endLinks(ctx, now, eq(personLink.createdBy, agentId));
}

function make(
  ctx: Context,
  now: EpochMs,
  row: { kind: LinkRow["kind"]; email?: string; role?: Role; agentId?: number },
): MadeLink {
  const secret = randomBytes(SECRET_BYTES).toString("base64url");
  const expiresAt = now + LASTS_MS[row.kind];
  const { id } = ctx.store.db
    .insert(personLink)
    .values({ ...row, hash: hashOf(secret), createdBy: agentIdOf(ctx.actor), createdAt: now, expiresAt })
    .returning({ id: personLink.id })
    .get();
  return { id, secret, expiresAt };
}

function endLinks(ctx: Context, now: EpochMs, which: ReturnType<typeof and>): number {
  const ended = ctx.store.db
    .update(personLink)
    .set({ endedAt: now })
    .where(and(which, isNull(personLink.endedAt)))
    .returning({ id: personLink.id })
    .all();
  for (const { id } of ended) record(ctx, now, { type: "link.ended", data: { linkId: id } });
  return ended.length;
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
