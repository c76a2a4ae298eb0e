/** `parley import`: moves an export into a brand on Cloudflare Workers. */
import type { Command } from "commander";
import { z } from "zod";
import type { HostSettings } from "../host/settings.ts";
import { CliError } from "./failure.ts";
import { does } from "./command.ts";
import { progressNotes } from "./progress-notes.ts";

const Options = z.object({ to: z.string(), discard: z.boolean().default(false) });

export function addImport(program: Command): void {
  const command = program
    .command("import [directory]")
    .description("move an export into an empty brand on Cloudflare Workers, where it arrives paused")
    .requiredOption("--to <url>", "the brand's address there, https://…")
    .option("--discard", "empty the brand there again, of an import that was not finished");
  command.addHelpText(
    "after",
    "\nReads PARLEY_SETUP, the deployment's secret, from the environment, and the key that sealed the credentials from --data or PARLEY_KEY.\nBroken off, it goes on where it stood: run it again.",
  );
  does(command, Options, async ({ args, options, settings, out }) => {
    const { openTarget } = await import("../host/move/client.ts");
    const target = openTarget(options.to, setupSecret(settings));
    if (options.discard) {
      while ((await target.send("DELETE", "")).state !== "done") out.note("files: some are removed");
      out.show({ discarded: true }, `${options.to} is empty again.`);
      return;
    }
    const [directory] = args;
    if (directory === undefined) throw new CliError("invalid", "Name the directory that `parley export` wrote.");
    const { openExport } = await import("../host/move/read-export.ts");
    const { importBrand } = await import("../host/move/import.ts");
    const { sourceKeys } = await import("../host/move/source.ts");
    const brand = openExport(directory);
    const keys = sourceKeys(settings, brand.manifest.exportId);
    await importBrand({ brand, target, keys, progress: progressNotes(out) });
    out.show(
      { imported: true, exportId: brand.manifest.exportId, paused: true },
      [
        `${options.to} holds the brand now: every row and file, and the event log to its end.`,
        `It is paused: nothing is read or sent, and no token is spent. Look at it first: parley open --to ${options.to}`,
        `Then let it work: parley resume --to ${options.to}   (webhooks are registered at the new address)`,
      ].join("\n"),
    );
  });
}

/** From the environment alone: an argument would stay in the shell's history. Throws CliError. */
export function setupSecret(settings: HostSettings): string {
  if (settings.setup !== null) return settings.setup;
  throw new CliError("invalid", "Set PARLEY_SETUP to the deployment's secret (wrangler secret put PARLEY_SETUP).");
}
