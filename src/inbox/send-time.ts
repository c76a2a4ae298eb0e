/** The hour at which an answer shall leave: one that lies ahead, and at which the platform will still take it. */
import { ProblemError } from "../domain/problem.ts";
import { DAY_MS, type EpochMs, toIso } from "../domain/time.ts";
import type { Conversation } from "../store/conversation-state.ts";
import type { Desk } from "./desk.ts";
import { answerabilityOf } from "./views/conversation-detail.ts";
import { conversationRows } from "./views/conversation-rows.ts";

/** Nobody remembers an answer that was written earlier. */
const FARTHEST_MS = 90 * DAY_MS;

/** Gives the time. Throws ProblemError `invalid` naming `sendAt`. */
export function requireHour(desk: Desk, conversation: Conversation, now: EpochMs, at: EpochMs): EpochMs {
  const invalid = (message: string) => new ProblemError("invalid", message, { field: "sendAt" });
  if (at <= now) throw invalid("Choose a time in the future.");
  if (at > now + FARTHEST_MS) throw invalid("Choose a time within the next 90 days.");
  const row = conversationRows(desk.store, [conversation.id])[0];
  const account = desk.store.q.accountById.get({ id: conversation.accountId });
  const until = row && account ? answerabilityOf(desk.store, desk.platforms, row, account.state).until : null;
  if (until !== null && at >= until)
    throw invalid(`The platform takes answers here until ${toIso(until)} only. Choose an earlier time.`);
  return at;
}
