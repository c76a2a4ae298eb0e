/**
 * The webhook's secret: `handle-hmac`. It carries the bot's user name, so that a delivery tells by itself who is mentioned, and is made from
 * the credentials, so that nothing more need be stored. Web standards only.
 */
import type { TelegramCredentials } from "./settings.ts";

type App = TelegramCredentials["app"];

/** Letters, digits, `_` and `-` only, as the platform asks. */
export async function webhookSecret(handle: string, app: App): Promise<string> {
  const bytes = new TextEncoder();
  const secret = bytes.encode(app.webhookSecret ?? app.token);
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const digest = await crypto.subtle.sign("HMAC", key, bytes.encode(`parley webhook ${handle}`));
  return `${handle}-${[...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** The bot's user name, or null where the secret is not ours. */
export async function handleFromSecret(given: string, app: App): Promise<string | null> {
  const handle = given.slice(0, Math.max(0, given.lastIndexOf("-")));
  return sameText(given, await webhookSecret(handle, app)) ? handle : null;
}

/** Takes the same time wherever two texts of one length differ. */
function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < b.length; index += 1) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}
