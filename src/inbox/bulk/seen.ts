/** What of a conversation a change can be taken back of: how it was, how it was left, and whether it still is so. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { CONVERSATION_STATUSES, PRIORITIES } from "../../domain/status.ts";
import type { Context } from "../../store/context.ts";
import { episode } from "../../store/schema.ts";
import { requireConversation } from "../require-conversation.ts";
import { labelsOf } from "../set-labels.ts";

const Seen = z.object({
  status: z.enum(CONVERSATION_STATUSES),
  snoozedUntil: z.number().nullable(),
  assigneeId: z.number().nullable(),
  priority: z.enum(PRIORITIES),
  readUpTo: z.number(),
  /** Ids in order, joined: one value to compare. */
  labels: z.string(),
});
export type Seen = z.infer<typeof Seen>;

const Ended = z.object({
  closedAt: z.number().nullable(),
  resolvedAt: z.number().nullable(),
  satisfactionDueAt: z.number().nullable(),
});
const Part = Seen.partial();
type Part = z.infer<typeof Part>;

type Ended = z.infer<typeof Ended>;

const Changed = z.object({
  id: z.number(),
  /** Only what the change touched. */
  before: Part,
  after: Part,
  /** When the work had ended, where it had; that is put back as it was. */
  ended: Ended,
});
export type Changed = z.infer<typeof Changed>;

/** As it is stored. */
export const ChangedList = z.array(Changed);

export interface Look extends Seen {
  ended: Ended;
}

/** Throws ProblemError `not-found`. */
export function lookAt(ctx: Context, id: number): Look {
  const row = requireConversation(ctx, id);
  return {
    status: row.status,
    snoozedUntil: row.snoozedUntil,
    assigneeId: row.assigneeId,
    priority: row.priority,
    readUpTo: row.readUpTo,
    labels: labelsOf(ctx.store, id)
      .map((label) => label.id)
      .toSorted((a, b) => a - b)
      .join(),
    ended: endedOf(ctx, row.episodeId),
  };
}

function endedOf({ store }: Context, episodeId: number | null): Ended {
  const row = episodeId === null ? undefined : store.q.episodeById.get({ id: episodeId });
  return Ended.parse(row ?? { closedAt: null, resolvedAt: null, satisfactionDueAt: null });
}

/** Puts back when its work had ended. */
export function restoreEnd(ctx: Context, conversationId: number, ended: Ended): void {
  const { episodeId } = requireConversation(ctx, conversationId);
  if (episodeId !== null) ctx.store.db.update(episode).set(ended).where(eq(episode.id, episodeId)).run();
}

/** Null where nothing differs. */
export function differences(id: number, before: Look, after: Look): Changed | null {
  const touched = Seen.keyof().options.filter((key) => before[key] !== after[key]);
  if (touched.length === 0) return null;
  return { id, before: only(before, touched), after: only(after, touched), ended: before.ended };
}

/** Whether everything that the change touched is as it left it. */
export function isAsLeft(now: Seen, after: Part): boolean {
  return Seen.keyof().options.every((key) => after[key] === undefined || after[key] === now[key]);
}

function only(look: Look, keys: (keyof Seen)[]): Part {
  return Part.parse(Object.fromEntries(keys.map((key) => [key, look[key]])));
}
