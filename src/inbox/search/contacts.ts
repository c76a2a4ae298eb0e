/** People by the name or handle under which they wrote: whom to merge with. */
import { eq, sql } from "drizzle-orm";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { idList, perStore } from "../../store/prepared.ts";
import { identity, message } from "../../store/schema.ts";
import { searchIndex } from "../../store/search.ts";
import { searchQuery } from "../../store/search-words.ts";
import type { IdentityRow } from "../views/conversation-rows.ts";

export interface ContactMatch {
  contactId: number;
  identities: IdentityRow[];
  lastMessageAt: EpochMs;
}

/** The newest messages looked at: whoever wrote much hides nobody who wrote lately. */
const LOOKED_AT = 1_000;

const queriesOf = perStore((db) => ({
  authors: db
    .select({ contactId: identity.contactId, at: message.sentAt })
    .from(message)
    .innerJoin(identity, eq(identity.id, message.authorId))
    .where(sql`${message.id} in (select value from json_each(${sql.placeholder("ids")})) and not ${identity.isUs}`)
    .prepare(),
  identities: db
    .select()
    .from(identity)
    .where(sql`${identity.contactId} in (select value from json_each(${sql.placeholder("ids")}))`)
    .orderBy(identity.id)
    .prepare(),
}));

/** Whoever wrote last comes first. */
export function findContacts(store: Store, name: string, limit: number): ContactMatch[] {
  const words = searchQuery(name);
  if (words === null) return [];
  const ids = searchIndex(store, `author : (${words})`, { before: null, atLeast: 0, limit: LOOKED_AT });
  const lastAt = new Map<number, EpochMs>();
  for (const { contactId, at } of queriesOf(store).authors.all({ ids: idList(ids) }))
    lastAt.set(contactId, Math.max(at, lastAt.get(contactId) ?? 0));
  const newest = [...lastAt].toSorted((a, b) => b[1] - a[1]).slice(0, limit);
  const names = Map.groupBy(
    queriesOf(store).identities.all({ ids: idList(newest.map(([id]) => id)) }),
    (row) => row.contactId,
  );
  return newest.map(([contactId, at]) => ({
    contactId,
    identities: names.get(contactId) ?? [],
    lastMessageAt: at,
  }));
}
