/** The words of automation rules: when something happens, if this holds. What is then done stands in actions.ts. */
import { z } from "zod";
import { PLACE_KINDS, PLATFORMS } from "./platform.ts";
import { CONVERSATION_STATUSES, PRIORITIES } from "./status.ts";

const idOf = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[1-9]\\d{0,14}$`));
const MOST_CONDITIONS = 10;
/** Thirty days. */
const LONGEST_WAIT_MINUTES = 43_200;

export const RuleTrigger = z.discriminatedUnion("on", [
  /** The person writes. */
  z.strictObject({ on: z.literal("message") }),
  /** The person's first message, or the first since it was closed. */
  z.strictObject({ on: z.literal("opened") }),
  z.strictObject({ on: z.literal("status"), to: z.enum(CONVERSATION_STATUSES) }),
  z.strictObject({ on: z.literal("labelled"), labelId: idOf("lbl") }),
  z.strictObject({ on: z.literal("assigned") }),
  /** The person has waited for so long. */
  z.strictObject({ on: z.literal("unanswered"), minutes: z.int().min(1).max(LONGEST_WAIT_MINUTES) }),
]);
export type RuleTrigger = z.infer<typeof RuleTrigger>;

const not = z.boolean().default(false);
const some = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(50);

export const Condition = z.discriminatedUnion("if", [
  z.strictObject({ if: z.literal("account"), in: some(idOf("acc")), not }),
  z.strictObject({ if: z.literal("platform"), in: some(z.enum(PLATFORMS)), not }),
  z.strictObject({ if: z.literal("visibility"), is: z.enum(PLACE_KINDS), not }),
  /** ISO 639-1, of what the person wrote. */
  z.strictObject({ if: z.literal("language"), in: some(z.string().regex(/^[a-z]{2}$/)), not }),
  /** Any of these in what the person wrote last; traditional and simplified, upper and lower case are the same. */
  z.strictObject({ if: z.literal("text"), has: some(z.string().trim().min(1).max(100)), not }),
  z.strictObject({ if: z.literal("label"), in: some(idOf("lbl")), not }),
  /** They have had no other conversation with us, and this one was never closed. */
  z.strictObject({ if: z.literal("newcomer"), not }),
  z.strictObject({ if: z.literal("priority"), in: some(z.enum(PRIORITIES)), not }),
  z.strictObject({ if: z.literal("status"), in: some(z.enum(CONVERSATION_STATUSES)), not }),
  z.strictObject({ if: z.literal("unassigned"), not }),
  /** By the opening hours of the account. */
  z.strictObject({ if: z.literal("openHours"), not }),
]);
export type Condition = z.infer<typeof Condition>;

export const Conditions = z.array(Condition).max(MOST_CONDITIONS);
