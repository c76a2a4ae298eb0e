/** Gives the description of the API without an installation. */
import { createApi } from "../api/app.ts";
import { silentLog } from "../domain/log.ts";
import { createStore } from "../store/db.ts";
import { deriveKeys, MASTER_KEY_BYTES } from "../trust/keys.ts";
import { SYSTEM_CLOCK } from "./system-clock.ts";
import { openDatabase } from "./database.ts";
import { platforms } from "./platforms.ts";
import { PARLEY_VERSION } from "./version.ts";

/** The document that a running server gives at /openapi.json. */
export async function openApiDocument(): Promise<unknown> {
  const database = openDatabase(":memory:");
  const lookup = {
    platform: (name: keyof typeof platforms) => platforms[name],
    capabilities: (name: keyof typeof platforms, { kind }: { kind: "direct" | "public" }) =>
      platforms[name].capabilities[kind],
    answerability: () => ({ state: "unknown" as const, until: null, reason: null, url: null, toPrivateUrl: null }),
  };
  const api = createApi({
    store: createStore({ db: database.db, clock: SYSTEM_CLOCK }),
    platforms: lookup,
    // Nothing is ever sealed with it: the database is empty and goes away.
    accounts: {
      platforms: lookup,
      keys: deriveKeys(new Uint8Array(MASTER_KEY_BYTES)),
      publicUrl: null,
      log: silentLog,
    },
    content: {
      put: () => Promise.reject(new Error("There is no content here.")),
      get: () => Promise.resolve(null),
      delete: () => Promise.resolve(),
    },
    log: silentLog,
    receive: () => Promise.resolve(null),
    version: PARLEY_VERSION,
  });
  try {
    const response = await api.request("/openapi.json");
    if (!response.ok) throw new Error(`The API does not describe itself (${response.status}).`);
    return await response.json();
  } finally {
    database.close();
  }
}
