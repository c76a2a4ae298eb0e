/** Puts words of the team into a conversation: an answer that is to leave, or a note. */
import { detectLanguage } from "../domain/language.ts";
import type { Automatic } from "../domain/status.ts";
import type { Span } from "../domain/text.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Store } from "./db.ts";
import { indexMessage } from "./search.ts";

export interface OwnWords {
  direction: "outbound" | "note";
  text: string;
  spans?: Span[];
  agentId: number | null;
  /** Absent: somebody wrote it. */
  automatic?: Automatic | undefined;
  /** Found by search beside the text. */
  author: string;
  /** Remote id of the message it answers. */
  inReplyTo: string | null;
}

/** Where they stand: a conversation, or, without one, a place in which they answer nobody. */
export interface Standing {
  id: number | null;
  accountId: number;
  placeId: number;
  personId: number | null;
  episodeId: number | null;
}

/** Stores and indexes them; gives the message's id. Call inside the transaction of the change. */
export function insertOwnWords(store: Store, now: EpochMs, standing: Standing, words: OwnWords): number {
  const { id: conversationId, accountId, placeId, personId, episodeId } = standing;
  const { direction, text, agentId, inReplyTo } = words;
  const { id } = store.q.insertMessage.get({
    accountId,
    placeId,
    conversationId,
    episodeId,
    remoteId: null,
    direction,
    origin: "parley",
    authorId: null,
    personId,
    agentId,
    automatic: words.automatic ?? null,
    text,
    spans: words.spans ?? [],
    language: detectLanguage(text),
    groupKey: null,
    inReplyTo,
    url: null,
    sentAt: now,
    receivedAt: now,
    version: 0,
    editedAt: null,
    deletedAt: null,
  });
  indexMessage(store, id, text, words.author);
  return id;
}
