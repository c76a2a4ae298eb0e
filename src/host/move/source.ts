/** The installation that an export came from, as far as it is at hand: its key, and whether it still rests. */
import { existsSync } from "node:fs";
import { deactivatedBy } from "../../inbox/deactivate.ts";
import { createStore } from "../../store/db.ts";
import { deriveKeys, type Keys } from "../../trust/keys.ts";
import { dataDirectory } from "../data-directory.ts";
import { SYSTEM_CLOCK } from "../system-clock.ts";
import { openDatabase } from "../database.ts";
import { StartFault } from "../fault.ts";
import { loadKey } from "../key.ts";
import type { HostSettings } from "../settings.ts";

/** Throws StartFault where there is no key, or where the source went on working after that export. */
export function sourceKeys(settings: Pick<HostSettings, "dataDir" | "key">, exportId: string): Keys {
  const paths = dataDirectory(settings.dataDir);
  if (existsSync(paths.database)) {
    const database = openDatabase(paths.database);
    try {
      const store = createStore({ db: database.db, clock: SYSTEM_CLOCK });
      if (deactivatedBy(store) !== exportId)
        throw new StartFault(
          `This is not the last export of ${paths.path}: what it sent since then would be sent again. Export again, or name the directory that the export came from with --data.`,
        );
    } finally {
      database.close();
    }
  }
  return deriveKeys(loadKey(settings.key, paths.key, { make: false }));
}
