/** What the test's process and a child say to each other. */
import { z } from "zod";
import { PLATFORMS } from "../../src/domain/platform.ts";
import { KILL_POINTS } from "./kill-points.ts";

export const ChildOrder = z.object({
  database: z.string(),
  content: z.string(),
  /** Milliseconds that the common clock is ahead of the machine's. */
  ahead: z.number(),
  kill: z.object({ platform: z.enum(PLATFORMS), point: z.enum(KILL_POINTS) }).nullable(),
  /** Where webhooks come in; null: nowhere. */
  port: z.number().nullable(),
});
export type ChildOrder = z.infer<typeof ChildOrder>;

/** `ahead` moves the clock; `stop` ends in order. */
export const ToChild = z.union([z.object({ ahead: z.number() }), z.object({ stop: z.literal(true) })]);
/** Nothing is due before `nextAt`. */
export const FromChild = z.object({ idle: z.object({ nextAt: z.number().nullable(), now: z.number() }) });
