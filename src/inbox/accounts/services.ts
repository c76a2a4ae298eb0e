/** What the account verbs need beside the store. */
import type { Platform } from "../../../connectors/connector.ts";
import type { Log } from "../../domain/log.ts";
import type { PlatformName } from "../../domain/platform.ts";
import type { Keys } from "../../trust/keys.ts";

export interface AccountServices {
  platforms: { platform(name: PlatformName): Platform };
  keys: Keys;
  /** Address under which platforms reach us, without a slash at the end; null: no webhooks. */
  publicUrl: string | null;
  log: Log;
}
