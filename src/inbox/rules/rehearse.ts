/** Shows what a rule would have done to the newest conversations, without doing anything. */
import { desc, eq, sql } from "drizzle-orm";
import type { Action } from "../../domain/actions.ts";
import { parseId } from "../../domain/ids.ts";
import { demand } from "../../domain/permissions.ts";
import { type EpochMs, MINUTE_MS } from "../../domain/time.ts";
import { type Conversation, findConversation } from "../../store/conversation-state.ts";
import { perStore } from "../../store/prepared.ts";
import { conversation, event } from "../../store/schema.ts";
import { judgeText, listAnswers } from "../answers/answers.ts";
import { fillAnswer, isOfferedIn } from "../answers/fill.ts";
import type { Desk } from "../desk.ts";
import { languageOf } from "../language-of.ts";
import { answerabilityOf } from "../views/conversation-detail.ts";
import { type ConversationRow, conversationRows } from "../views/conversation-rows.ts";
import { sayable } from "./act.ts";
import { holds } from "./conditions.ts";
import { isOccasion } from "./occasions.ts";
import { checkRule, type RuleInput } from "./rules.ts";

export interface Foreseen {
  do: Action["do"];
  /** `quiet`: it had an automatic text a short while ago. */
  outcome: "done" | "nothing" | "queued" | "held" | "refused" | "quiet";
  text?: string;
}

export interface Rehearsed {
  row: ConversationRow;
  /** When the occasion was. */
  at: EpochMs;
  would: Foreseen[];
}

/** Conversations looked at in one call: at most some milliseconds. */
const AT_ONCE = 20;
/** Events of a conversation looked through for the newest occasion. */
const EVENTS = 60;

const p = sql.placeholder;
const queriesOf = perStore((db) => ({
  newest: db
    .select({ id: conversation.id, at: conversation.lastMessageAt })
    .from(conversation)
    .where(sql`(${conversation.lastMessageAt}, ${conversation.id}) < (${p("at")}, ${p("id")})`)
    .orderBy(desc(conversation.lastMessageAt), desc(conversation.id))
    .limit(AT_ONCE)
    .prepare(),
  events: db
    .select({ type: event.type, actor: event.actor, data: event.data, at: event.at, messageId: event.messageId })
    .from(event)
    .where(eq(event.conversationId, p("id")))
    .orderBy(desc(event.seq))
    .limit(EVENTS)
    .prepare(),
}));

/** Newest first, behind `after`. Conditions are looked at as things are now. Throws ProblemError `forbidden` or `invalid`. */
export function rehearse(
  desk: Desk,
  input: RuleInput,
  after: { at: EpochMs; id: number } | null,
): { looked: number; items: Rehearsed[]; next: { at: EpochMs; id: number } | null } {
  demand(desk, "settings.change");
  const { store } = desk;
  checkRule(store, input);
  const from = after ?? { at: Number.MAX_SAFE_INTEGER, id: 0 };
  const rows = queriesOf(store).newest.all(from);
  const items = rows.flatMap(({ id }) => {
    const where = findConversation(store, id);
    const occasion = where && occasionOf(desk, input, where);
    const [row] = conversationRows(store, [id]);
    if (!where || !occasion || !row || !holds(store, input.conditions, where, occasion.messageId)) return [];
    return [{ row, at: occasion.at, would: foresee(desk, input, row) }];
  });
  const last = rows.at(-1);
  return { looked: rows.length, items, next: rows.length === AT_ONCE && last ? { at: last.at, id: last.id } : null };
}

function occasionOf(
  { store }: Desk,
  input: RuleInput,
  where: Conversation,
): { at: EpochMs; messageId: number | null } | null {
  const { trigger } = input;
  if (trigger.on === "unanswered") {
    const { waitingSince, episodeId } = where;
    const waitMs = trigger.minutes * MINUTE_MS;
    if (waitingSince !== null && store.clock.now() - waitingSince >= waitMs)
      return { at: waitingSince + waitMs, messageId: null };
    const work = episodeId === null ? undefined : store.q.episodeById.get({ id: episodeId });
    const answeredAt = work?.firstResponseAt ?? null;
    return work && answeredAt !== null && answeredAt - work.openedAt >= waitMs
      ? { at: work.openedAt + waitMs, messageId: null }
      : null;
  }
  const found = queriesOf(store)
    .events.all({ id: where.id })
    .find((one) => isOccasion(input, one));
  return found ? { at: found.at, messageId: found.type === "message.created" ? found.messageId : null } : null;
}

function foresee(desk: Desk, input: RuleInput, row: ConversationRow): Foreseen[] {
  const said = new Set(sayable(desk, desk.store.clock.now(), input, row.conversation.id));
  return input.actions.map((action) =>
    said.has(action) ? { do: action.do, ...foreseeOne(desk, action, row) } : { do: action.do, outcome: "quiet" },
  );
}

function foreseeOne(desk: Desk, action: Action, row: ConversationRow): Omit<Foreseen, "do"> {
  const { conversation: now } = row;
  const changes = (is: boolean) => ({ outcome: is ? "done" : "nothing" }) as const;
  switch (action.do) {
    case "answer":
      return foreseeAnswer(desk, action.answerId, row);
    case "labels":
    case "note":
    case "snooze":
      return changes(true);
    case "assign":
      return changes((action.to === "nobody" ? null : parseId("agent", action.to)) !== now.assigneeId);
    case "status":
      return changes(action.to !== now.status);
    case "priority":
      return changes(action.to !== now.priority);
  }
}

function foreseeAnswer(desk: Desk, answerId: string, row: ConversationRow): Omit<Foreseen, "do"> {
  const { store, platforms } = desk;
  const answer = listAnswers(store).find(({ id }) => id === parseId("answer", answerId));
  const account = store.q.accountById.get({ id: row.conversation.accountId });
  if (!answer || !account) return { outcome: "refused" };
  const text = fillAnswer(desk, answer, row, languageOf(store, row.conversation.id));
  const open = answerabilityOf(store, platforms, row, account.state).state !== "closed";
  if (!open || !isOfferedIn(answer, row.conversation)) return { outcome: "refused", text };
  const { verdict } = judgeText(store, text);
  return { outcome: verdict === "pass" ? "queued" : verdict === "hold" ? "held" : "refused", text };
}
