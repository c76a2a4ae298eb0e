/** Seals everything anew under another key, all of it or nothing: afterwards the old key opens nothing that is stored. */
import { sql } from "drizzle-orm";
import { resealBridge } from "../inbox/bridge/secret.ts";
import { resealSecrets } from "../inbox/sealed-secrets.ts";
import { resealEndpoints } from "../inbox/webhooks/endpoints.ts";
import { type Context, record } from "../store/context.ts";
import { bindKey, type Keys, unbindKey } from "../trust/keys.ts";
import { type SealedPlace, seal, unseal } from "../trust/seal.ts";
import { openSealed, type Row, sealAgain } from "./move/sealed.ts";

/**
 * One transaction, since there is little to seal: a crash leaves the old key valid, or the new one, never both. Throws KeyError, changing nothing, where
 * `from` is not the key of this database.
 */
export function rotateKeys(ctx: Context, from: Keys, to: Keys): void {
  const { store } = ctx;
  store.transaction((now) => {
    bindKey(store, from);
    // What moves with a brand is listed there; the rest belongs to this database.
    const rows = (table: string) => store.db.all<Row>(sql`select * from ${sql.identifier(table)}`);
    sealAgain(store, to, openSealed(from, rows));
    const anew = (place: SealedPlace, sealed: string) => seal(to, place, unseal(from, place, sealed));
    resealBridge(store, anew);
    resealEndpoints(store, anew);
    resealSecrets(store, anew);
    unbindKey(store);
    bindKey(store, to);
    record(ctx, now, { type: "key.rotated" });
  });
}
