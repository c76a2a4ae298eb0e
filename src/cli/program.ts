/** The command line of Parley. */
import { Command } from "commander";
import { addAccounts } from "./accounts.ts";
import { addAudit } from "./audit.ts";
import { addBackup } from "./backup.ts";
import { addBridge } from "./bridge.ts";
import { addContacts } from "./contacts.ts";
import { addDemo } from "./demo.ts";
import { addDoctor } from "./doctor.ts";
import { addExport } from "./export.ts";
import { addImport } from "./import.ts";
import { addKeys } from "./keys.ts";
import { addOpen } from "./open.ts";
import { addOpenapi } from "./openapi.ts";
import { addPeople } from "./people.ts";
import { addResume } from "./resume.ts";
import { addSandbox } from "./sandbox.ts";
import { addServe } from "./serve.ts";
import { addTokens } from "./tokens.ts";

/** All its commands, with nothing parsed yet. */
export function createProgram(): Command {
  const program = new Command("parley")
    .description("One inbox for a brand's mentions and direct messages on X, Telegram and Discord.")
    .option("--data <directory>", "where everything is kept (default: PARLEY_DATA or ./data)")
    .option("--json", "print one JSON value, for programs")
    .showHelpAfterError("Run it with --help to see what it takes.");

  addServe(program);
  addDemo(program);
  addBridge(program);
  addSandbox(program);
  addOpen(program);
  addAccounts(program);
  addTokens(program);
  addContacts(program);
  addAudit(program);
  addKeys(program);
  addBackup(program);
  addDoctor(program);
  addExport(program);
  addImport(program);
  addResume(program);
  addOpenapi(program);
  addPeople(program);
  return program;
}
