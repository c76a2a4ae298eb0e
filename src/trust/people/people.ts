/** Who is of the team: the list, their roles, and how somebody leaves. */
import { and, asc, eq, isNull, max, ne } from "drizzle-orm";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Role } from "../../domain/status.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { agent, authSession, authUser, openLink, token } from "../../store/schema.ts";
import { SESSION_IDLE_MS } from "../session-times.ts";
import { endSessions } from "../sign-in/sessions.ts";
import { endLinksBy, endLinksOf } from "./links.ts";

export interface PersonRow {
  agentId: number;
  name: string;
  role: Role;
  /** Null: comes in by links or keys only. */
  email: string | null;
  secondFactor: boolean;
  deactivatedAt: EpochMs | null;
  /** By password, to ten minutes; null: no session now. */
  seenAt: EpochMs | null;
}

/** Everybody, oldest first, those who left included. */
export function listPeople(store: Store): PersonRow[] {
  return store.db
    .select({
      agentId: agent.id,
      name: agent.name,
      role: agent.role,
      email: authUser.email,
      secondFactor: authUser.twoFactorEnabled,
      deactivatedAt: agent.deactivatedAt,
      expiresAt: max(authSession.expiresAt),
    })
    .from(agent)
    .leftJoin(authUser, eq(authUser.agentId, agent.id))
    .leftJoin(authSession, eq(authSession.userId, authUser.id))
    .groupBy(agent.id)
    .orderBy(asc(agent.id))
    .all()
    .map(({ expiresAt, secondFactor, ...row }) => ({
      ...row,
      secondFactor: secondFactor === true,
      seenAt: expiresAt === null ? null : expiresAt.getTime() - SESSION_IDLE_MS,
    }));
}

/** True while nobody who has a password is an admin: then the program offers the first admin's link. */
export function needsFirstAdmin(store: Store): boolean {
  return otherAdmins(store, null) === 0;
}

/** Throws ProblemError `not-found`, or `conflict` for the last admin. Holds at once, also for open sessions and streams. */
export function changeRole(ctx: Context, agentId: number, role: Role): void {
  demand(ctx, "people.manage");
  ctx.store.transaction((now) => {
    const before = requirePerson(ctx.store, agentId);
    if (before.role === role) return;
    if (before.role === "admin") refuseLastAdmin(ctx.store, agentId);
    ctx.store.db.update(agent).set({ role }).where(eq(agent.id, agentId)).run();
    if (before.role === "admin") endLinksBy(ctx, now, agentId);
    record(ctx, now, { type: "person.changed", data: { agentId, role } });
  });
}

/** Ends everything by which somebody comes in, at once. Throws ProblemError `not-found`, or `conflict` for oneself and the last admin. */
export function deactivate(ctx: Context, agentId: number): void {
  demand(ctx, "people.manage");
  ctx.store.transaction((now) => {
    const { db } = ctx.store;
    const before = requirePerson(ctx.store, agentId);
    if (ctx.actor.kind === "agent" && ctx.actor.id === agentId)
      throw new ProblemError("conflict", "You cannot lock yourself out. Ask another admin.");
    if (before.deactivatedAt !== null) return;
    if (before.role === "admin") refuseLastAdmin(ctx.store, agentId);
    db.update(agent).set({ deactivatedAt: now }).where(eq(agent.id, agentId)).run();
    endSessions(ctx, agentId, { keep: null }, "deactivated");
    endLinksOf(ctx, now, agentId);
    db.delete(openLink).where(eq(openLink.agentId, agentId)).run();
    const open = and(eq(token.agentId, agentId), isNull(token.revokedAt));
    for (const { id } of db.update(token).set({ revokedAt: now }).where(open).returning({ id: token.id }).all())
      record(ctx, now, { type: "token.revoked", data: { tokenId: id, agentId } });
    record(ctx, now, { type: "person.deactivated", data: { agentId } });
  });
}

/** Lets somebody in again, by their old password; keys stay revoked. Throws ProblemError `not-found`. */
export function restore(ctx: Context, agentId: number): void {
  demand(ctx, "people.manage");
  ctx.store.transaction((now) => {
    if (requirePerson(ctx.store, agentId).deactivatedAt === null) return;
    ctx.store.db.update(agent).set({ deactivatedAt: null }).where(eq(agent.id, agentId)).run();
    record(ctx, now, { type: "person.restored", data: { agentId } });
  });
}

/** Throws ProblemError `not-found`. */
export function requirePerson(store: Store, agentId: number): typeof agent.$inferSelect {
  const row = store.db.select().from(agent).where(eq(agent.id, agentId)).get();
  if (!row) throw new ProblemError("not-found", "There is no such person.");
  return row;
}

/** Where nobody who signs in is an admin, the machine's owner rules, and anybody may be changed. */
function refuseLastAdmin(store: Store, agentId: number): void {
  const isOne = store.db.select({ id: authUser.id }).from(authUser).where(eq(authUser.agentId, agentId)).get();
  if (isOne && otherAdmins(store, agentId) === 0)
    throw new ProblemError("conflict", "This is the last admin. Make somebody else an admin first.");
}

function otherAdmins(store: Store, but: number | null): number {
  return store.db
    .select({ id: agent.id })
    .from(agent)
    .innerJoin(authUser, eq(authUser.agentId, agent.id))
    .where(and(eq(agent.role, "admin"), isNull(agent.deactivatedAt), ne(agent.id, but ?? 0)))
    .all().length;
}
