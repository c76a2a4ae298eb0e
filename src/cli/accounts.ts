/** `parley accounts`: the official accounts that Parley serves. */
import type { Command } from "commander";
import { z } from "zod";
import { formatId } from "../domain/ids.ts";
import { listAccounts } from "../inbox/accounts/view.ts";
import { addAccountsAdd } from "./accounts-add.ts";
import { addAccountsImport } from "./accounts-import.ts";
import { canAsk, confirm } from "./ask.ts";
import { does, NO_OPTIONS } from "./command.ts";
import { CliError } from "./failure.ts";
import { readId } from "./ids.ts";
import { table } from "./output.ts";
import { advice } from "./account-words.ts";
import { accountServices, withData } from "./with-data.ts";

export function addAccounts(program: Command): void {
  const accounts = program.command("accounts").description("the official accounts that Parley serves");
  addAccountsAdd(accounts);
  addList(accounts);
  addCheck(accounts);
  addAccountsImport(accounts);
  addResume(accounts);
  addRemove(accounts);
}

function addList(accounts: Command): void {
  const list = accounts.command("list").description("every account and how it is doing");
  does(list, NO_OPTIONS, ({ settings, out }) =>
    withData(settings, { make: false }, ({ store }) => {
      const items = listAccounts(store);
      const rows = items.map((one) => ({
        id: one.id,
        platform: one.platform,
        name: one.name,
        handle: one.handle ? `@${one.handle}` : "",
        state: one.state,
        mode: typeof one.settings["mode"] === "string" ? one.settings["mode"] : "",
        "needs a person": [one.problem, ...one.missingScopes, ...one.warnings].filter(Boolean).join(", "),
      }));
      out.show({ items }, table(rows, "No account is connected. Add one: parley accounts add --help"));
    }),
  );
}

function addCheck(accounts: Command): void {
  const check = accounts.command("check <id>").description("ask the platform who the account is and what it may do");
  does(check, NO_OPTIONS, ({ args, settings, out }) =>
    withData(settings, { make: false }, async (data) => {
      const { checkAccount } = await import("../inbox/accounts/check.ts");
      const services = await accountServices(settings, data);
      const { account, webhook } = await checkAccount(services, data.ctx, readId("account", args[0]));
      if (account.state === "auth") process.exitCode = 1;
      out.show(
        account,
        [`${account.id} "${account.name}" is ${account.state}.`, ...advice(account, webhook)].join("\n"),
      );
    }),
  );
}

function addResume(accounts: Command): void {
  const resume = accounts
    .command("resume <id>")
    .description("let a paused account, or one that was refused, work again");
  does(resume, NO_OPTIONS, ({ args, settings, out }) =>
    withData(settings, { make: false }, async (data) => {
      const { resumeAccount } = await import("../inbox/accounts/resume.ts");
      const services = await accountServices(settings, data);
      const account = await resumeAccount(services, data.ctx, readId("account", args[0]));
      out.show(account, `${account.id} "${account.name}" is ${account.state}.`);
    }),
  );
}

function addRemove(accounts: Command): void {
  const remove = accounts
    .command("remove <id>")
    .description("disconnect an account: its credentials are shredded, its queue is cancelled, its history stays")
    .option("--yes", "do not ask");
  does(remove, z.object({ yes: z.boolean().default(false) }), ({ args, options, settings, out }) =>
    withData(settings, { make: false }, async (data) => {
      const { findAccount } = await import("../inbox/accounts/rows.ts");
      const { removeAccount } = await import("../inbox/accounts/remove.ts");
      const id = readId("account", args[0]);
      const { name } = findAccount(data.store, id);
      if (!options.yes) {
        if (!canAsk()) throw new CliError("not-confirmed", "Say --yes to remove the account without being asked.");
        if (!(await confirm(`Remove "${name}"? Its credentials cannot be brought back.`)))
          throw new CliError("not-confirmed", "Nothing was removed.");
      }
      const services = await accountServices(settings, data);
      const { cancelledDeliveries } = await removeAccount(services, data.ctx, id);
      out.show(
        { id: formatId("account", id), removed: true, cancelledDeliveries },
        `"${name}" is disconnected; ${cancelledDeliveries} waiting replies were cancelled. Its history stays.`,
      );
    }),
  );
}
