/** The one vocabulary of what is done to a conversation by name: macros, rules and bulk changes speak it. Ids as in the API. */
import { z } from "zod";
import { PRIORITIES } from "./status.ts";

const MOST_ACTIONS = 10;
/** A year. */
const LONGEST_SNOOZE_MINUTES = 525_600;

const LabelIds = z
  .array(z.string().regex(/^lbl_[1-9]\d{0,14}$/))
  .max(20)
  .default([]);

export const Action = z.discriminatedUnion("do", [
  /** `send` false: its text goes into the reply box, for a person to send. */
  z.strictObject({ do: z.literal("answer"), answerId: z.string().regex(/^ans_[1-9]\d{0,14}$/), send: z.boolean() }),
  z.strictObject({ do: z.literal("labels"), add: LabelIds, remove: LabelIds }),
  z.strictObject({
    do: z.literal("assign"),
    /** An agent's id, whoever does it, or nobody. */
    to: z.string().regex(/^(me|nobody|agt_[1-9]\d{0,14})$/),
  }),
  z.strictObject({ do: z.literal("status"), to: z.enum(["open", "pending", "closed", "spam"]) }),
  z.strictObject({ do: z.literal("snooze"), minutes: z.int().min(1).max(LONGEST_SNOOZE_MINUTES) }),
  z.strictObject({ do: z.literal("priority"), to: z.enum(PRIORITIES) }),
  z.strictObject({ do: z.literal("note"), text: z.string().trim().min(1).max(4_000) }),
]);
export type Action = z.infer<typeof Action>;

export const Actions = z.array(Action).min(1).max(MOST_ACTIONS);
