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

/** Checks the secrets of deliveries; what was computed once for a bot is kept, since every delivery carries the same. */
export class WebhookSecrets {
  #kept: { handle: string; from: string; secret: string } | null = null;

  /** The bot's user name, or null where the secret is not ours. */
  async handleFrom(given: string, app: App): Promise<string | null> {
    const handle = given.slice(0, Math.max(0, given.lastIndexOf("-")));
    const from = app.webhookSecret ?? app.token;
    const known = this.#kept?.handle === handle && this.#kept.from === from ? this.#kept.secret : null;
    const secret = known ?? (await webhookSecret(handle, app));
    if (!sameText(given, secret)) return null;
    this.#kept = { handle, from, secret };
    return handle;
  }
}

/** Takes the same time wherever two texts of one length differ. */
function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < b.length; index += 1) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}
