/** A person with all their names on the platforms and their newest conversations. */
import { asc, eq, sql } from "drizzle-orm";
import { ProblemError } from "../../domain/problem.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { contact, conversation, identity, message } from "../../store/schema.ts";
import { type ConversationRow, conversationRows, type IdentityRow } from "./conversation-rows.ts";
import { compareKeys } from "./keyset.ts";
import { idList, perStore } from "../../store/prepared.ts";

export interface ContactRow {
  id: number;
  identities: IdentityRow[];
  conversations: ConversationRow[];
  /** How many there are; the newest of them are given. */
  conversationCount: number;
  /** When the oldest message was sent, of the conversations that are given. */
  firstSeenAt: EpochMs | null;
}

const CONVERSATIONS_SHOWN = 50;

const queriesOf = perStore((db) => ({
  contact: db
    .select()
    .from(contact)
    .where(eq(contact.id, sql.placeholder("id")))
    .prepare(),
  identities: db
    .select()
    .from(identity)
    .where(eq(identity.contactId, sql.placeholder("id")))
    .orderBy(asc(identity.id))
    .prepare(),
  conversations: db
    .select({ id: conversation.id, at: conversation.lastMessageAt })
    .from(conversation)
    .where(sql`${conversation.personId} in (select value from json_each(${sql.placeholder("ids")}))`)
    .prepare(),
  oldest: db
    .select({ at: message.sentAt })
    .from(message)
    .where(eq(message.conversationId, sql.placeholder("id")))
    .orderBy(asc(message.sentAt), asc(message.id))
    .limit(1)
    .prepare(),
}));

/** Throws ProblemError `not-found`, also for a contact whose names were all merged into another. */
export function contactView(store: Store, id: number): ContactRow {
  const queries = queriesOf(store);
  const identities = queries.contact.get({ id }) ? queries.identities.all({ id }) : [];
  if (identities.length === 0)
    throw new ProblemError("not-found", "There is no such contact, or it was merged into another.");
  const all = queries.conversations.all({ ids: idList(identities.map((row) => row.id)) });
  const newest = all.toSorted(compareKeys).slice(0, CONVERSATIONS_SHOWN);
  const begins = newest.flatMap((row) => queries.oldest.get({ id: row.id })?.at ?? []);
  return {
    id,
    identities,
    conversationCount: all.length,
    firstSeenAt: begins.length === 0 ? null : Math.min(...begins),
    conversations: conversationRows(
      store,
      newest.map((row) => row.id),
    ),
  };
}
