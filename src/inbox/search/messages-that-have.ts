/** Whether a message carries what `has:` asks for, and the newest of a conversation that does. */
import { and, desc, eq, sql } from "drizzle-orm";
import type { HasValue } from "../../domain/search/operators.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { message } from "../../store/schema.ts";

const p = sql.placeholder;
/** Of a conversation so many of the newest messages are looked at. */
const NEWEST = 500;

const MEDIA_KINDS = {
  file: null,
  image: ["image", "sticker"],
  video: ["video"],
  audio: ["audio", "voice"],
} as const;

/** True for the messages that have it, as SQL over `message`. */
function carries(value: HasValue) {
  if (value === "note") return sql`${message.direction} = 'note' and ${message.deletedAt} is null`;
  if (value === "link") return sql`${message.spans} like '%"kind":"link"%'`;
  const kinds = MEDIA_KINDS[value];
  const ofKind =
    kinds === null ? sql`` : sql` and media.kind in (select value from json_each(${JSON.stringify(kinds)}))`;
  return sql`exists (select 1 from media where media.message_id = ${message.id} and media.reason is not 'deleted'${ofKind})`;
}

const queriesOf = perStore((db) => {
  const of = (value: HasValue) => ({
    isOne: db
      .select({ id: message.id })
      .from(message)
      .where(and(eq(message.id, p("id")), carries(value)))
      .prepare(),
    newest: db
      .select({ id: message.id })
      .from(message)
      .where(
        and(
          eq(message.conversationId, p("conversationId")),
          sql`${message.sentAt} >= coalesce((select sent_at from message where conversation_id = ${p("conversationId")} order by sent_at desc limit 1 offset ${sql.raw(String(NEWEST))}), 0)`,
          carries(value),
        ),
      )
      .orderBy(desc(message.sentAt), desc(message.id))
      .limit(1)
      .prepare(),
  });
  return {
    file: of("file"),
    image: of("image"),
    video: of("video"),
    audio: of("audio"),
    link: of("link"),
    note: of("note"),
  };
});

export function messageHas(store: Store, messageId: number, wanted: readonly HasValue[]): boolean {
  return wanted.every((value) => queriesOf(store)[value].isOne.get({ id: messageId }) !== undefined);
}

/** A conversation has all of it, in whichever messages: the newest of the first kind; null where something is missing. */
export function newestThatHas(store: Store, conversationId: number, wanted: readonly HasValue[]): number | null {
  const found = wanted.map((value) => queriesOf(store)[value].newest.get({ conversationId })?.id ?? null);
  return found.includes(null) ? null : (found[0] ?? null);
}
