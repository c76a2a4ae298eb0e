/** Finds what else tells of a person: contents of events, input that was set aside, kept answers to requests. */
import { and, asc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { parseId } from "../../domain/ids.ts";
import type { Store } from "../../store/db.ts";
import { conversation, event, eventContent, idempotency, poison } from "../../store/schema.ts";
import { idList } from "../views/prepared.ts";

const CONTENTS_AT_ONCE = 200;
const POISONS_AT_ONCE = 20;

export interface Named {
  remoteId: string;
  name: string;
  handle: string | null;
}

/** Wipes what was set aside that bears an id, handle or name of theirs. Gives where to go on, null at the end. */
export function erasePoisons(store: Store, names: Named[], after: number): number | null {
  const rows = store.db
    .select()
    .from(poison)
    .where(gt(poison.id, after))
    .orderBy(asc(poison.id))
    .limit(POISONS_AT_ONCE)
    .all();
  for (const { id, raw, reason } of rows)
    if (names.some((name) => tellsOf(raw, name) || tellsOf(reason, name)))
      store.db.update(poison).set({ raw: "", reason: "erased" }).where(eq(poison.id, id)).run();
  return rows.length < POISONS_AT_ONCE ? null : (rows.at(-1)?.id ?? null);
}

function tellsOf(raw: string, { remoteId, name, handle }: Named): boolean {
  const quoted = (text: string) => raw.includes(JSON.stringify(text));
  return (
    standsAlone(raw, remoteId) ||
    quoted(name) ||
    (handle !== null && (quoted(handle) || raw.toLowerCase().includes(`@${handle.toLowerCase()}`)))
  );
}

/** Not as a part of a longer number or word. */
function standsAlone(text: string, id: string): boolean {
  const isPart = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char);
  for (let at = text.indexOf(id); at !== -1; at = text.indexOf(id, at + 1))
    if (!isPart(text[at - 1]) && !isPart(text[at + id.length])) return true;
  return false;
}

/** Whether an event tells of these identities or their contact; joined with its conversation. */
export function aboutPerson(identityIds: number[], contactId: number) {
  const ids = sql`(select value from json_each(${idList(identityIds)}))`;
  return sql<number>`(coalesce(${conversation.personId} in ${ids}, 0) or coalesce(json_extract(${event.data}, '$.identityId') in ${ids}, 0)
    or coalesce(json_extract(${event.data}, '$.contactId') = ${contactId}, 0))`;
}

/** Deletes the contents of events about these identities or their contact. Gives where to go on, null at the end. */
export function eraseContents(store: Store, identityIds: number[], contactId: number, after: number): number | null {
  const rows = store.db
    .select({ seq: eventContent.seq })
    .from(eventContent)
    .where(gt(eventContent.seq, after))
    .orderBy(asc(eventContent.seq))
    .limit(CONTENTS_AT_ONCE)
    .all();
  const upTo = rows.at(-1)?.seq;
  if (upTo === undefined) return null;
  const theirs = store.db
    .select({ seq: eventContent.seq })
    .from(eventContent)
    .innerJoin(event, eq(event.seq, eventContent.seq))
    .leftJoin(conversation, eq(conversation.id, event.conversationId))
    .where(and(gt(eventContent.seq, after), lte(eventContent.seq, upTo), aboutPerson(identityIds, contactId)));
  store.db.delete(eventContent).where(inArray(eventContent.seq, theirs)).run();
  return rows.length < CONTENTS_AT_ONCE ? null : upTo;
}

/** Forgets the answers kept for repeated requests about conversations of theirs; there are those of a week. */
export function eraseAnswers(store: Store, isTheirs: (conversationId: number) => boolean): void {
  for (const { route } of store.db.selectDistinct({ route: idempotency.route }).from(idempotency).all()) {
    const id = parseId("conversation", /\/(cnv_[0-9]+)(?:\/|$)/.exec(route)?.[1] ?? "");
    if (id !== null && isTheirs(id)) store.db.delete(idempotency).where(eq(idempotency.route, route)).run();
  }
}
