/** Labels, canned answers, macros and rules as they go over the wire. */
import { z } from "@hono/zod-openapi";
import { Actions } from "../domain/actions.ts";
import { LABEL_COLORS } from "../domain/label-colors.ts";
import { PLACE_KINDS, PLATFORMS } from "../domain/platform.ts";
import { Conditions, RuleTrigger } from "../domain/rules.ts";
import { ConversationItem } from "./schemas.ts";

export const LabelView = z
  .object({
    id: z.string().openapi({ example: "lbl_3" }),
    name: z.string(),
    color: z.enum(LABEL_COLORS),
    description: z.string(),
    /** Offered no more; conversations that have it keep it. */
    archived: z.boolean(),
    /** Conversations that have it, counted to 1,000; only where asked for. */
    used: z.int().optional(),
  })
  .openapi("Label");

export const LabelPatch = z
  .strictObject({
    name: z.string().min(1).max(50).optional(),
    color: z.enum(LABEL_COLORS).optional(),
    description: z.string().max(300).optional(),
    archived: z.boolean().optional(),
  })
  .openapi("LabelPatch");

export const LabelInput = LabelPatch.extend({ name: z.string().min(1).max(50) })
  .omit({ archived: true })
  .openapi("LabelInput");

const TEXT_LENGTH = 8_000;

export const AnswerInput = z
  .strictObject({
    name: z.string().min(1).max(40).openapi({ description: "What is typed after `/`", example: "locked" }),
    title: z.string().max(100).default(""),
    folder: z.string().max(40).default(""),
    texts: z
      .strictObject({ zh: z.string().max(TEXT_LENGTH).optional(), en: z.string().max(TEXT_LENGTH).optional() })
      .openapi({
        description:
          "By language. `{{name}}`, `{{handle}}`, `{{account}}`, `{{agent}}` and `{{link.NAME}}` are filled in; what is not known stays as a gap, and nothing leaves with a gap.",
      }),
    accountIds: z.array(z.string().max(30)).max(50).default([]).openapi({ description: "Empty: every account" }),
    platforms: z.array(z.enum(PLATFORMS)).max(10).default([]).openapi({ description: "Empty: every platform" }),
    visibility: z.enum(PLACE_KINDS).nullable().default(null).openapi({ description: "Null: private and public" }),
  })
  .openapi("AnswerInput");

export const AnswerView = z
  .object({
    id: z.string().openapi({ example: "ans_3" }),
    name: z.string(),
    title: z.string(),
    folder: z.string(),
    texts: z.object({ zh: z.string().optional(), en: z.string().optional() }),
    accountIds: z.array(z.string()),
    platforms: z.array(z.enum(PLATFORMS)),
    visibility: z.enum(PLACE_KINDS).nullable(),
    uses: z.int(),
  })
  .openapi("Answer");

/** What the guard says of the text by itself: what is held waits for a lead, each time. */
export const AnswerSaved = AnswerView.extend({ held: z.array(z.enum(["zh", "en"])) }).openapi("AnswerSaved");

export const AnswerLinks = z
  .strictObject({
    links: z
      .array(z.strictObject({ name: z.string().max(40), url: z.string().max(500) }))
      .max(100)
      .openapi({ description: "`{{link.NAME}}` becomes the address" }),
  })
  .openapi("AnswerLinks");

export const MacroInput = z
  .strictObject({
    name: z.string().min(1).max(60),
    key: z
      .string()
      .regex(/^[a-z0-9]$/i)
      .nullable()
      .default(null)
      .openapi({ description: "One letter or digit: `M`, then this" }),
    actions: Actions,
  })
  .openapi("MacroInput");

export const MacroView = z
  .object({
    id: z.string().openapi({ example: "mac_3" }),
    name: z.string(),
    key: z.string().nullable(),
    actions: Actions,
    uses: z.int(),
  })
  .openapi("Macro");

const QUIET_HOURS = 24;

export const RuleInput = z
  .strictObject({
    name: z.string().min(1).max(100),
    trigger: RuleTrigger,
    conditions: Conditions.default([]).openapi({ description: "All must hold" }),
    actions: Actions,
    quietHours: z.int().min(1).max(720).default(QUIET_HOURS).openapi({
      description: "So long it sends nothing to a conversation that had an automatic text of any rule",
    }),
  })
  .openapi("RuleInput");

export const RuleView = RuleInput.extend({
  id: z.string().openapi({ example: "rul_3" }),
  /** `failing`: it failed five times in a row and rests until a person looks at it. */
  state: z.enum(["off", "on", "failing"]),
  failures: z.int(),
  runs: z.int(),
  lastRunAt: z.iso.datetime().nullable(),
}).openapi("Rule");

export const RuleRunView = z
  .object({
    id: z.int(),
    conversationId: z.string(),
    /** `nothing`: all of it was so already. */
    outcome: z.enum(["done", "nothing", "failed"]),
    code: z.string().nullable(),
    at: z.iso.datetime(),
  })
  .openapi("RuleRun");

export const RehearsalPage = z
  .object({
    looked: z.int(),
    items: z.array(
      z.object({
        conversation: ConversationItem,
        /** When the rule would have acted. */
        at: z.iso.datetime(),
        would: z.array(
          z.object({
            do: z.string(),
            /** `quiet`: it had an automatic text a short while ago. */
            outcome: z.enum(["done", "nothing", "queued", "held", "refused", "quiet"]),
            text: z.string().optional(),
          }),
        ),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .openapi("RuleRehearsal");
