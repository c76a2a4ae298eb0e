/** Who of the team takes work now: set by themselves, and over by itself when no page of theirs was open for a while. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { agentIdOf } from "../../domain/actor.ts";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Role } from "../../domain/status.ts";
import { type EpochMs, MINUTE_MS } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { agent, agentWork, counter } from "../../store/schema.ts";
import { assignmentOf } from "./assignment.ts";
import { teamOf } from "./team.ts";

export type Availability = "available" | "away" | "offline";

export interface Worker {
  agentId: number;
  name: string;
  role: Role;
  availability: Availability;
  /** Most open conversations that are given to them: their own number, or the brand's. */
  capacity: number;
  ownCapacity: number | null;
  /** Open conversations that are theirs. */
  open: number;
  /** The lowest is next. */
  turn: number;
}

/** Written down that rarely. */
const SEEN_EVERY_MS = 2 * MINUTE_MS;

const queriesOf = perStore((db) => ({
  team: db
    .select({
      agentId: agent.id,
      name: agent.name,
      role: agent.role,
      away: agentWork.away,
      capacity: agentWork.capacity,
      seenAt: agentWork.seenAt,
      turn: agentWork.turn,
      open: counter.n,
    })
    .from(agent)
    .leftJoin(agentWork, eq(agentWork.agentId, agent.id))
    .leftJoin(counter, and(eq(counter.scope, "assignee"), eq(counter.key, agent.id), eq(counter.status, "open")))
    .where(isNull(agent.deactivatedAt))
    .orderBy(agent.id)
    .prepare(),
  seenAt: db
    .select({ at: agentWork.seenAt })
    .from(agentWork)
    .where(eq(agentWork.agentId, sql.placeholder("agentId")))
    .prepare(),
}));

/** Everybody who is still with us, oldest first. */
export function listWorkers(store: Store): Worker[] {
  const { capacity: usual, offlineMinutes } = assignmentOf(store);
  const since = store.clock.now() - offlineMinutes * MINUTE_MS;
  return queriesOf(store)
    .team.all()
    .map(({ away, seenAt, capacity, turn, open, ...row }) => ({
      ...row,
      availability: seenAt === null || seenAt <= since ? "offline" : away ? "away" : "available",
      capacity: capacity ?? usual,
      ownCapacity: capacity,
      open: open ?? 0,
      turn: turn ?? 0,
    }));
}

/** Notes that a page of theirs is open; every two minutes it is written down. */
export function noteSeen(store: Store, agentId: number): void {
  const now = store.clock.now();
  const seenAt = queriesOf(store).seenAt.get({ agentId })?.at ?? null;
  if (seenAt !== null && seenAt > now - SEEN_EVERY_MS) return;
  store.transaction(() => write(store, agentId, { seenAt: now }));
  // Whoever comes back may have room.
  teamOf(store).lookAgain = true;
}

/** Everybody sets whether they are away; how much somebody can carry is for who may change settings. Throws ProblemError `not-found` or `forbidden`. */
export function setWork(
  ctx: Context,
  agentId: number,
  change: { away?: boolean | undefined; capacity?: number | null | undefined },
): void {
  demand(ctx, "conversation.manage");
  const own = agentIdOf(ctx.actor) === agentId;
  if (!own || change.capacity !== undefined) demand(ctx, "settings.change");
  ctx.store.transaction((now) => {
    const person = ctx.store.db.select().from(agent).where(eq(agent.id, agentId)).get();
    if (!person || person.deactivatedAt !== null)
      throw new ProblemError("not-found", "There is no such person in the team.");
    if (change.away !== undefined) {
      write(ctx.store, agentId, { away: change.away, ...(own ? { seenAt: now } : {}) });
      record(ctx, now, { type: "person.availability", data: { agentId, away: change.away } });
    }
    if (change.capacity !== undefined) {
      write(ctx.store, agentId, { capacity: change.capacity });
      record(ctx, now, { type: "person.capacity", data: { agentId, capacity: change.capacity } });
    }
  });
}

/** Puts somebody behind all others. Call inside a transaction. */
export function takeTurn(store: Store, agentId: number): void {
  const last = sql<number>`(select coalesce(max(turn), 0) + 1 from agent_work)`;
  write(store, agentId, { turn: last });
}

type Change = { away?: boolean; capacity?: number | null; seenAt?: EpochMs; turn?: ReturnType<typeof sql<number>> };

function write({ db }: Store, agentId: number, change: Change): void {
  db.insert(agentWork)
    .values({ agentId, ...change })
    .onConflictDoUpdate({ target: agentWork.agentId, set: change })
    .run();
}
