/** Settings and credentials of a Telegram account. */
import { z } from "zod";
import { SettingsError } from "../errors.ts";

/** https://core.telegram.org/bots/api#sendmessage */
const CHANNEL = /^(?:@[A-Za-z]\w{3,31}|-100\d+)$/;

const SettingsSchema = z.looseObject({
  mode: z.enum(["poll", "webhook"], "mode must be poll or webhook").default("poll"),
  /** A self-hosted Bot API server, a proxy or the sandbox. */
  apiUrl: z.url({ protocol: /^https?$/, error: "apiUrl must be an http or https address" }).exactOptional(),
  /** User ids of colleagues, and ids of channels in whose name they write: their words in groups count as ours. */
  team: z.array(z.string().regex(/^-?\d+$/, "team lists Telegram ids, numbers as text"), "team is a list").default([]),
  /** Channels that public posts can go to. A bot cannot ask in which it is an administrator. */
  channels: z
    .array(
      z.string().regex(CHANNEL, "channels lists channels as @name or by their ids, which begin with -100"),
      "channels is a list",
    )
    .default([]),
});
export type TelegramSettings = z.infer<typeof SettingsSchema>;

const CredentialsSchema = z.object({
  app: z.strictObject({
    token: z
      .string("app.token is the bot's token from @BotFather")
      .regex(/^\d+:[\w-]+$/, "app.token is the bot's token from @BotFather, like 123456:ABC-DEF"),
    /** What the webhook's secret is made from; the token if absent. */
    webhookSecret: z.string().min(1, "app.webhookSecret is empty").exactOptional(),
  }),
  user: z.strictObject({}, "Telegram needs no user credentials").default({}),
});
export type TelegramCredentials = z.infer<typeof CredentialsSchema>;

/** Throws SettingsError naming the field. */
export const parseSettings = (input: unknown): TelegramSettings => parse(SettingsSchema, input);

/** Throws SettingsError naming the field; zod's messages never hold the value here. */
export const parseCredentials = (input: unknown): TelegramCredentials => parse(CredentialsSchema, input);

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new SettingsError(issue?.path.join(".") ?? "", issue?.message ?? "not as expected");
}
