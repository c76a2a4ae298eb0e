/** Opens the data of an installation for one command, beside a running server or without one. */
import { SYSTEM } from "../domain/actor.ts";
import { type OpenData, openData } from "../host/data.ts";
import { createLog } from "../host/log.ts";
import type { HostSettings } from "../host/settings.ts";
import type { AccountServices } from "../inbox/accounts/services.ts";
import type { Context } from "../store/context.ts";

export interface Opened extends OpenData {
  ctx: Context;
}

/** Closes it afterwards. `make`: an empty directory becomes an installation. */
export async function withData<T>(
  settings: HostSettings,
  options: { make: boolean },
  task: (data: Opened) => Promise<T> | T,
): Promise<T> {
  const data = openData(settings, options);
  try {
    return await task({ ...data, ctx: { store: data.store, actor: SYSTEM } });
  } finally {
    data.close();
  }
}

/** What the account verbs need. Loads the connectors, which takes a moment: only for commands that speak to a platform. */
export async function accountServices(settings: HostSettings, data: OpenData): Promise<AccountServices> {
  const { platforms } = await import("../host/platforms.ts");
  return {
    platforms: { platform: (name) => platforms[name] },
    keys: data.keys,
    publicUrl: settings.publicUrl,
    log: createLog({
      level: "error",
      format: "pretty",
      clock: data.store.clock,
      write: (line) => void process.stderr.write(line),
    }),
  };
}
