/** Looks again, now and then, at sources whose platform does not tell of deletions and edits. */
import { and, asc, eq, isNotNull, lte, sql } from "drizzle-orm";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import { lookUpMessages } from "../../inbox/lanes/look-up.ts";
import type { Work } from "../../inbox/lanes/runtime.ts";
import type { Store } from "../../store/db.ts";
import { idList, perStore } from "../../store/prepared.ts";
import { conversation, message, publication, publicationSource } from "../../store/schema.ts";

/** Each look is paid for, and X wants what was deleted gone within a day. */
const EVERY_MS = 6 * HOUR_MS;
const AFTER_FAILURE_MS = 15 * MINUTE_MS;
/** A page has at most 20 questions, and a call takes 100. */
const PAGES_AT_ONCE = 5;

const queries = perStore((db) => ({
  next: db
    .select({ at: sql<number | null>`min(${publication.watchAt})` })
    .from(publication)
    .where(isNotNull(publication.watchAt))
    .prepare(),
  due: db
    .select({ id: publication.id, accountId: conversation.accountId })
    .from(publication)
    .leftJoin(conversation, eq(conversation.id, publication.conversationId))
    .where(lte(publication.watchAt, sql.placeholder("now")))
    .orderBy(asc(publication.watchAt), asc(publication.id))
    .limit(PAGES_AT_ONCE)
    .prepare(),
}));

/** What is found comes in like any other news, and pages follow it in that transaction. */
export const lookAgain: Work = {
  name: "look-again",
  nextAt: (store) => queries(store).next.get()?.at ?? null,
  async run(parts) {
    const { store, signal } = parts;
    while (!signal.aborted) {
      const due = queries(store).due.all({ now: store.clock.now() });
      if (due.length === 0) return;
      for (const [accountId, pages] of Map.groupBy(due, (row) => row.accountId)) {
        const ids = pages.map(({ id }) => id);
        const later = (byMs: number) => postpone(store, ids, byMs);
        const outcome =
          accountId === null
            ? "cannot"
            : await lookUpMessages(parts, { accountId, ids: questionsOf(store, ids), settled: () => later(EVERY_MS) });
        if (outcome !== "done") later(outcome === "failed" ? AFTER_FAILURE_MS : EVERY_MS);
      }
    }
  },
};

/** A page that was withdrawn is not looked at any more. */
function postpone(store: Store, ids: readonly number[], byMs: number): void {
  store.transaction((now: EpochMs) =>
    store.db
      .update(publication)
      .set({ watchAt: sql`case when ${publication.state} = 'withdrawn' then null else ${now + byMs} end` })
      .where(sql`${publication.id} in (select value from json_each(${idList(ids)}))`)
      .run(),
  );
}

/** Remote ids of what people asked, as far as it is still there. */
function questionsOf(store: Store, ids: readonly number[]): string[] {
  const rows = store.db
    .selectDistinct({ id: message.remoteId })
    .from(publicationSource)
    .innerJoin(message, eq(message.id, publicationSource.messageId))
    .where(
      and(
        sql`${publicationSource.publicationId} in (select value from json_each(${idList(ids)}))`,
        eq(publicationSource.role, "question"),
        sql`${message.deletedAt} is null`,
      ),
    )
    .all();
  return rows.flatMap(({ id }) => (id === null ? [] : [id]));
}
