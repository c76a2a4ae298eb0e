/** Keeps the roll-ups of reports in step with the event log, slice by slice, beside the ways that events come in. */
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Store } from "../db.ts";
import { idList } from "../prepared.ts";
import { meta, reportAgain, reportDay, reportEpisode, reportHour, reportMessage } from "../schema.ts";
import { Tally } from "./tally.ts";

const KEY = "reports";
// A slice takes less than 10 ms: see the bench.
const MESSAGES_A_SLICE = 80;
const EPISODES_A_SLICE = 25;
const EVENTS_A_SLICE = 50;
const AGAIN_A_SLICE = 20;

/** `events` has counted all up to event `cursor`; the phases before it go through what there was when counting began. */
const Progress = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("messages"), cursor: z.int(), after: z.int() }),
  z.object({ phase: z.literal("episodes"), cursor: z.int(), after: z.int() }),
  z.object({ phase: z.literal("events"), cursor: z.int() }),
]);
type Progress = z.infer<typeof Progress>;

/** Whether something has happened that is not counted yet. */
export function hasUncounted(store: Store): boolean {
  const progress = read(store);
  if (progress?.phase !== "events") return progress !== null || lastSeq(store) > 0;
  return progress.cursor < lastSeq(store) || store.q.reports.again.get({ limit: 1 }) !== undefined;
}

/** Whether what there was before counting began is still being counted: until then numbers are too small. */
export function isBeginning(store: Store): boolean {
  return read(store)?.phase !== "events" && hasUncounted(store);
}

/** For changes that write no event of each conversation: they are looked at again. Call inside the transaction of the change. */
export function countAgain(store: Store, conversationIds: readonly number[]): void {
  const ids = idList(conversationIds);
  store.db.run(sql`insert or ignore into ${reportAgain} (conversation_id) select value from json_each(${ids})`);
}

/**
 * Counts the next slice, in one transaction with the place where it ends, so that each thing counts once wherever the program dies. False: there is nothing left.
 */
export function countNext(store: Store): boolean {
  if (!hasUncounted(store)) return false;
  store.transaction(() => {
    const tally = new Tally(store);
    const next = slice(store, tally, read(store) ?? beginning(store));
    tally.write();
    save(store, next);
  });
  return true;
}

/** Empties the roll-ups; the lane, or calls of `countNext`, then count everything anew. */
export function forgetCounts(store: Store): void {
  store.transaction(() => {
    for (const table of [reportHour, reportDay, reportMessage, reportEpisode, reportAgain])
      store.db.delete(table).run();
    save(store, beginning(store));
  });
}

function beginning(store: Store): Progress {
  return { phase: "messages", cursor: lastSeq(store), after: 0 };
}

function slice(store: Store, tally: Tally, progress: Progress): Progress {
  const { cursor } = progress;
  switch (progress.phase) {
    case "messages": {
      const rows = store.q.reports.messagesAfter.all({ after: progress.after, limit: MESSAGES_A_SLICE });
      for (const row of rows) tally.message(row);
      const after = rows.at(-1)?.id;
      return after === undefined ? { phase: "episodes", cursor, after: 0 } : { phase: "messages", cursor, after };
    }
    case "episodes": {
      const rows = store.q.reports.episodesAfter.all({ after: progress.after, limit: EPISODES_A_SLICE });
      for (const row of rows) tally.episode(row);
      const after = rows.at(-1)?.episode.id;
      return after === undefined ? { phase: "events", cursor } : { phase: "episodes", cursor, after };
    }
    case "events":
      if (progress.cursor === lastSeq(store)) countThose(store, tally);
      return { ...progress, cursor: countEvents(store, tally, progress) };
  }
}

/** Event data that names what else has changed. */
const Named = z.object({
  echoId: z.number().optional().catch(undefined),
  episodeId: z.number().optional().catch(undefined),
});

/** Looks again at all that the next events are about: what it counts for now replaces what it counted for before. */
function countEvents(store: Store, tally: Tally, { cursor }: { cursor: number }): number {
  const events = store.q.eventsAfter.all({ seq: cursor, limit: EVENTS_A_SLICE });
  const messages = new Set<number>();
  const episodes = new Set<number>();
  const conversations = new Set<number>();
  for (const { type, conversationId, messageId, data } of events) {
    if (messageId !== null) messages.add(messageId);
    const { echoId, episodeId } = Named.parse(JSON.parse(data));
    if (type === "message.bound" && echoId !== undefined) tally.messageIsGone(echoId);
    if (episodeId !== undefined) episodes.add(episodeId);
    if (conversationId === null || type === "conversation.read") continue;
    conversations.add(conversationId);
    if (type === "conversation.created")
      for (const { id } of store.q.reports.idsOfConversation.all({ conversationId })) messages.add(id);
  }
  for (const id of messages) {
    const row = store.q.reports.message.get({ id });
    if (row) tally.message(row);
    if (row?.episodeId) episodes.add(row.episodeId);
  }
  for (const conversationId of conversations) countEpisodes(store, tally, conversationId);
  for (const id of episodes) {
    const row = store.q.reports.episode.get({ id });
    if (row) tally.episode(row);
  }
  return events.at(-1)?.seq ?? lastSeq(store);
}

/** The next of those that are to be looked at again. */
function countThose(store: Store, tally: Tally): void {
  for (const { id } of store.q.reports.again.all({ limit: AGAIN_A_SLICE })) {
    countEpisodes(store, tally, id);
    store.db.delete(reportAgain).where(eq(reportAgain.conversationId, id)).run();
  }
}

/** All of them: an answer that landed late, an echo or a label changes older ones too. */
function countEpisodes(store: Store, tally: Tally, conversationId: number): void {
  for (const { id } of store.q.reports.episodeIds.all({ conversationId })) {
    const row = store.q.reports.episode.get({ id });
    if (row) tally.episode(row);
  }
}

function lastSeq(store: Store): number {
  return store.q.lastEvent.get()?.seq ?? 0;
}

function read(store: Store): Progress | null {
  const row = store.q.metaByKey.get({ key: KEY });
  return row ? Progress.parse(JSON.parse(row.value)) : null;
}

function save(store: Store, progress: Progress): void {
  const value = JSON.stringify(progress);
  store.db.insert(meta).values({ key: KEY, value }).onConflictDoUpdate({ target: meta.key, set: { value } }).run();
}
