/** The language in which a person last wrote. */
import { sql } from "drizzle-orm";
import type { Store } from "../store/db.ts";
import { message } from "../store/schema.ts";
import { perStore } from "../store/prepared.ts";

const queriesOf = perStore((db) => ({
  newest: db
    .select({ language: message.language })
    .from(message)
    .where(
      // In the words of their index.
      sql`${message.conversationId} = ${sql.placeholder("conversationId")} and ${message.direction} = 'inbound'
        and ${message.deletedAt} is null and ${message.origin} <> 'history' and ${message.language} is not null`,
    )
    .orderBy(sql`${message.sentAt} desc`, sql`${message.id} desc`)
    .limit(1)
    .prepare(),
}));

/** ISO 639-1, of their newest message that has one; null where none has. */
export function languageOf(store: Store, conversationId: number): string | null {
  return queriesOf(store).newest.get({ conversationId })?.language ?? null;
}
