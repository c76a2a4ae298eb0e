/** Prepared queries for the event log and its counters. */
import { desc, eq, gt, sql } from "drizzle-orm";
import type { Db } from "../db.ts";
import * as s from "../schema.ts";

const p = sql.placeholder;

export function prepareLog(db: Db) {
  return {
    lastEvent: db
      .select({ seq: s.event.seq, hash: s.event.hash })
      .from(s.event)
      .orderBy(desc(s.event.seq))
      .limit(1)
      .prepare(),
    eventAt: db
      .select({ at: s.event.at })
      .from(s.event)
      .where(eq(s.event.seq, p("seq")))
      .prepare(),
    insertEvent: db
      .insert(s.event)
      .values({
        seq: p("seq"),
        at: p("at"),
        type: p("type"),
        version: p("version"),
        actor: p("actor"),
        accountId: p("accountId"),
        conversationId: p("conversationId"),
        messageId: p("messageId"),
        data: p("data"),
        contentHash: p("contentHash"),
        prevHash: p("prevHash"),
        hash: p("hash"),
      })
      .prepare(),
    eventsAfter: db
      .select()
      .from(s.event)
      .where(gt(s.event.seq, p("seq")))
      .orderBy(s.event.seq)
      .limit(p("limit"))
      .prepare(),
    addToCounter: db
      .insert(s.counter)
      .values({ scope: p("scope"), key: p("key"), status: p("status"), n: p("by") })
      .onConflictDoUpdate({
        target: [s.counter.scope, s.counter.key, s.counter.status],
        set: { n: sql`n + excluded.n` },
      })
      .prepare(),
  };
}
