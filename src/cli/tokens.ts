/** `parley tokens`: makes, lists and revokes the tokens that programs use the API with. */
import type { Command } from "commander";
import { z } from "zod";
import { formatId } from "../domain/ids.ts";
import { ROLES } from "../domain/status.ts";
import { toIso } from "../domain/time.ts";
import { createToken, listTokens, revokeToken } from "../trust/tokens.ts";
import { does, NO_OPTIONS } from "./command.ts";
import { CliError } from "./failure.ts";
import { readId } from "./ids.ts";
import { table } from "./output.ts";
import { withData } from "./with-data.ts";

export function addTokens(program: Command): void {
  const tokens = program.command("tokens").description("API tokens: what programs come in with");

  const create = tokens
    .command("create")
    .description("make a token; it is shown once")
    .requiredOption("--name <name>", "whose it is")
    .option("--role <role>", ROLES.join(", "), "agent");
  does(create, z.object({ name: z.string(), role: z.string() }), ({ options, settings, out }) =>
    withData(settings, { make: true }, ({ ctx }) => {
      const role = ROLES.find((one) => one === options.role);
      if (!role) throw new CliError("invalid", `--role must be one of ${ROLES.join(", ")}.`);
      const made = createToken(ctx, { name: options.name, role });
      const id = formatId("token", made.id);
      out.note(`${id} lets "${options.name}" in as ${role}. Keep it now: it is not shown again.`);
      out.show({ id, token: made.token }, made.token);
    }),
  );

  const list = tokens.command("list").description("who has a token");
  does(list, NO_OPTIONS, ({ settings, out }) =>
    withData(settings, { make: false }, ({ store }) => {
      const rows = listTokens(store).map((row) => ({
        id: formatId("token", row.id),
        name: row.name,
        role: row.role,
        createdAt: toIso(row.createdAt),
        revokedAt: toIso(row.revokedAt),
      }));
      const lines = rows.map(({ revokedAt, createdAt, ...row }) => ({
        ...row,
        created: createdAt,
        revoked: revokedAt ?? "",
      }));
      out.show({ items: rows }, table(lines, "There are no tokens."));
    }),
  );

  const revoke = tokens.command("revoke <id>").description("end a token at once");
  does(revoke, NO_OPTIONS, ({ args, settings, out }) =>
    withData(settings, { make: false }, ({ ctx }) => {
      const id = readId("token", args[0]);
      revokeToken(ctx, id);
      out.show({ id: formatId("token", id), revoked: true }, `${formatId("token", id)} lets nobody in any more.`);
    }),
  );
}
