/** What a person does with an answer of ours that has not left: takes it back into the reply box, gives it another hour, or sends it now. */
import { inArray } from "drizzle-orm";
import type { DeliveryRow } from "../delivery/operation.ts";
import { conversationOf, judgeParts, moveParts, partsOf, release, UNDO, wholeText } from "../delivery/schedule.ts";
import { settleOther } from "../delivery/settle.ts";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import type { EpochMs } from "../domain/time.ts";
import { wipeMessage } from "../store/message-content.ts";
import { closeAfter } from "../store/schema.ts";
import { type Draft, putBackDraft } from "./drafts.ts";
import { takeOverUploads } from "./uploads.ts";
import type { Desk } from "./desk.ts";
import { requireHour } from "./send-time.ts";

/** Stands in the `code` of what was taken back: its words are in a draft again, and nothing of it shows. */
const TAKEN_BACK = "taken-back";

/**
 * Ends it with all parts of its text; the words, files and what they answer are in a draft of whoever asks, in the same transaction. Throws ProblemError `not-found`, or
 * `conflict` where it has left or is just leaving.
 */
export function takeBack(desk: Desk, deliveryId: number): { conversationId: number; draft: Draft } {
  demand(desk, "reply.send");
  return desk.store.transaction((now) => {
    const { parts, first } = waitingParts(desk, deliveryId, ["scheduled", "held"]);
    const conversation = conversationOf(desk.store, first);
    const back = {
      text: wholeText(desk.store, parts),
      uploads: parts.flatMap(({ payload }) => payload.uploads ?? []),
      inReplyTo: first.payload.chosen ?? null,
    };
    // From the end, so that each part is taken back and none falls with an earlier one.
    for (const part of parts.toReversed()) {
      wipeMessage(desk.store, part.messageId, now);
      settleOther(desk, now, part, { state: "cancelled", code: TAKEN_BACK, detail: null, nextAt: null });
    }
    const ids = parts.map(({ id }) => id);
    desk.store.db.delete(closeAfter).where(inArray(closeAfter.deliveryId, ids)).run();
    takeOverUploads(desk, back.uploads);
    return { conversationId: conversation.id, draft: putBackDraft(desk, now, conversation, back) };
  });
}

/**
 * Gives it another hour, or with null sends it now, all parts of its text. `seenSeq` as with a reply: what the person wrote until then was read. Throws
 * ProblemError `not-found`; `conflict` where it does not wait for its time; `conversation-moved`; `reply-refused`; `invalid` for a time that is none.
 */
export function reschedule(
  desk: Desk,
  deliveryId: number,
  input: { sendAt: EpochMs | null; seenSeq: number | null },
): void {
  demand(desk, "reply.send");
  desk.store.transaction((now) => {
    const { parts, first } = waitingParts(desk, deliveryId, ["scheduled"]);
    if (first.code === UNDO && input.sendAt !== null)
      throw new ProblemError("conflict", "This leaves in a moment. Take it back first, then choose its hour.", {
        extra: { state: first.state },
      });
    const conversation = conversationOf(desk.store, first);
    if (input.seenSeq !== null && input.seenSeq < conversation.seq)
      throw new ProblemError("conversation-moved", "Something was said since you read it. Read it, then send again.", {
        extra: { seq: conversation.seq },
      });
    const at = input.sendAt === null ? null : requireHour(desk, conversation, now, input.sendAt);
    const seen = desk.store.q.lastEvent.get()?.seq ?? 0;
    const hold = judgeParts(desk, parts);
    if (hold !== null) moveParts(desk, now, parts, { state: "held", code: hold, nextAt: at }, seen);
    else if (at === null) release(desk, now, parts);
    else moveParts(desk, now, parts, { state: "scheduled", code: null, nextAt: at }, seen);
  });
}

type Waiting = "scheduled" | "held";

function waitingParts(
  { store }: Desk,
  deliveryId: number,
  states: readonly Waiting[],
): { parts: DeliveryRow[]; first: DeliveryRow } {
  const row = store.q.deliveryById.get({ id: deliveryId });
  if (!row) throw new ProblemError("not-found", "There is no such delivery.");
  const parts = partsOf(store, row);
  const other = parts.find(({ state }) => !states.some((one) => one === state));
  const [first] = parts;
  if (other || !first || (first.kind !== "reply" && first.kind !== "message"))
    throw new ProblemError("conflict", `This is ${(other ?? row).state} and no longer waits: it stays as it is.`, {
      extra: { state: (other ?? row).state },
    });
  return { parts, first };
}
