/** Tells which accounts share an app at their platform. */
import type { Credentials } from "../../../connectors/connector.ts";
import type { PlatformName } from "../../domain/platform.ts";
import { type Keys, keyedHash } from "../../trust/keys.ts";

/**
 * A keyed hash of what identifies the app: its credentials without secrets and tokens, which may be replaced by new ones. Where nothing
 * remains, an app belongs to one account and takes its name.
 */
export function appFingerprint(keys: Keys, platform: PlatformName, app: Credentials["app"], remoteId: string): string {
  const identifiers = Object.entries(app)
    .filter(([name]) => !/(secret|token)$/i.test(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return keyedHash(keys, JSON.stringify([platform, identifiers.length > 0 ? identifiers : remoteId]));
}
