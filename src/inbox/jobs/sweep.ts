/** Forgets what has had its time: what came early for a message that never came, sealed secrets, drafts that nobody went on with. */
import { sql } from "drizzle-orm";
import { DAY_MS, type EpochMs, HOUR_MS } from "../../domain/time.ts";
import { forgetBulkChanges } from "../bulk/undo.ts";
import { forgetDrafts } from "../drafts.ts";
import { forgetFragments } from "../ingest/split-phrases.ts";
import { forgetRuns } from "../rules/act.ts";
import { shredSecrets } from "../sealed-secrets.ts";
import type { Store } from "../../store/db.ts";

/** A message that is a week later than its own deletion does not come any more. */
const KEPT_MS = 7 * DAY_MS;
const SLICE = 1_000;
export const SWEEP_EVERY_MS = HOUR_MS;

/** One bounded slice of each; gives how many rows went. */
export function sweep(store: Store): number {
  return store.transaction((now) => {
    const before: EpochMs = now - KEPT_MS;
    const tombstones = store.db.all(sql`
      delete from tombstone where rowid in (
        select t.rowid from tombstone t where t.at < ${before}
          and not exists (select 1 from message m where m.account_id = t.account_id and m.remote_id = t.remote_id) limit ${SLICE})
      returning 1`);
    const reactions = store.db.all(sql`
      delete from reaction where rowid in (
        select r.rowid from reaction r where r.at < ${before}
          and not exists (select 1 from message m where m.account_id = r.account_id and m.remote_id = r.message_remote_id) limit ${SLICE})
      returning 1`);
    const forgotten =
      shredSecrets(store, now) +
      forgetFragments(store, now) +
      forgetDrafts(store, now) +
      forgetBulkChanges(store, now) +
      forgetRuns(store, now);
    return tombstones.length + reactions.length + forgotten;
  });
}
