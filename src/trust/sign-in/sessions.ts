/** The sessions of a person: which there are, and how they end. A session of `parley open` counts as one. */
import { desc, eq, inArray, lt } from "drizzle-orm";
import { agentIdOf } from "../../domain/actor.ts";
import { demand } from "../../domain/permissions.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { authSession, authUser, session } from "../../store/schema.ts";
import { SESSION_IDLE_MS } from "../session-times.ts";
import { linkSessionId } from "../tokens.ts";

export interface SessionRow {
  id: string;
  agentId: number;
  /** How it began. */
  by: "password" | "link";
  startedAt: EpochMs;
  /** To ten minutes. */
  usedAt: EpochMs;
  userAgent: string | null;
}

/** Those that still let in, newest first. */
export function listSessions(store: Store, agentId: number): SessionRow[] {
  const now = store.clock.now();
  const byPassword = store.db
    .select({
      id: authSession.id,
      startedAt: authSession.createdAt,
      expiresAt: authSession.expiresAt,
      userAgent: authSession.userAgent,
    })
    .from(authSession)
    .innerJoin(authUser, eq(authUser.id, authSession.userId))
    .where(eq(authUser.agentId, agentId))
    .orderBy(desc(authSession.createdAt))
    .all()
    .map((row) => ({
      ...row,
      by: "password" as const,
      userAgent: row.userAgent || null,
      startedAt: row.startedAt.getTime(),
      expiresAt: row.expiresAt.getTime(),
    }));
  const byLink = store.db
    .select()
    .from(session)
    .where(eq(session.agentId, agentId))
    .all()
    .map(({ hash, createdAt, expiresAt, userAgent }) => ({
      id: linkSessionId(hash),
      by: "link" as const,
      startedAt: createdAt,
      expiresAt,
      userAgent,
    }));
  return [...byPassword, ...byLink]
    .filter(({ expiresAt }) => expiresAt > now)
    .map(({ expiresAt, ...row }) => ({ ...row, agentId, usedAt: Math.max(row.startedAt, expiresAt - SESSION_IDLE_MS) }))
    .toSorted((a, b) => b.startedAt - a.startedAt);
}

/** Ends these sessions of a person, all but `keep` where `ids` is absent; gives how many. Call inside a transaction, or on its own. */
export function endSessions(
  ctx: Context,
  agentId: number,
  which: { ids: string[] } | { keep: string | null },
  reason: "by-person" | "password" | "factor" | "deactivated" | "reset" | "signed-out",
): number {
  if (agentIdOf(ctx.actor) !== agentId) demand(ctx, "people.manage");
  const { db } = ctx.store;
  return ctx.store.transaction((now) => {
    const doomed = listSessions(ctx.store, agentId)
      .map(({ id }) => id)
      .filter((id) => ("ids" in which ? which.ids.includes(id) : id !== which.keep));
    for (const id of doomed) {
      db.delete(authSession).where(eq(authSession.id, id)).run();
      record(ctx, now, { type: "session.ended", data: { sessionId: id, agentId, reason } });
    }
    const links = db.select({ hash: session.hash }).from(session).where(eq(session.agentId, agentId)).all();
    const hashes = links.map(({ hash }) => hash).filter((hash) => doomed.includes(linkSessionId(hash)));
    if (hashes.length > 0) db.delete(session).where(inArray(session.hash, hashes)).run();
    return doomed.length;
  });
}

/** Forgets those that are over. */
export function pruneSessions(store: Store, now: EpochMs): void {
  store.db
    .delete(authSession)
    .where(lt(authSession.expiresAt, new Date(now)))
    .run();
  store.db.delete(session).where(lt(session.expiresAt, now)).run();
}
