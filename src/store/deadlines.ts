/** Derives until when we owe a person something, from the messages of their episode alone: any order of arrival gives the same. */
import type { EpochMs } from "../domain/time.ts";
import { type Deadline, deadlineOf, type Policy } from "../domain/targets.ts";
import type { Conversation } from "./conversation-state.ts";
import type { Store } from "./db.ts";
import type { episode } from "./schema.ts";

export type Episode = typeof episode.$inferSelect;

export interface Deadlines {
  /** Those that run: somebody waits for us. */
  running: Deadline[];
  firstResponseDueAt: EpochMs | null;
  resolutionDueAt: EpochMs | null;
}

type Waiting = Pick<Conversation, "id" | "status" | "priority" | "waitingSince">;

/** Whether somebody waits for us: `pending` waits for them, and what has ended waits for nobody. Snoozing stops no clock. */
export function isOurTurn({ status, waitingSince }: Pick<Waiting, "status" | "waitingSince">): boolean {
  return waitingSince !== null && (status === "open" || status === "snoozed");
}

/** What holds for a conversation as it stands in its episode. */
export function deadlinesOf(store: Store, policy: Policy, row: Waiting, current: Episode): Deadlines {
  const { priority, waitingSince } = row;
  const first = deadlineOf(policy, { target: "firstResponse", priority, since: current.openedAt });
  const resolution = resolutionOf(store, policy, row, current);
  const next =
    current.firstResponseAt !== null && waitingSince !== null
      ? deadlineOf(policy, { target: "nextResponse", priority, since: waitingSince })
      : null;
  const response = current.firstResponseAt === null ? first : next;
  return {
    running: isOurTurn(row) ? [response, resolution].filter((one) => one !== null) : [],
    firstResponseDueAt: first?.dueAt ?? null,
    resolutionDueAt: resolution?.dueAt ?? null,
  };
}

/** The time in which we wait for the person, from our answer to their next message, does not count. */
function resolutionOf(store: Store, policy: Policy, row: Waiting, current: Episode): Deadline | null {
  const { openedAt: since, firstResponseAt, closedAt } = current;
  const { priority } = row;
  if (policy.targets.byPriority[priority].resolution === null) return null;
  const pausedMs = firstResponseAt === null ? 0 : pausedIn(store, policy, row.id, since, closedAt);
  return deadlineOf(policy, { target: "resolution", priority, since, pausedMs });
}

function pausedIn(
  store: Store,
  { calendar }: Policy,
  conversationId: number,
  openedAt: EpochMs,
  closedAt: EpochMs | null,
): number {
  let pausedMs = 0;
  let answeredAt: EpochMs | null = null;
  for (const { sentAt, direction } of store.q.facts.turns.all({ conversationId, openedAt })) {
    if (direction === "outbound") answeredAt ??= sentAt;
    else if (answeredAt !== null) {
      pausedMs += calendar.between(answeredAt, sentAt);
      answeredAt = null;
    }
  }
  // Whoever closes after the last answer has not taken longer for it.
  if (answeredAt !== null && closedAt !== null) pausedMs += calendar.between(answeredAt, closedAt);
  return pausedMs;
}

/** What the list shows and the timer waits for. */
export function dueColumns(running: Deadline[]): Pick<Conversation, "dueAt" | "dueTarget" | "dueWarnAt" | "alarmAt"> {
  const next = running.toSorted((a, b) => a.dueAt - b.dueAt)[0];
  if (!next) return { dueAt: null, dueTarget: null, dueWarnAt: null, alarmAt: null };
  return {
    dueAt: next.dueAt,
    dueTarget: next.target,
    dueWarnAt: next.warnAt,
    // Whatever was told before, the timer passes over.
    alarmAt: Math.min(...running.map((one) => one.warnAt)),
  };
}
