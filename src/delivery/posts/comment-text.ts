/** What a page may show of a user's words. */
import { isNull, ne } from "drizzle-orm";
import type { SiteLanguage } from "../../domain/publications.ts";
import type { MessageRow } from "../../store/message-content.ts";
import type { Store } from "../../store/db.ts";
import { account, officialContact } from "../../store/schema.ts";
import { allowedLinks } from "../../trust/outbound-links.ts";
import type { Around } from "../../trust/redaction/around.ts";
import { publicText } from "../../trust/redaction/public-text.ts";

/** Without telephone numbers, foreign links, handles and whatever else could lead somebody astray. */
export function commentText(store: Store, { text }: Pick<MessageRow, "text">, language: SiteLanguage): string {
  return publicText(text, brandAround(store), language);
}

function brandAround(store: Store): Around {
  const accounts = store.db.select().from(account).where(ne(account.state, "removed")).all();
  const contacts = store.db
    .select({ handle: officialContact.handle })
    .from(officialContact)
    .where(isNull(officialContact.endedAt))
    .all();
  return {
    ours: allowedLinks(store),
    contacts: contacts.map(({ handle }) => handle),
    brand: accounts.flatMap(({ name, handle }) => (handle === null ? [name] : [name, handle])),
    people: [],
  };
}
