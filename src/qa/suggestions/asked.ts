/** What a person asks in a conversation: their newest messages, up to the one before that somebody of us answered. */
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { SiteLanguage } from "../../domain/publications.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { message } from "../../store/schema.ts";

const MOST_MESSAGES = 3;
const LOOKED_AT = 20;

const queriesOf = perStore((db) => ({
  newest: db
    .select({
      direction: message.direction,
      text: message.text,
      language: message.language,
      automatic: message.automatic,
    })
    .from(message)
    .where(and(eq(message.conversationId, sql.placeholder("conversationId")), isNull(message.deletedAt)))
    .orderBy(desc(message.sentAt), desc(message.id))
    .limit(LOOKED_AT)
    .prepare(),
}));

/** Empty where they have said nothing yet; `language`: the one of the two that they are answered in. */
export function askedIn(store: Store, conversationId: number): { text: string; language: SiteLanguage } {
  const texts: string[] = [];
  let language: string | null = null;
  for (const one of queriesOf(store).newest.all({ conversationId })) {
    if (one.direction === "outbound" && !one.automatic && texts.length > 0) break;
    if (one.direction !== "inbound") continue;
    texts.push(one.text);
    language ??= one.language;
    if (texts.length === MOST_MESSAGES) break;
  }
  // The newest first: what does not fit is the oldest.
  return { text: texts.join("\n"), language: language === "zh" ? "zh" : "en" };
}
