/** Does to one conversation what a list of actions says: all of it or nothing, in one transaction. */
import { eq } from "drizzle-orm";
import type { Action } from "../../domain/actions.ts";
import { agentIdOf } from "../../domain/actor.ts";
import { parseId } from "../../domain/ids.ts";
import { ProblemError } from "../../domain/problem.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { agent } from "../../store/schema.ts";
import { requireAnswer } from "../answers/answers.ts";
import { fillAnswer, isOfferedIn } from "../answers/fill.ts";
import { assign } from "../assign.ts";
import type { Desk } from "../desk.ts";
import { languageOf } from "../language-of.ts";
import { addNote } from "../note.ts";
import { reply } from "../reply.ts";
import { requireConversation } from "../require-conversation.ts";
import { changeLabels } from "../set-labels.ts";
import { setPriority } from "../set-priority.ts";
import { setStatus } from "../set-status.ts";
import { conversationRows } from "../views/conversation-rows.ts";

export interface Outcome {
  do: Action["do"];
  /** `nothing`: it was so already. `held`: waits for a lead. `insert`: `text` is for the reply box. */
  outcome: "done" | "nothing" | "queued" | "held" | "insert";
  text?: string;
}

export interface Saying {
  /** The conversation's `seq` as whoever runs this saw it; null: does not matter. */
  seenSeq: number | null;
  /** Absent: it counts as the answer of a person. */
  automatic?: "rule";
}

/**
 * One outcome for each action, in their order. Throws ProblemError with `action`, the number of the one that cannot be done: `not-found`, `invalid`,
 * `gap-left` with `gaps`, and whatever replying throws. Nothing is done then.
 */
export function applyActions(desk: Desk, conversationId: number, actions: Action[], saying: Saying): Outcome[] {
  return desk.store.transaction(() => {
    requireConversation(desk, conversationId);
    return actions.map((action, index) => {
      try {
        return { do: action.do, ...applyOne(desk, conversationId, action, saying) };
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        const { code, message, extra } = error;
        throw new ProblemError(code, message, { extra: { ...extra, action: index, do: action.do } });
      }
    });
  });
}

function applyOne(desk: Desk, conversationId: number, action: Action, saying: Saying): Omit<Outcome, "do"> {
  const { store } = desk;
  const before = requireConversation(desk, conversationId);
  const changed = (is: boolean) => ({ outcome: is ? "done" : "nothing" }) as const;
  switch (action.do) {
    case "answer":
      return answer(desk, conversationId, action, saying);
    case "labels": {
      const ids = (list: string[]) => list.flatMap((id) => parseId("label", id) ?? []);
      return changed(changeLabels(desk, conversationId, { add: ids(action.add), remove: ids(action.remove) }));
    }
    case "assign":
      return changed(assign(desk, conversationId, assigneeOf(desk, action.to)).assigneeId !== before.assigneeId);
    case "status":
      return changed(setStatus(desk, conversationId, action.to).status !== before.status);
    case "snooze":
      setStatus(desk, conversationId, "snoozed", store.clock.now() + action.minutes * MINUTE_MS);
      return changed(true);
    case "priority":
      return changed(setPriority(desk, conversationId, action.to).priority !== before.priority);
    case "note":
      addNote(desk, conversationId, action.text);
      return changed(true);
  }
}

/** Throws ProblemError `invalid` for somebody who has left: nobody would look after it. */
function assigneeOf(desk: Desk, to: string): number | null {
  const id = to === "nobody" ? null : to === "me" ? agentIdOf(desk.actor) : parseId("agent", to);
  if (id === null) return null;
  const row = desk.store.db.select({ left: agent.deactivatedAt }).from(agent).where(eq(agent.id, id)).get();
  if (row?.left === null) return id;
  throw new ProblemError("invalid", "This colleague is not of the team any more. Have a lead name another.");
}

function answer(
  desk: Desk,
  conversationId: number,
  { answerId, send }: Extract<Action, { do: "answer" }>,
  saying: Saying,
): Omit<Outcome, "do"> {
  const { store } = desk;
  const [where] = conversationRows(store, [conversationId]);
  if (!where) throw new Error(`conversation ${conversationId} vanished within its transaction`);
  const row = requireAnswer(store, parseId("answer", answerId) ?? 0);
  if (!isOfferedIn(row, where.conversation))
    throw new ProblemError("not-supported", `“/${row.name}” is not for this account, platform or visibility.`);
  const text = fillAnswer(desk, row, where, languageOf(store, conversationId));
  if (!send) return { outcome: "insert", text };
  const { automatic, seenSeq } = saying;
  const queued = reply(desk, conversationId, { text, uploads: [], inReplyTo: null, seenSeq, force: false, automatic });
  return { outcome: queued.deliveries.some(({ state }) => state === "held") ? "held" : "queued" };
}
