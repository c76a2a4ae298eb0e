/** Gives conversations out in turn: to who is there, has room, and was given one longest ago. */
import { and, asc, eq, inArray, isNotNull, gt } from "drizzle-orm";
import { SYSTEM } from "../../domain/actor.ts";
import type { ConversationStatus } from "../../domain/status.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type Conversation, findConversation } from "../../store/conversation-state.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { agent, conversation, counter, handout } from "../../store/schema.ts";
import { assign } from "../assign.ts";
import { assignmentOf, participantsOf } from "./assignment.ts";
import { listWorkers, takeTurn, type Worker } from "./work.ts";

/** So many at once, so that nobody waits for it. */
const SLICE = 50;

const UNFINISHED: ConversationStatus[] = ["open", "pending", "snoozed"];

const queriesOf = perStore((db) => ({
  any: db.select({ id: handout.conversationId }).from(handout).limit(1).prepare(),
  all: db.select({ since: handout.since }).from(handout).orderBy(asc(handout.since)).limit(1_000).prepare(),
  /** Somebody who left and still has work. */
  left: db
    .select({ agentId: agent.id })
    .from(agent)
    .innerJoin(counter, and(eq(counter.scope, "assignee"), eq(counter.key, agent.id)))
    .where(and(isNotNull(agent.deactivatedAt), inArray(counter.status, UNFINISHED), gt(counter.n, 0)))
    .limit(1)
    .prepare(),
}));

/** How many wait for somebody to have room (at most 1,000), and since when. */
export function waitingForRoom(store: Store): { count: number; since: EpochMs | null } {
  const rows = queriesOf(store).all.all();
  return { count: rows.length, since: rows[0]?.since ?? null };
}

/** A conversation that is open and nobody's waits to be given out, where its account takes part. Call inside a transaction. */
export function offer(store: Store, now: EpochMs, row: Conversation): void {
  if (row.status !== "open" || row.assigneeId !== null) return;
  if (participantsOf(assignmentOf(store), row.accountId).length === 0) return;
  store.db
    .insert(handout)
    .values({ conversationId: row.id, accountId: row.accountId, since: now })
    .onConflictDoNothing()
    .run();
}

/** Who wrote again goes back to whom they had, if that one is there; else to the others. Call inside a transaction. */
export function offerAgain(store: Store, now: EpochMs, row: Conversation): void {
  if (row.status !== "open") return;
  if (row.assigneeId !== null) {
    const former = listWorkers(store).find((one) => one.agentId === row.assigneeId);
    const handsOut = participantsOf(assignmentOf(store), row.accountId).length > 0;
    if (former && (!handsOut || former.availability === "available")) return;
    assign({ store, actor: SYSTEM }, row.id, null);
  }
  offer(store, now, { ...row, assigneeId: null });
}

/** Gives out what waits, longest first, up to a slice; gives whether there may be more to give. */
export function handOut(store: Store): boolean {
  if (!queriesOf(store).any.get()) return false;
  return store.transaction(() => {
    const assignment = assignmentOf(store);
    if (assignment.mode === "off") {
      store.db.delete(handout).run();
      return false;
    }
    const workers = listWorkers(store).filter((one) => one.availability === "available");
    const hasRoom = (one: Worker) => one.open < one.capacity;
    const accountIds = assignment.accounts
      .filter(({ agentIds }) => workers.some((one) => agentIds.includes(one.agentId) && hasRoom(one)))
      .map(({ accountId }) => accountId);
    if (accountIds.length === 0) return false;
    const waiting = store.db
      .select()
      .from(handout)
      .where(inArray(handout.accountId, accountIds))
      .orderBy(asc(handout.since), asc(handout.conversationId))
      .limit(SLICE)
      .all();
    let moved = 0;
    for (const { conversationId, accountId } of waiting) {
      const row = findConversation(store, conversationId);
      const isWaiting = row?.status === "open" && row.assigneeId === null;
      const agentIds = participantsOf(assignment, accountId);
      const [next] = workers
        .filter((one) => agentIds.includes(one.agentId) && hasRoom(one))
        .toSorted((a, b) => a.turn - b.turn || a.agentId - b.agentId);
      if (isWaiting && !next) continue;
      if (isWaiting && next) {
        assign({ store, actor: SYSTEM }, conversationId, next.agentId);
        takeTurn(store, next.agentId);
        next.open += 1;
        next.turn = Math.max(...workers.map((one) => one.turn)) + 1;
      }
      store.db.delete(handout).where(eq(handout.conversationId, conversationId)).run();
      moved += 1;
    }
    return moved > 0 && waiting.length === SLICE;
  });
}

/** Takes a slice of their unfinished conversations from those who left; gives whether there may be more. */
export function giveBack(store: Store): boolean {
  const left = queriesOf(store).left.get();
  if (!left) return false;
  return store.transaction((now) => {
    const rows = store.db
      .select({ id: conversation.id })
      .from(conversation)
      .where(and(eq(conversation.assigneeId, left.agentId), inArray(conversation.status, UNFINISHED)))
      .limit(SLICE)
      .all();
    for (const { id } of rows) offer(store, now, assign({ store, actor: SYSTEM }, id, null));
    return rows.length > 0;
  });
}
