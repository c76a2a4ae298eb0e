/** What there was with a person before, over all their conversations: pieces of work and how they ended, and notes. */
import { desc, eq, sql } from "drizzle-orm";
import { ProblemError } from "../../domain/problem.ts";
import { beginningOf } from "../../domain/text.ts";
import type { PlaceKind, PlatformName } from "../../domain/platform.ts";
import type { Store } from "../../store/db.ts";
import { idList, perStore } from "../../store/prepared.ts";
import { agent, conversation, episode, identity, message } from "../../store/schema.ts";

const MOST = 30;
/** Of a person with more conversations the newest are looked at. */
const CONVERSATIONS = 200;
const EXCERPT_LENGTH = 120;

export interface EpisodeRow {
  episode: typeof episode.$inferSelect;
  platform: PlatformName;
  kind: PlaceKind;
  /** The person's message that it began with, where it is known. */
  messageId: number | null;
  excerpt: string;
}

export interface NoteRow {
  message: typeof message.$inferSelect;
  author: string;
}

const p = sql.placeholder;
const inList = sql`in (select value from json_each(${p("ids")}))`;

const queriesOf = perStore((db) => ({
  conversations: db
    .select({ id: conversation.id, at: conversation.lastMessageAt })
    .from(conversation)
    .where(
      sql`${conversation.personId} in (select ${identity.id} from ${identity} where ${identity.contactId} = ${p("id")})`,
    )
    .prepare(),
  episodes: db
    .select({ episode, platform: conversation.platform, kind: conversation.kind })
    .from(episode)
    .innerJoin(conversation, eq(conversation.id, episode.conversationId))
    .where(sql`${episode.conversationId} ${inList}`)
    .prepare(),
  firstWords: db
    .select({ id: message.id, text: message.text })
    .from(message)
    .where(
      sql`${message.conversationId} = ${p("conversationId")} and ${message.direction} = 'inbound' and ${message.deletedAt} is null and ${message.origin} <> 'history' and ${message.sentAt} >= ${p("since")}`,
    )
    .orderBy(message.sentAt, message.id)
    .limit(1)
    .prepare(),
  notes: db
    .select({ message, author: agent.name })
    .from(message)
    .leftJoin(agent, eq(agent.id, message.agentId))
    .where(sql`${message.conversationId} = ${p("conversationId")} and ${message.direction} = 'note'`)
    .orderBy(desc(message.sentAt), desc(message.id))
    .limit(MOST)
    .prepare(),
}));

/** The newest 30, newest first. Throws ProblemError `not-found`. */
export function pastEpisodes(store: Store, contactId: number): EpisodeRow[] {
  const queries = queriesOf(store);
  return queries.episodes
    .all({ ids: idList(conversationsOf(store, contactId)) })
    .toSorted((a, b) => b.episode.openedAt - a.episode.openedAt || b.episode.id - a.episode.id)
    .slice(0, MOST)
    .map((row) => {
      const { conversationId, openedAt } = row.episode;
      const first = queries.firstWords.get({ conversationId, since: openedAt });
      return { ...row, messageId: first?.id ?? null, excerpt: beginningOf(first?.text ?? "", EXCERPT_LENGTH) };
    });
}

/** The newest 30 that stand, newest first. Throws ProblemError `not-found`. */
export function contactNotes(store: Store, contactId: number): NoteRow[] {
  const queries = queriesOf(store);
  return conversationsOf(store, contactId)
    .flatMap((conversationId) => queries.notes.all({ conversationId }))
    .filter((row) => row.message.deletedAt === null)
    .toSorted((a, b) => b.message.sentAt - a.message.sentAt || b.message.id - a.message.id)
    .slice(0, MOST)
    .map((row) => ({ message: row.message, author: row.author ?? "" }));
}

function conversationsOf(store: Store, contactId: number): number[] {
  const rows = queriesOf(store).conversations.all({ id: contactId });
  if (rows.length === 0)
    throw new ProblemError("not-found", "There is no such contact, it was merged into another, or never wrote to us.");
  return rows
    .toSorted((a, b) => b.at - a.at)
    .slice(0, CONVERSATIONS)
    .map((row) => row.id);
}
