/** Reading by webhook: the secret is checked, the update parsed, without asking the platform anything. */
import { z } from "zod";
import type { ConnectorEvent, Received, WebhookRequest } from "../connector.ts";
import { type Api, botIdOf } from "./api.ts";
import { UPDATE_KINDS } from "./parse/schema.ts";
import { parseUpdate } from "./parse/update.ts";
import { webhookSecret } from "./webhook-secret.ts";

const HEADER = "x-telegram-bot-api-secret-token";

/** Registers the webhook; updates that wait are delivered to it. Rejects with ConnectorError. */
export async function attach(api: Api, url: string, signal: AbortSignal): Promise<void> {
  const secret = await webhookSecret(await api.handle(signal), api.credentials().app);
  const payload = { url, secret_token: secret, allowed_updates: UPDATE_KINDS };
  // Setting it twice is harmless, so a lost answer is no unknown outcome.
  await api.call("setWebhook", payload, z.unknown(), { signal, write: false });
}

export async function detach(api: Api, signal: AbortSignal): Promise<void> {
  await api.call("deleteWebhook", {}, z.unknown(), { signal, write: false });
}

export async function receive(api: Api, request: WebhookRequest): Promise<Received> {
  if (request.method !== "POST") return answer(405);
  const { app } = api.credentials();
  const handle = await api.secrets.handleFrom(request.headers.get(HEADER) ?? "", app);
  if (handle === null) return answer(401);
  api.learnHandle(handle);
  const text = new TextDecoder().decode(request.body);
  const at = api.context.clock.now();
  const us = { botId: botIdOf(app.token), handle, team: api.settings.team };
  return answer(200, [{ account: null, events: read(text, (raw) => parseUpdate(raw, us, at), at) }]);
}

function read(text: string, parse: (raw: unknown) => ConnectorEvent[], at: number): ConnectorEvent[] {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return [{ type: "poison", reason: "not JSON", raw: text, at }];
  }
  return parse(raw);
}

const answer = (status: number, batches: Received["batches"] = []): Received => ({
  batches,
  response: { status, headers: {}, body: "" },
});
