/** What passes through a door between workerd and Node, a line of JSON each; bytes are base64. */
import { z } from "zod";

const Headers = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const Call = z.object({ id: z.int(), method: z.string(), path: z.string(), headers: Headers });

/** To workerd. First of all `open`: where it listens. */
export const Inward = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("open"), port: z.int() }),
  Call.extend({ kind: z.literal("request"), body: z.string() }),
  /** A WebSocket begins; what both sides say follows as `bytes`, until `end`. */
  Call.extend({ kind: z.literal("upgrade") }),
  z.object({ kind: z.literal("bytes"), id: z.int(), bytes: z.string() }),
  z.object({ kind: z.literal("end"), id: z.int() }),
]);
export type Inward = z.infer<typeof Inward>;

/** To Node. `end` without an answer cuts the connection. */
export const Outward = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("answer"),
    id: z.int(),
    status: z.int(),
    headers: z.array(z.tuple([z.string(), z.string()])),
    body: z.string(),
  }),
  z.object({ kind: z.literal("bytes"), id: z.int(), bytes: z.string() }),
  z.object({ kind: z.literal("end"), id: z.int() }),
]);
export type Outward = z.infer<typeof Outward>;
