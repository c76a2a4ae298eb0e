/** Writes everything that is kept about a person as one JSON document, a page at a time. */
import { and, asc, eq, gt, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { formatId } from "../domain/ids.ts";
import { demand } from "../domain/permissions.ts";
import { toIso } from "../domain/time.ts";
import { type Context, record } from "../store/context.ts";
import type { Store } from "../store/db.ts";
import type { MessageRow } from "../store/message-content.ts";
import {
  account,
  conversation,
  episode,
  event,
  eventContent,
  type identity,
  message,
  publication,
  publicationConsent,
  topic,
} from "../store/schema.ts";
import { aboutPerson } from "./erase/traces.ts";
import { conversationRows } from "./views/conversation-rows.ts";
import { type ContactRow, contactView } from "./views/contact.ts";
import { type MessageParts, messageParts } from "./views/message-parts.ts";

const MESSAGES_AT_ONCE = 100;
const CONTENTS_AT_ONCE = 200;

/** Pieces of the document, each made in a few milliseconds. Throws ProblemError `not-found` before the first; that it was made stands in the log. */
export function exportContact(ctx: Context, contactId: number): Generator<string> {
  demand(ctx, "data.export");
  const { store } = ctx;
  const contact = contactView(store, contactId);
  store.transaction((now) => record(ctx, now, { type: "contact.exported", data: { contactId } }));
  return documentOf(store, contact);
}

function* documentOf(store: Store, { id, identities }: ContactRow): Generator<string> {
  const ids = identities.map((row) => row.id);
  const head = {
    exportedAt: toIso(store.clock.now()),
    id: formatId("contact", id),
    identities: identities.map(nameOf),
  };
  yield JSON.stringify(head).slice(0, -1);
  yield* list("conversations", conversationsOf(store, ids));
  yield* list("messages", messagesOf(store, ids));
  yield* list("publications", publicationsOf(store, ids));
  yield* list("events", contentsOf(store, ids, id));
  yield "}\n";
}

function* list(name: string, items: Iterable<unknown>): Generator<string> {
  yield `,\n"${name}":[`;
  let before = "";
  for (const item of items) {
    yield `${before}\n${JSON.stringify(item)}`;
    before = ",";
  }
  yield "]";
}

function nameOf(row: typeof identity.$inferSelect) {
  const { platform, remoteId, name, handle, avatarUrl, url, state } = row;
  return { id: formatId("identity", row.id), platform, remoteId, name, handle, avatarUrl, url, state };
}

function* conversationIds(store: Store, identityIds: number[]): Generator<number> {
  const after = (id: number) =>
    store.db
      .select({ id: conversation.id })
      .from(conversation)
      .where(and(inArray(conversation.personId, identityIds), gt(conversation.id, id)))
      .orderBy(asc(conversation.id))
      .limit(1)
      .get();
  for (let next = after(0); next; next = after(next.id)) yield next.id;
}

function* conversationsOf(store: Store, identityIds: number[]): Iterable<unknown> {
  for (const id of conversationIds(store, identityIds))
    for (const { conversation: row, place, labels } of conversationRows(store, [id]))
      yield {
        id: formatId("conversation", id),
        accountId: formatId("account", row.accountId),
        identityId: formatId("identity", row.personId),
        platform: row.platform,
        kind: row.kind,
        place: { remoteId: place.remoteId, title: place.title, url: place.url },
        status: row.status,
        priority: row.priority,
        labels,
        episodes: episodesOf(store, id),
        createdAt: toIso(row.createdAt),
      };
}

/** The pieces of work, and how they rated them. */
function episodesOf({ db }: Store, conversationId: number) {
  const rows = db
    .select({ episode, topic: topic.name })
    .from(episode)
    .leftJoin(topic, eq(topic.id, episode.topicId))
    .where(eq(episode.conversationId, conversationId))
    .orderBy(asc(episode.id))
    .all();
  return rows.map(({ episode: row, topic: about }) => ({
    openedAt: toIso(row.openedAt),
    closedAt: toIso(row.closedAt),
    topic: about,
    satisfaction: row.satisfaction,
    satisfactionAt: toIso(row.satisfactionAt),
  }));
}

function* messagesOf(store: Store, identityIds: number[]): Iterable<unknown> {
  for (const id of conversationIds(store, identityIds)) {
    const row = store.q.conversationById.get({ id });
    if (row) yield* messagesWhere(store, row.accountId, eq(message.conversationId, id));
  }
  // What they said among others, where it began no conversation.
  const loose = and(inArray(message.personId, identityIds), isNull(message.conversationId));
  for (const { id } of store.db.select({ id: account.id }).from(account).all())
    yield* messagesWhere(store, id, and(loose, eq(message.accountId, id)));
}

function* messagesWhere(store: Store, accountId: number, where: SQL | undefined): Iterable<unknown> {
  const page = (at: number, id: number) =>
    store.db
      .select()
      .from(message)
      .where(and(where, sql`(${message.sentAt}, ${message.id}) > (${at}, ${id})`))
      .orderBy(asc(message.sentAt), asc(message.id))
      .limit(MESSAGES_AT_ONCE)
      .all();
  for (let rows = page(-1, 0); rows.length > 0;) {
    const partsOf = messageParts(store, { accountId }, rows);
    for (const row of rows) yield messageOf(row, partsOf(row));
    const last = rows.at(-1);
    rows = last && rows.length === MESSAGES_AT_ONCE ? page(last.sentAt, last.id) : [];
  }
}

function messageOf(row: MessageRow, { author, media, edits, reactions }: MessageParts) {
  return {
    id: formatId("message", row.id),
    remoteId: row.remoteId,
    conversationId: row.conversationId === null ? null : formatId("conversation", row.conversationId),
    direction: row.direction,
    author: author.identity?.name ?? author.agentName,
    text: row.text,
    edits: edits.map(({ text, at }) => ({ text, at: toIso(at) })),
    media: media.map(({ kind, state, mime, name, size, alt, latitude, longitude, hash }) => {
      const where = latitude === null ? {} : { latitude, longitude };
      return { kind, state, mime, name, size, alt, sha256: hash, ...where };
    }),
    reactions: reactions.map(({ emoji, count }) => ({ emoji, count })),
    url: row.url,
    sentAt: toIso(row.sentAt),
    receivedAt: toIso(row.receivedAt),
    editedAt: toIso(row.editedAt),
    deletedAt: toIso(row.deletedAt),
  };
}

/** What was made of their questions for the public, and what they said to that. */
function* publicationsOf(store: Store, identityIds: number[]): Iterable<unknown> {
  for (const conversationId of conversationIds(store, identityIds)) {
    const made = store.db.select().from(publication).where(eq(publication.conversationId, conversationId)).all();
    for (const { id, form, state, title, question, answer, removals, consent } of made)
      yield { id: formatId("publication", id), form, state, title, question, answer, removals, consent };
    const asked = store.db
      .select()
      .from(publicationConsent)
      .where(eq(publicationConsent.conversationId, conversationId))
      .all();
    for (const row of asked)
      yield {
        id: formatId("publication", row.publicationId),
        askedAt: toIso(row.askedAt),
        answer: row.answer,
        answeredAt: toIso(row.answeredAt),
        withdrawnAt: toIso(row.withdrawnAt),
      };
  }
}

/** What the log keeps of them in words: names that they had, for one. */
function* contentsOf(store: Store, identityIds: number[], contactId: number): Iterable<unknown> {
  const theirs = aboutPerson(identityIds, contactId);
  const page = (seq: number) =>
    store.db
      .select({ seq: eventContent.seq, content: eventContent.content, type: event.type, at: event.at, theirs })
      .from(eventContent)
      .innerJoin(event, eq(event.seq, eventContent.seq))
      .leftJoin(conversation, eq(conversation.id, event.conversationId))
      .where(gt(eventContent.seq, seq))
      .orderBy(asc(eventContent.seq))
      .limit(CONTENTS_AT_ONCE)
      .all();
  for (let rows = page(0); rows.length > 0; rows = page(rows.at(-1)?.seq ?? 0))
    for (const row of rows)
      if (row.theirs)
        yield { seq: row.seq, type: row.type, at: toIso(row.at), content: JSON.parse(row.content) as unknown };
}
