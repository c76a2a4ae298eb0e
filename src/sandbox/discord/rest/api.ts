/** The frame of every REST route: the token, the rate limit and Discord's form of errors. */
import { type Context, Hono } from "hono";
import { type RequestRules, note, recorded } from "../../kit/requests.ts";
import type { createBuckets, Taken } from "../buckets.ts";
import { DiscordError, missingAccess, noRoute, unauthorized, unknownChannel } from "../errors.ts";
import type { Hub } from "../hub.ts";
import type { Channel } from "../world.ts";

export interface RestOptions {
  hub: Hub;
  token(): string | null;
  take: ReturnType<typeof createBuckets>;
  rules: Omit<RequestRules, "refusal">;
  baseUrl: () => string;
}

type Method = "get" | "post" | "put" | "patch" | "delete";
export type Handler = (c: Context) => Response | Promise<Response>;

export interface Api {
  hub: Hub;
  baseUrl: () => string;
  on: (method: Method, path: string, handler: Handler) => void;
  /** Answers what no route took; comes last. */
  end: () => void;
}

/** An app to mount under `/api/v10`, and the way to add routes to it. */
export function createApi(options: RestOptions): { app: Hono; api: Api } {
  const { hub } = options;
  const app = new Hono();
  app.use(
    recorded({
      ...options.rules,
      refusal: (fault, status, c) => {
        if (status === 429) return refusedForRate(c, fault.retryAfterMs, fault.body);
        const usual = { message: `${status}: sandbox fault`, code: 0 };
        return Response.json(fault.body ?? usual, { status });
      },
    }),
  );
  app.onError((error, c) => {
    if (error instanceof DiscordError) return c.json(error.body(), error.status);
    throw error;
  });
  const on: Api["on"] = (method, path, handler) => {
    app[method](path, async (c) => {
      if (c.req.header("authorization") !== `Bot ${options.token() ?? ""}`) throw unauthorized();
      note(c, { account: hub.world.bot.id });
      const taken = options.take(`${method.toUpperCase()} ${path}`, c.req.param("id") ?? "");
      for (const [name, value] of Object.entries(taken.headers)) c.header(name, value);
      if (taken.refused) return overLimit(c, taken.refused);
      return handler(c);
    });
  };
  const end = () => void app.all("*", (c) => c.json(noRoute().body(), 404));
  return { app, api: { hub, baseUrl: options.baseUrl, on, end } };
}

function overLimit(c: Context, refused: NonNullable<Taken["refused"]>): Response {
  const global = refused.scope === "global";
  return c.json({ message: "You are being rate limited.", retry_after: refused.retryAfterS, global, code: 0 }, 429);
}

function refusedForRate(c: Context, retryAfterMs: number | undefined, body: unknown): Response {
  // Without a hint it is what Cloudflare answers before Discord sees the request.
  if (retryAfterMs === undefined) return body === undefined ? c.text("error code: 1015", 429) : c.json(body, 429);
  const seconds = retryAfterMs / 1_000;
  const usual = { message: "You are being rate limited.", retry_after: seconds, global: false, code: 0 };
  const headers = { "retry-after": String(Math.ceil(seconds)), "x-ratelimit-scope": "user" };
  return Response.json(body ?? usual, { status: 429, headers });
}

/** The channel of the path; 404 where there is none, 403 where the bot cannot see it. */
export function channelOf(api: Api, c: Context): Channel {
  const channel = api.hub.world.channels.get(c.req.param("id") ?? "");
  if (!channel) throw unknownChannel();
  if (!channel.botMayRead) throw missingAccess();
  return channel;
}

/** A JSON body; Discord's 50109 where it is none. */
export async function jsonBody(c: Context): Promise<unknown> {
  const text = await c.req.text();
  try {
    return JSON.parse(text === "" ? "{}" : text);
  } catch {
    throw new DiscordError(400, 50109, "The request body contains invalid JSON.");
  }
}
