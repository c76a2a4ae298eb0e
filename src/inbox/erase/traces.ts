/** Finds what else tells of a person: contents of events, input that was set aside, kept answers to requests. */
import { and, asc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { formatId } from "../../domain/ids.ts";
import type { Store } from "../../store/db.ts";
import { agent, conversation, event, eventContent, idempotency, poison } from "../../store/schema.ts";
import { idList } from "../../store/prepared.ts";

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

/** Forgets the answers kept for repeated requests about a conversation: those that wrote into it, of a week. */
export function eraseAnswers({ db }: Store, conversationId: number): void {
  const path = `/api/conversations/${formatId("conversation", conversationId)}`;
  db.delete(idempotency)
    .where(
      and(
        // By the table's key, which begins with the agent.
        inArray(idempotency.agentId, db.select({ id: agent.id }).from(agent)),
        inArray(idempotency.route, [`POST ${path}/replies`, `POST ${path}/notes`]),
      ),
    )
    .run();
}
