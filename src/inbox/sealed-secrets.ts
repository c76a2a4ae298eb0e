/** Shows what could not be told to be a key or a hash, to a person who asks and is named in the log; after some days it is gone. */
import { and, eq, sql } from "drizzle-orm";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import { DAY_MS, type EpochMs } from "../domain/time.ts";
import { type Context, record } from "../store/context.ts";
import type { Store } from "../store/db.ts";
import { sealedSecret } from "../store/schema.ts";
import type { Keys } from "../trust/keys.ts";
import { type SealedPlace, unseal } from "../trust/seal.ts";

const KEPT_MS = 7 * DAY_MS;
const SLICE = 1_000;

interface Row {
  messageId: number;
  version: number;
  number: number;
}

export function sealedPlace({ messageId, version, number }: Row): SealedPlace {
  return { table: "sealed_secret", column: "sealed", row: `${messageId}/${version}/${number}` };
}

/** The text behind a span of kind `undecided`. Throws ProblemError `forbidden`, or `not-found` where nothing is kept (any more). */
export function revealSecret(ctx: Context, keys: Keys, messageId: number, number: number): string {
  demand(ctx, "secret.reveal");
  const { store } = ctx;
  return store.transaction((now) => {
    const message = store.q.messageById.get({ id: messageId });
    const row = message && {
      messageId,
      version: message.version,
      number,
    };
    const kept =
      row &&
      store.db
        .select({ sealed: sealedSecret.sealed, at: sealedSecret.at })
        .from(sealedSecret)
        .where(
          and(
            eq(sealedSecret.messageId, messageId),
            eq(sealedSecret.version, row.version),
            eq(sealedSecret.number, number),
          ),
        )
        .get();
    if (!kept || kept.at < now - KEPT_MS)
      throw new ProblemError(
        "not-found",
        "There is nothing to reveal: it was shredded, as after seven days, or never kept.",
      );
    const { accountId, conversationId } = message;
    record(ctx, now, { type: "secret.revealed", accountId, conversationId, messageId, data: { number } });
    return unseal(keys, sealedPlace(row), kept.sealed);
  });
}

/** Puts every secret in its place as `anew` seals it. Call inside a transaction. */
export function resealSecrets(store: Store, anew: (place: SealedPlace, sealed: string) => string): void {
  for (const row of store.db.select().from(sealedSecret).all())
    store.db
      .update(sealedSecret)
      .set({ sealed: anew(sealedPlace(row), row.sealed) })
      .where(
        and(
          eq(sealedSecret.messageId, row.messageId),
          eq(sealedSecret.version, row.version),
          eq(sealedSecret.number, row.number),
        ),
      )
      .run();
}

/** Shreds one bounded slice of what is older than a week; gives how many rows went. */
export function shredSecrets(store: Store, now: EpochMs): number {
  const before = now - KEPT_MS;
  return store.db.all(sql`
    delete from sealed_secret where rowid in (select rowid from sealed_secret where at < ${before} limit ${SLICE}) returning 1`)
    .length;
}
