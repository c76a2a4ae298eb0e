/** `parley accounts add`: connects an account, after asking its platform who it is. */
import { Command } from "commander";
import { z } from "zod";
import type { PlatformName } from "../domain/platform.ts";
import type { HostSettings } from "../host/settings.ts";
import type { NewAccount } from "../inbox/accounts/add.ts";
import { advice } from "./account-words.ts";
import { type CredentialField, gatherCredentials } from "./credentials.ts";
import { type Call, does } from "./command.ts";
import { type Owner, ownerOf } from "./owner.ts";
import { accountServices, withData } from "./with-data.ts";

const Options = z.looseObject({
  name: z.string().optional(),
  apiUrl: z.string().optional(),
  mode: z.string().optional(),
  replace: z.boolean().default(false),
  to: z.string().optional(),
});
type Options = z.infer<typeof Options>;

const TOKEN: CredentialField[] = [{ flag: "token", part: "app", label: "Bot token" }];
const X_OAUTH1: CredentialField[] = [
  { flag: "appKey", part: "app", label: "App key (API key)" },
  { flag: "appSecret", part: "app", label: "App secret (API key secret)" },
  { flag: "accessToken", part: "user", label: "Access token" },
  { flag: "accessSecret", part: "user", label: "Access token secret" },
];
const X_OAUTH2: CredentialField[] = [
  { flag: "clientId", part: "app", label: "Client ID" },
  { flag: "clientSecret", part: "app", label: "Client secret", optional: true },
  { flag: "refreshToken", part: "user", label: "Refresh token" },
];

export function addAccountsAdd(accounts: Command): void {
  const add = accounts.command("add").description("connect an account");

  const telegram = common(add.command("telegram").description("a Telegram bot, or the business account it serves"))
    .option("--token <token>", "bot token from @BotFather (or PARLEY_TELEGRAM_TOKEN, or asked for)")
    .option("--mode <mode>", "poll or webhook");
  does(telegram, Options, (call) => addOne(call, "telegram", TOKEN));

  const discord = common(add.command("discord").description("a Discord bot")).option(
    "--token <token>",
    "bot token from the developer portal (or PARLEY_DISCORD_TOKEN, or asked for)",
  );
  does(discord, Options, (call) => addOne(call, "discord", TOKEN));

  const x = common(add.command("x").description("an account on X"))
    .option("--app-key <key>", "OAuth 1.0a: API key (or PARLEY_X_APP_KEY)")
    .option("--app-secret <secret>", "API key secret (or PARLEY_X_APP_SECRET)")
    .option("--access-token <token>", "the account's access token (or PARLEY_X_ACCESS_TOKEN)")
    .option("--access-secret <secret>", "its secret (or PARLEY_X_ACCESS_SECRET)")
    .option("--client-id <id>", "OAuth 2.0: client id (or PARLEY_X_CLIENT_ID)")
    .option("--client-secret <secret>", "client secret of a confidential client (or PARLEY_X_CLIENT_SECRET)")
    .option("--refresh-token <token>", "the account's refresh token (or PARLEY_X_REFRESH_TOKEN)")
    .option("--mode <mode>", "poll or webhook");
  does(x, Options, (call) => addOne(call, "x", usesOAuth2(call.options) ? X_OAUTH2 : X_OAUTH1));
}

function common(command: Command): Command {
  return command
    .option("--name <name>", "what the team calls it; the platform's name if absent")
    .option("--api-url <url>", "another address for the platform: sandbox, proxy, own Bot API server")
    .option("--replace", "give an account that is connected already these credentials")
    .option("--to <url>", "to a brand on Cloudflare Workers (with PARLEY_SETUP)");
}

function usesOAuth2(options: Options): boolean {
  const given = (name: string, variable: string) => options[name] !== undefined || Boolean(process.env[variable]);
  return (
    !given("appKey", "PARLEY_X_APP_KEY") &&
    (given("clientId", "PARLEY_X_CLIENT_ID") || given("refreshToken", "PARLEY_X_REFRESH_TOKEN"))
  );
}

async function addOne(
  { options, settings, out }: Call<Options>,
  platform: PlatformName,
  fields: CredentialField[],
): Promise<void> {
  const credentials = await gatherCredentials(platform, fields, options);
  const { name, apiUrl, mode, replace, to } = options;
  const input = {
    platform,
    name,
    settings: { ...(apiUrl === undefined ? {} : { apiUrl }), ...(mode === undefined ? {} : { mode }) },
    credentials,
    replace,
  };
  const added = to === undefined ? await addHere(settings, input) : await addThere(ownerOf(to, settings), input);
  const { account, ...others } = added;
  const handle = account.handle ? ` (@${account.handle})` : "";
  const lines = [
    `Connected "${account.name}"${handle} as ${account.id}. Reading starts now.`,
    ...advice(account, others.webhook),
  ];
  out.show({ ...account, ...others }, lines.join("\n"));
}

async function addHere(settings: HostSettings, input: NewAccount) {
  const { addAccount } = await import("../inbox/accounts/add.ts");
  return withData(settings, { make: true }, async (data) =>
    addAccount(await accountServices(settings, data), data.ctx, input),
  );
}

async function addThere(owner: Owner, input: NewAccount) {
  const { AccountAnswer } = await import("../api/routes/accounts.ts");
  return owner.askApi("POST", "/accounts", AccountAnswer, input);
}
