/** Takes labels that were deleted or merged off conversations, in slices: a label may be on a hundred thousand of them. */
import { asc, eq, isNotNull, sql } from "drizzle-orm";
import type { Store } from "../../store/db.ts";
import { conversationLabel, label } from "../../store/schema.ts";
import { countAgain } from "../../store/reports/count.ts";
import { idList, perStore } from "../../store/prepared.ts";

const AT_ONCE = 500;

/** One slice; true while there is more. */
export function moveEnded(store: Store): boolean {
  const row = nextEnded(store);
  if (row === undefined) return false;
  return store.transaction(() => {
    const rows = store.db
      .select({ id: conversationLabel.conversationId })
      .from(conversationLabel)
      .where(eq(conversationLabel.labelId, row.id))
      .limit(AT_ONCE)
      .all();
    const ids = idList(rows.map((one) => one.id));
    countAgain(
      store,
      rows.map((one) => one.id),
    );
    if (row.mergedIntoId !== null)
      store.db.run(
        sql`insert or ignore into conversation_label (conversation_id, label_id)
          select value, ${row.mergedIntoId} from json_each(${ids})`,
      );
    store.db
      .delete(conversationLabel)
      .where(
        sql`${conversationLabel.labelId} = ${row.id} and ${conversationLabel.conversationId} in (select value from json_each(${ids}))`,
      )
      .run();
    if (rows.length === AT_ONCE) return true;
    store.db.delete(label).where(eq(label.id, row.id)).run();
    return nextEnded(store) !== undefined;
  });
}

/** Whether a slice is left to do. */
export function hasEnded(store: Store): boolean {
  return nextEnded(store) !== undefined;
}

const queriesOf = perStore((db) => ({
  next: db
    .select({ id: label.id, mergedIntoId: label.mergedIntoId })
    .from(label)
    .where(isNotNull(label.endedAt))
    .orderBy(asc(label.id))
    .limit(1)
    .prepare(),
}));

function nextEnded(store: Store) {
  return queriesOf(store).next.get();
}
