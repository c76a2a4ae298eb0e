/** Begins with a new key where the old one is lost: history stays, every account must be given its credentials again. */
import { inArray, ne } from "drizzle-orm";
import { SYSTEM } from "../domain/actor.ts";
import { changeAccount } from "../inbox/accounts/rows.ts";
import { listEndpoints, removeEndpoint } from "../inbox/webhooks/endpoints.ts";
import { OFFICIAL_SEED_PLACE } from "../qa/official/signed.ts";
import { createStore } from "../store/db.ts";
import { account, app, meta } from "../store/schema.ts";
import { AUDIT_SEED_PLACE } from "../trust/audit-head.ts";
import { unbindKey } from "../trust/keys.ts";
import { forgetSignIns } from "../trust/sign-in/secret.ts";
import { SYSTEM_CLOCK } from "./system-clock.ts";
import { existingDataDirectory } from "./data-directory.ts";
import { openDatabase } from "./database.ts";
import { takeLock } from "./lock.ts";

/** Shreds what nobody can open any more; gives how many accounts wait for credentials. Throws StartFault while a server runs. */
export function forgetKey(dataDir: string): number {
  const paths = existingDataDirectory(dataDir);
  const lock = takeLock(paths.lock);
  const database = openDatabase(paths.database);
  try {
    const store = createStore({ db: database.db, clock: SYSTEM_CLOCK });
    return store.transaction((now) => {
      const rows = store.db.select({ id: account.id }).from(account).where(ne(account.state, "removed")).all();
      const lost = { state: "auth", credentials: null, problem: "credentials-lost", problemDetail: null } as const;
      for (const { id } of rows) changeAccount({ store, actor: SYSTEM }, now, id, lost);
      store.db.update(app).set({ credentials: null }).run();
      forgetSignIns(store);
      // What else was sealed with it: who was told what happens is added again, and the log and the list of official accounts are signed with other keys.
      for (const { id } of listEndpoints(store)) removeEndpoint({ store, actor: SYSTEM }, id);
      const seeds = [AUDIT_SEED_PLACE.row, OFFICIAL_SEED_PLACE.row];
      store.db.delete(meta).where(inArray(meta.key, seeds)).run();
      unbindKey(store);
      return rows.length;
    });
  } finally {
    database.close();
    lock.release();
  }
}
