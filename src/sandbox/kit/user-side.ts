/** The user's side of a sandbox platform: what a person does in the platform's own app, and what they see. Served under `/_sandbox`. */
import { Hono } from "hono";
import { cors } from "hono/cors";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import type { Faults } from "./faults.ts";
import type { Ledger } from "./ledger.ts";

export interface SandboxPerson {
  id: string;
  name: string;
  handle: string;
  /** `brand`: an account that Parley answers for. `staff`: a colleague with an account of their own. `user`: anybody else. */
  role: "brand" | "staff" | "user";
}

export interface SandboxPlace {
  id: string;
  /** `direct` is between one person and one brand account. */
  kind: "direct" | "public";
  /** Platform's word: dm, group, topic, channel, thread, forum, business, timeline. */
  type: string;
  title: string;
  /** Who may read it; empty: everybody. */
  members: string[];
  /** The channel that a thread is in. */
  parent?: string;
  /** Names of the tags that a thread bears, or that a forum has. */
  tags?: string[];
}

export interface SandboxMessage {
  id: string;
  placeId: string;
  authorId: string;
  text: string;
  replyTo: string | null;
  media: { name: string; mime: string; size: number }[];
  reactions: { emoji: string; by: string }[];
  /** Epoch milliseconds. */
  sentAt: number;
  edited: boolean;
  deleted: boolean;
  hidden: boolean;
}

const Media = z.object({ name: z.string(), mime: z.string(), base64: z.string() });

export const PersonInput = z.object({
  name: z.string().min(1),
  handle: z.string().min(1),
  role: z.enum(["brand", "staff", "user"]).default("user"),
});
export const PlaceInput = z.object({
  type: z.string(),
  title: z.string(),
  parent: z.string().optional(),
  members: z.array(z.string()).default([]),
});
/**
 * Exactly one of `to` (a person: a direct message) and `place` (a public place). With neither, where the platform has a timeline, a public post.
 * `as` (Telegram Business, X): a brand account whose own app writes it. `options` holds what one platform has alone.
 */
export const SendInput = z.object({
  from: z.string(),
  to: z.string().optional(),
  place: z.string().optional(),
  text: z.string().default(""),
  media: z.array(Media).default([]),
  replyTo: z.string().optional(),
  options: z.record(z.string(), z.unknown()).default({}),
});
export const MessageRef = z.object({ by: z.string(), place: z.string(), id: z.string() });
export const EditInput = MessageRef.extend({ text: z.string() });
export const ReactInput = MessageRef.extend({ emoji: z.string(), remove: z.boolean().default(false) });
export const BlockInput = z.object({ by: z.string(), whom: z.string(), blocked: z.boolean().default(true) });

/** What each platform implements; a failure is a UserSideError with a sentence for the person. */
export interface UserSide {
  people(): SandboxPerson[];
  addPerson(input: z.infer<typeof PersonInput>): SandboxPerson;
  places(): SandboxPlace[];
  addPlace(input: z.infer<typeof PlaceInput>): SandboxPlace;
  /** Oldest first, as `viewer` sees them. */
  messages(placeId: string): SandboxMessage[];
  send(input: z.infer<typeof SendInput>): SandboxMessage;
  edit(input: z.infer<typeof EditInput>): void;
  remove(input: z.infer<typeof MessageRef>): void;
  react(input: z.infer<typeof ReactInput>): void;
  block(input: z.infer<typeof BlockInput>): void;
  /** Calls back after each visible change; returns the way to stop. */
  watch(changed: () => void): () => void;
  /** What one platform has alone: `drop-socket`, `revoke-tokens`, `migrate`, `business-rights`, … */
  special(action: string, input: Record<string, unknown>): unknown;
}

export class UserSideError extends Error {}

const FaultInput = z.object({
  kind: z.enum(["refuse", "error-after", "garbage", "cut-after", "cut-before", "slow", "duplicate", "disorder"]),
  method: z.string().exactOptional(),
  path: z.string().exactOptional(),
  status: z.int().exactOptional(),
  body: z.unknown().optional(),
  retryAfterMs: z.number().exactOptional(),
  delayMs: z.number().exactOptional(),
  times: z.int().exactOptional(),
});

/** Routes under `/_sandbox`: people, places, messages, the verbs, faults, the ledger, and `live`, an event stream that says "look again". */
export function userSideRoutes(side: UserSide, ledger: Ledger, faults: Faults): Hono {
  const app = new Hono();
  app.use(cors());
  app.onError((error, c) => {
    if (error instanceof UserSideError) return c.json({ error: error.message }, 400);
    if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
    throw error;
  });
  app.get("/people", (c) => c.json({ items: side.people() }));
  app.post("/people", async (c) => c.json(side.addPerson(PersonInput.parse(await c.req.json())), 201));
  app.get("/places", (c) => c.json({ items: side.places() }));
  app.post("/places", async (c) => c.json(side.addPlace(PlaceInput.parse(await c.req.json())), 201));
  app.get("/messages", (c) => c.json({ items: side.messages(c.req.query("place") ?? "") }));
  app.post("/send", async (c) => c.json(side.send(SendInput.parse(await c.req.json())), 201));
  app.post("/edit", async (c) => (side.edit(EditInput.parse(await c.req.json())), c.json({ ok: true })));
  app.post("/delete", async (c) => (side.remove(MessageRef.parse(await c.req.json())), c.json({ ok: true })));
  app.post("/react", async (c) => (side.react(ReactInput.parse(await c.req.json())), c.json({ ok: true })));
  app.post("/block", async (c) => (side.block(BlockInput.parse(await c.req.json())), c.json({ ok: true })));
  app.post("/special/:action", async (c) =>
    c.json({
      result: side.special(c.req.param("action"), z.record(z.string(), z.unknown()).parse(await c.req.json())) ?? null,
    }),
  );
  app.get("/ledger", (c) => {
    const since = Number(c.req.query("since") ?? 0);
    return c.json({ items: ledger.entries.filter((entry) => entry.seq > since) });
  });
  app.post("/faults", async (c) => (faults.add(FaultInput.parse(await c.req.json())), c.json({ ok: true }, 201)));
  app.delete("/faults", (c) => (faults.clear(), c.json({ ok: true })));
  app.get("/live", (c) =>
    streamSSE(c, async (stream) => {
      let wake = () => {};
      const stop = side.watch(() => wake());
      stream.onAbort(() => (stop(), wake()));
      while (!stream.aborted) {
        await stream.writeSSE({ event: "changed", data: String(ledger.entries.length) });
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 15_000).unref();
        });
      }
    }),
  );
  return app;
}
