/** `parley tokens`: makes, lists and revokes the tokens that programs use the API with. */
import type { Command } from "commander";
import { z } from "zod";
import { formatId } from "../domain/ids.ts";
import { type Permission, PERMISSIONS } from "../domain/permissions.ts";
import { ROLES } from "../domain/status.ts";
import { DAY_MS } from "../domain/time.ts";
import { TokenView, tokenView } from "../host/token-view.ts";
import { createToken, listTokens, revokeToken } from "../trust/tokens.ts";
import { does } from "./command.ts";
import { CliError } from "./failure.ts";
import { readId } from "./ids.ts";
import { ownerOf } from "./owner.ts";
import { table } from "./output.ts";
import { withData } from "./with-data.ts";

const TO = ["--to <url>", "of a brand on Cloudflare Workers (with PARLEY_SETUP)"] as const;
const to = z.string().optional();
const Made = z.object({ id: z.string(), token: z.string() });
const MOST_DAYS = 3_660;
const NewToken = z.object({
  name: z.string(),
  role: z.string(),
  scopes: z.string().optional(),
  to,
  expiresInDays: z.coerce.number().int().min(1).max(MOST_DAYS).optional(),
});

function readScopes(text: string): Permission[] {
  const parsed = z
    .array(z.enum(PERMISSIONS))
    .min(1)
    .safeParse(text.split(",").map((one) => one.trim()));
  if (!parsed.success) throw new CliError("invalid", `--scopes takes, by commas, some of: ${PERMISSIONS.join(", ")}.`);
  return parsed.data;
}

export function addTokens(program: Command): void {
  const tokens = program.command("tokens").description("API tokens: what programs come in with");

  const create = tokens
    .command("create")
    .description("make a token; it is shown once")
    .requiredOption("--name <name>", "whose it is")
    .option("--role <role>", ROLES.join(", "), "agent")
    .option("--scopes <names>", "all that it may do, by commas (default: whatever the role may)")
    .option("--expires-in-days <days>", "until when (default: until it is revoked)")
    .option(...TO);
  does(create, NewToken, async ({ options, settings, out }) => {
    const { name, expiresInDays } = options;
    const scopes = options.scopes === undefined ? undefined : readScopes(options.scopes);
    const role = ROLES.find((one) => one === options.role);
    if (!role) throw new CliError("invalid", `--role must be one of ${ROLES.join(", ")}.`);
    const { id, token } =
      options.to === undefined
        ? await withData(settings, { make: true }, ({ ctx, store }) => {
            const expiresAt = expiresInDays === undefined ? null : store.clock.now() + expiresInDays * DAY_MS;
            const made = createToken(ctx, { name, role, scopes: scopes ?? null, expiresAt });
            return { id: formatId("token", made.id), token: made.token };
          })
        : await ownerOf(options.to, settings).ask("POST", "/tokens", Made, { name, role, scopes, expiresInDays });
    out.note(`${id} lets "${name}" in as ${role}. Keep it now: it is not shown again.`);
    out.show({ id, token }, token);
  });

  const list = tokens
    .command("list")
    .description("who has a token")
    .option(...TO);
  does(list, z.object({ to }), async ({ options, settings, out }) => {
    const items =
      options.to === undefined
        ? await withData(settings, { make: false }, ({ store }) => listTokens(store).map(tokenView))
        : (await ownerOf(options.to, settings).ask("GET", "/tokens", z.object({ items: z.array(TokenView) }))).items;
    const lines = items.map(({ id, name, role, ...row }) => ({
      id,
      name,
      role,
      scopes: row.scopes?.join(",") ?? "",
      created: row.createdAt,
      used: row.usedAt ?? "",
      expires: row.expiresAt ?? "",
      revoked: row.revokedAt ?? "",
    }));
    out.show({ items }, table(lines, "There are no tokens."));
  });

  const revoke = tokens
    .command("revoke <id>")
    .description("end a token at once")
    .option(...TO);
  does(revoke, z.object({ to }), async ({ args, options, settings, out }) => {
    const id = readId("token", args[0]);
    const name = formatId("token", id);
    if (options.to === undefined) await withData(settings, { make: false }, ({ ctx }) => revokeToken(ctx, id));
    else await ownerOf(options.to, settings).ask("POST", `/tokens/${name}/revoke`, z.unknown());
    out.show({ id: name, revoked: true }, `${name} lets nobody in any more.`);
  });
}
