/** Seals what may be a key or the hash of a transaction, so that a person can look at it for a few days. */
import { sealedSecret } from "../../store/schema.ts";
import { sealedPlace } from "../sealed-secrets.ts";
import type { MaskedSnapshot } from "./mask-event.ts";
import type { Run } from "./run.ts";

/** Call after the message is stored, in the same transaction. Without a key nothing is kept. */
export function sealUndecided(run: Run, messageId: number, { undecided, version }: MaskedSnapshot): void {
  const { db, seal } = run.ctx.store;
  if (!seal) return;
  undecided.forEach((text, number) => {
    const row = { messageId, version, number };
    db.insert(sealedSecret)
      .values({ ...row, sealed: seal(sealedPlace(row), text), at: run.now })
      .onConflictDoNothing()
      .run();
  });
}
