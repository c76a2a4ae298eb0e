/** Opens conversations and episodes, and gathers what belongs to them. */
import { eq } from "drizzle-orm";
import { record } from "../../store/context.ts";
import { changeConversation, type Conversation } from "../../store/conversation-state.ts";
import { moveCounters } from "../../store/counters.ts";
import type { MessageRow } from "../../store/message-content.ts";
import type { PlaceRow } from "../../store/places.ts";
import { episode, message } from "../../store/schema.ts";
import type { EpochMs } from "../../domain/time.ts";
import { arrival, type Run, touch } from "./run.ts";

/** The conversation of a person in a place, null if they have none. */
export function conversationOf(run: Run, place: PlaceRow, personId: number): Conversation | null {
  const key = { accountId: run.account.id, placeId: place.id, personId };
  return run.ctx.store.q.conversationByKey.get(key) ?? null;
}

/** Opens the conversation (`history`: as closed work; of somebody we block: as spam) and takes in what was said there before by or to the person. */
export function openConversation(
  run: Run,
  place: PlaceRow,
  personId: number,
  at: EpochMs,
  history: boolean,
): Conversation {
  const { store } = run.ctx;
  const { id: accountId, platform } = run.account;
  const blocked = store.q.identityById.get({ id: personId })?.state === "blockedByUs";
  const status = blocked ? "spam" : history ? "closed" : "open";
  const opened = store.q.insertConversation.get({
    accountId,
    platform,
    placeId: place.id,
    personId,
    kind: place.kind,
    status,
    at,
  });
  moveCounters(store, null, opened);
  const created = { accountId, conversationId: opened.id, data: { status } };
  const seq = record(run.ctx, run.now, { type: "conversation.created", ...created });
  touch(run, opened.id, { seq });
  const current = history ? opened : openEpisode(run, opened, at, blocked ? run.now : null);
  for (const orphan of store.q.orphansOf.all({ placeId: place.id, personId })) adopt(run, current, orphan);
  return current;
}

/** A new piece of work begins with the person's message at `openedAt`; `closedAt`: it has ended as well. */
export function openEpisode(
  run: Run,
  conversation: Conversation,
  openedAt: EpochMs,
  closedAt: EpochMs | null = null,
): Conversation {
  const { store } = run.ctx;
  const { id } = store.q.insertEpisode.get({ conversationId: conversation.id, openedAt });
  if (closedAt !== null) store.db.update(episode).set({ closedAt }).where(eq(episode.id, id)).run();
  return changeConversation(store, conversation, { episodeId: id });
}

function adopt(run: Run, conversation: Conversation, row: MessageRow): void {
  const direction = row.direction === "ambient" ? "inbound" : row.direction;
  run.ctx.store.db
    .update(message)
    .set({ conversationId: conversation.id, episodeId: conversation.episodeId, direction })
    .where(eq(message.id, row.id))
    .run();
  touch(run, conversation.id, arrival({ ...row, direction }));
}
