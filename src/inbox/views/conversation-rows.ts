/** Conversations with the person, the place and the labels, in the order asked for. */
import { eq, sql } from "drizzle-orm";
import type { Store } from "../../store/db.ts";
import { conversation, conversationLabel, identity, label, place } from "../../store/schema.ts";
import { idList, perStore } from "../../store/prepared.ts";

export type IdentityRow = typeof identity.$inferSelect;

export interface ConversationRow {
  conversation: typeof conversation.$inferSelect;
  person: IdentityRow;
  place: typeof place.$inferSelect;
  labels: string[];
}

const ids = sql`(select value from json_each(${sql.placeholder("ids")}))`;

const queriesOf = perStore((db) => ({
  conversations: db
    .select({ conversation, person: identity, place })
    .from(conversation)
    .innerJoin(identity, eq(identity.id, conversation.personId))
    .innerJoin(place, eq(place.id, conversation.placeId))
    .where(sql`${conversation.id} in ${ids}`)
    .prepare(),
  labels: db
    .select({ id: conversationLabel.conversationId, name: label.name })
    .from(conversationLabel)
    .innerJoin(label, eq(label.id, conversationLabel.labelId))
    .where(sql`${conversationLabel.conversationId} in ${ids} and ${label.endedAt} is null`)
    .prepare(),
}));

/** Those of the ids that exist, in the order of the ids. */
export function conversationRows(store: Store, wanted: number[]): ConversationRow[] {
  if (wanted.length === 0) return [];
  const parameter = { ids: idList(wanted) };
  const rows = new Map(
    queriesOf(store)
      .conversations.all(parameter)
      .map((row) => [row.conversation.id, row]),
  );
  const labels = Map.groupBy(queriesOf(store).labels.all(parameter), (row) => row.id);
  return wanted.flatMap((id) => {
    const row = rows.get(id);
    if (!row) return [];
    return { ...row, labels: (labels.get(id) ?? []).map((one) => one.name).toSorted() };
  });
}
