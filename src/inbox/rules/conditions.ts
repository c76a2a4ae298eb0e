/** Whether the conditions of a rule hold for a conversation now. */
import { eq, sql } from "drizzle-orm";
import { calendarOf } from "../../domain/hours/calendar.ts";
import { parseId } from "../../domain/ids.ts";
import type { Condition } from "../../domain/rules.ts";
import type { Conversation } from "../../store/conversation-state.ts";
import type { Store } from "../../store/db.ts";
import { brandHours } from "../../store/policies.ts";
import { perStore } from "../../store/prepared.ts";
import { conversation, conversationLabel, episode, identity, message } from "../../store/schema.ts";
import { fold } from "../../store/search-words.ts";
import { languageOf } from "../language-of.ts";

const p = sql.placeholder;

const queriesOf = perStore((db) => ({
  labels: db
    .select({ id: conversationLabel.labelId })
    .from(conversationLabel)
    .where(eq(conversationLabel.conversationId, p("id")))
    .prepare(),
  message: db
    .select({ text: message.text, language: message.language })
    .from(message)
    .where(eq(message.id, p("id")))
    .prepare(),
  newestText: db
    .select({ text: message.text })
    .from(message)
    .where(
      // In the words of their index.
      sql`${message.conversationId} = ${p("id")} and ${message.direction} = 'inbound' and ${message.deletedAt} is null
        and ${message.origin} <> 'history'`,
    )
    .orderBy(sql`${message.sentAt} desc`, sql`${message.id} desc`)
    .limit(1)
    .prepare(),
  talks: db
    .select({ id: conversation.id })
    .from(identity)
    .innerJoin(conversation, eq(conversation.personId, identity.id))
    .where(sql`${identity.contactId} = (select contact_id from identity where id = ${p("personId")})`)
    .limit(2)
    .prepare(),
  episodes: db
    .select({ id: episode.id })
    .from(episode)
    .where(eq(episode.conversationId, p("id")))
    .limit(2)
    .prepare(),
}));

/** `messageId`: the message that is the occasion; null: the person's newest is looked at. */
export function holds(
  store: Store,
  conditions: readonly Condition[],
  where: Conversation,
  messageId: number | null,
): boolean {
  return conditions.every((one) => isTrue(store, one, where, messageId) !== one.not);
}

function isTrue(store: Store, condition: Condition, where: Conversation, messageId: number | null): boolean {
  const q = queriesOf(store);
  const { id } = where;
  const newest = () => (messageId === null ? q.newestText.get({ id }) : q.message.get({ id: messageId }));
  switch (condition.if) {
    case "account":
      return condition.in.some((one) => parseId("account", one) === where.accountId);
    case "platform":
      return condition.in.includes(where.platform);
    case "visibility":
      return condition.is === where.kind;
    case "language": {
      const own = messageId === null ? null : (q.message.get({ id: messageId })?.language ?? null);
      const language = own ?? languageOf(store, id);
      return language !== null && condition.in.includes(language);
    }
    case "text": {
      const text = fold(newest()?.text ?? "");
      return condition.has.some((one) => hasWords(text, fold(one)));
    }
    case "label": {
      const had = new Set(q.labels.all({ id }).map((row) => row.id));
      return condition.in.some((one) => had.has(parseId("label", one) ?? 0));
    }
    case "newcomer":
      return q.talks.all({ personId: where.personId }).length < 2 && q.episodes.all({ id }).length < 2;
    case "priority":
      return condition.in.includes(where.priority);
    case "status":
      return condition.in.includes(where.status);
    case "unassigned":
      return where.assigneeId === null;
    case "openHours":
      return calendarOf(store.q.accountById.get({ id: where.accountId })?.hours ?? brandHours(store)).isOpen(
        store.clock.now(),
      );
  }
}

const LETTER = /[\p{L}\p{N}]/u;
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Latin words whole, so that `ban` is not in `bank`; Han anywhere. Both folded. */
function hasWords(text: string, wanted: string): boolean {
  const isWord = (char: string | undefined) => char !== undefined && LETTER.test(char) && !HAN.test(char);
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const cutsBefore = isWord(wanted[0]) && isWord(text[at - 1]);
    const cutsAfter = isWord(wanted.at(-1)) && isWord(text[end]);
    if (!cutsBefore && !cutsAfter) return true;
  }
  return false;
}
