/** X's calls to our webhook: the challenge, the signature, and both bodies with all events each holds. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { EpochMs } from "../../src/domain/time.ts";
import type { ConnectorEvent, Received, WebhookRequest } from "../connector.ts";
import { AccountActivity, accountActivityEvents } from "./parse/account-activity.ts";
import { dmEvents } from "./parse/dm.ts";
import { poison } from "./parse/poison.ts";
import { contextEvents, postEvent, type Reading } from "./parse/post.ts";
import { readIncludes } from "./parse/shapes.ts";

const Includes = z
  .object({ users: z.array(z.unknown()), media: z.array(z.unknown()), tweets: z.array(z.unknown()) })
  .partial()
  .default({});
const Envelope = z.object({
  event_type: z.string(),
  filter: z
    .object({
      user_id: z
        .string()
        .regex(/^\d{1,19}$/)
        .optional(),
    })
    .default({}),
  payload: z.unknown(),
  includes: Includes.optional(),
});
const Activity = z.object({
  data: z.union([z.array(Envelope), Envelope.transform((one) => [one])]),
  includes: Includes.optional(),
});

/** `appSecret`: the consumer secret, by which X and we know each other. Without it every call is refused. */
export function receive(
  request: WebhookRequest,
  appSecret: string | null,
  now: EpochMs,
  self: string | null,
): Received {
  if (appSecret === null) return answer(401, { error: "This app has no secret yet, so that nothing can be verified." });
  if (request.method === "GET") {
    const token = new URL(request.url, "http://parley.invalid").searchParams.get("crc_token");
    if (token === null) return answer(400, { error: "crc_token is missing." });
    return answer(200, { response_token: sign(token, appSecret) });
  }
  const signature = request.headers.get("x-twitter-webhooks-signature") ?? "";
  if (!same(signature, sign(request.body, appSecret))) return answer(401, { error: "The signature does not hold." });
  return { ...answer(200, {}), batches: readBody(new TextDecoder().decode(request.body), now, self) };
}

function readBody(text: string, now: EpochMs, self: string | null): Received["batches"] {
  const body = parseJson(text);
  const old = AccountActivity.safeParse(body);
  if (old.success) return [{ account: old.data.for_user_id, events: accountActivityEvents(old.data, now) }];
  const activity = Activity.safeParse(body);
  // X signed it, so it is no attack: it is kept for a person to look at.
  if (!activity.success) return [{ account: null, events: [poison("webhook", activity.error, body ?? text, now)] }];
  return activity.data.data.map((envelope) => {
    const account = envelope.filter.user_id ?? self;
    const includes = readIncludes(envelope.includes ?? activity.data.includes ?? {});
    return { account, events: envelopeEvents(envelope, { self: account ?? "", includes, history: false, now }) };
  });
}

/** Types that Parley has no use for give nothing. */
function envelopeEvents({ event_type: type, payload }: z.infer<typeof Envelope>, reading: Reading): ConnectorEvent[] {
  switch (type) {
    case "post.create":
    case "post.mention.create":
    case "post.reply.create":
      return [...contextEvents(reading, new Set(), null), postEvent(payload, reading)];
    case "post.delete": {
      const gone = z.object({ id: z.string().regex(/^\d{1,19}$/) }).safeParse(payload);
      if (!gone.success) return [poison("deletion", gone.error, payload, reading.now)];
      return [{ type: "message.deleted", messageId: gone.data.id, at: reading.now }];
    }
    case "dm.received":
    case "dm.sent":
      return directEvents(payload, reading);
    default:
      return [];
  }
}

/** A message comes in the words of API v2, or as an Account Activity body inside the envelope. */
function directEvents(payload: unknown, reading: Reading): ConnectorEvent[] {
  const inner = z.looseObject({ direct_message_events: z.array(z.unknown()) }).safeParse(payload);
  if (!inner.success) return dmEvents(payload, reading);
  return accountActivityEvents(AccountActivity.parse({ ...inner.data, for_user_id: reading.self }), reading.now);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function answer(status: number, body: unknown): Received {
  const headers = { "content-type": "application/json" };
  return { batches: [], response: { status, headers, body: JSON.stringify(body) } };
}

function sign(body: string | Uint8Array, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("base64")}`;
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
