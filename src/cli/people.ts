/** `parley people`: the team, from beside the database: the way back in when nobody can sign in. */
import type { Command } from "commander";
import { z } from "zod";
import { formatId } from "../domain/ids.ts";
import { ROLES } from "../domain/status.ts";
import { toIso } from "../domain/time.ts";
import { firstAdminCode, invite, type MadeLink, resetLink } from "../trust/people/links.ts";
import { changeRole, deactivate, listPeople, restore } from "../trust/people/people.ts";
import { type Call, does, NO_OPTIONS } from "./command.ts";
import { CliError } from "./failure.ts";
import { readId } from "./ids.ts";
import { reachedAt } from "./open.ts";
import { table } from "./output.ts";
import { ownerOf } from "./owner.ts";
import { type Opened, withData } from "./with-data.ts";

const Invitation = z.object({ role: z.string() });
const Reset = z.object({ secondFactor: z.boolean().default(false) });

export function addPeople(program: Command): void {
  const people = program.command("people").description("the team: who is in it, and who is let in (again)");

  does(people.command("list").description("everybody, also those who left"), NO_OPTIONS, ({ settings, out }) =>
    withData(settings, { make: false }, ({ store }) => {
      const items = listPeople(store).map(({ agentId, deactivatedAt, seenAt, ...row }) => ({
        id: formatId("agent", agentId),
        ...row,
        active: deactivatedAt === null,
        seenAt: toIso(seenAt),
      }));
      const lines = items.map(({ id, name, role, email, secondFactor, active }) => ({
        id,
        name,
        role,
        email: email ?? "",
        "second factor": secondFactor ? "yes" : "",
        in: active ? "yes" : "no",
      }));
      out.show({ items }, table(lines, "There is nobody yet. `parley people first-admin` makes the first link."));
    }),
  );

  const first = people
    .command("first-admin")
    .description("print a link by which an admin joins, once, within a day")
    .option("--to <url>", "of a brand on Cloudflare Workers (with PARLEY_SETUP)");
  does(first, z.object({ to: z.string().optional() }), async (call) => {
    const { options, settings, out } = call;
    if (options.to === undefined) {
      await withData(settings, { make: true }, (data) => showLink(call, data, firstAdminCode(data.ctx)));
      return;
    }
    const link = z.object({ url: z.string(), expiresAt: z.string() });
    const made = await ownerOf(options.to, settings).ask("POST", "/first-admin-code", link, {});
    out.show(made, made.url);
  });

  const inviting = people
    .command("invite <email>")
    .description("print a link by which somebody joins, once, within three days")
    .option("--role <role>", ROLES.join(", "), "agent");
  does(inviting, Invitation, (call) =>
    withData(call.settings, { make: false }, (data) => {
      const email = z.email().safeParse(call.args[0]);
      if (!email.success) throw new CliError("invalid", "Give an e-mail address such as lin@example.com.");
      showLink(call, data, invite(data.ctx, { email: email.data, role: readRole(call.options.role) }));
    }),
  );

  const reset = people
    .command("reset <id>")
    .description("print a link to a new password, good for an hour; ends their sessions")
    .option("--second-factor", "remove their authenticator too");
  does(reset, Reset, (call) =>
    withData(call.settings, { make: false }, (data) => {
      const made = resetLink(data.ctx, readId("agent", call.args[0]), { withFactor: call.options.secondFactor });
      showLink(call, data, made);
    }),
  );

  does(people.command("role <id> <role>").description(`make somebody ${ROLES.join(", ")}`), NO_OPTIONS, (call) =>
    change(call, ({ ctx }, id) => changeRole(ctx, id, readRole(call.args[1]))),
  );
  const leave = people.command("deactivate <id>").description("end somebody's sessions, keys and streams, at once");
  does(leave, NO_OPTIONS, (call) => change(call, ({ ctx }, id) => deactivate(ctx, id)));
  does(people.command("restore <id>").description("let somebody in again"), NO_OPTIONS, (call) =>
    change(call, ({ ctx }, id) => restore(ctx, id)),
  );
}

function change({ settings, args, out }: Call<unknown>, verb: (data: Opened, id: number) => void): Promise<void> {
  return withData(settings, { make: false }, (data) => {
    const id = readId("agent", args[0]);
    verb(data, id);
    const row = listPeople(data.store).find(({ agentId }) => agentId === id);
    if (!row) return;
    const active = row.deactivatedAt === null;
    const shown = formatId("agent", id);
    out.show({ id: shown, role: row.role, active }, `${shown} is ${active ? `in, as ${row.role}` : "out"}.`);
  });
}

function showLink({ settings, out }: Call<unknown>, { paths }: Opened, made: MadeLink): void {
  const { base, running } = reachedAt(settings, paths);
  if (!running) out.note("No server runs on this data directory yet. Start one: parley serve");
  const url = welcomeAddress(base, made);
  out.show({ url, expiresAt: toIso(made.expiresAt) }, url);
}

/** The address that spends a link. What stands behind `#` is sent to no server and stands in no log. */
export function welcomeAddress(base: string, { secret }: MadeLink): string {
  return `${base}/welcome#${secret}`;
}

function readRole(text: string | undefined) {
  const role = ROLES.find((one) => one === text);
  if (!role) throw new CliError("invalid", `The role must be one of ${ROLES.join(", ")}.`);
  return role;
}
