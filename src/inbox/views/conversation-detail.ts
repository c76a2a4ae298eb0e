/** One conversation with everything that the desk needs to answer it. */
import type { Answerability, PlaceCapabilities } from "../../../connectors/connector.ts";
import type { PlatformLookup } from "../../delivery/platforms.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Store } from "../../store/db.ts";
import type { account, episode } from "../../store/schema.ts";
import { type ConversationRow, conversationRows } from "./conversation-rows.ts";

export interface ConversationDetail extends ConversationRow {
  account: typeof account.$inferSelect;
  episode: typeof episode.$inferSelect | null;
  answerability: Answerability;
  capabilities: PlaceCapabilities;
}

/** Throws ProblemError `not-found`. */
export function conversationDetail(store: Store, platforms: PlatformLookup, id: number): ConversationDetail {
  const row = conversationRows(store, [id])[0];
  const account = row && store.q.accountById.get({ id: row.conversation.accountId });
  if (!row || !account) throw new ProblemError("not-found", "There is no such conversation.");
  const { conversation, person, place } = row;
  return {
    ...row,
    account,
    episode: conversation.episodeId === null ? null : (store.q.episodeById.get({ id: conversation.episodeId }) ?? null),
    answerability: answerabilityOf(store, platforms, row, account.state),
    capabilities: platforms.capabilities(conversation.platform, { id: place.remoteId, kind: place.kind }),
    person,
  };
}

/** Whether an answer can go there now. An account that was removed answers nothing. */
export function answerabilityOf(
  store: Store,
  platforms: PlatformLookup,
  { conversation, person, place }: Omit<ConversationRow, "labels">,
  accountState: string,
): Answerability {
  if (accountState === "removed")
    return { state: "closed", until: null, reason: "account-removed", url: place.url, toPrivateUrl: null };
  return platforms.answerability(
    conversation.accountId,
    {
      place: { id: place.remoteId, kind: place.kind, title: place.title, url: place.url },
      closed: place.closed,
      lastInboundAt: conversation.lastInboundAt,
      personState: person.state,
    },
    store.clock.now(),
  );
}
