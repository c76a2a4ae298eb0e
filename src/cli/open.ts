/** `parley open`: prints a link that opens the workspace once. */
import type { Command } from "commander";
import { z } from "zod";
import { ROLES } from "../domain/status.ts";
import type { DataDirectory } from "../host/data-directory.ts";
import { runningServer } from "../host/server-file.ts";
import type { HostSettings } from "../host/settings.ts";
import { createOpenLink, OPEN_LINK_MS } from "../trust/tokens.ts";
import { does } from "./command.ts";
import { CliError } from "./failure.ts";
import { ownerOf } from "./owner.ts";
import { withData } from "./with-data.ts";

export function addOpen(program: Command): void {
  const open = program
    .command("open")
    .description("print a link that opens the workspace once, within ten minutes")
    .option("--name <name>", "who comes in", "Team")
    .option("--role <role>", ROLES.join(", "), "admin")
    .option("--to <url>", "of a brand on Cloudflare Workers (with PARLEY_SETUP)");
  const given = z.object({ name: z.string(), role: z.string(), to: z.string().optional() });
  does(open, given, async ({ options, settings, out }) => {
    const role = ROLES.find((one) => one === options.role);
    if (!role) throw new CliError("invalid", `--role must be one of ${ROLES.join(", ")}.`);
    if (options.to !== undefined) {
      const link = z.object({ url: z.string() });
      const { url } = await ownerOf(options.to, settings).ask("POST", "/links", link, { name: options.name, role });
      out.show({ url }, url);
      return;
    }
    await withData(settings, { make: true }, ({ store, paths }) => {
      const { base, running } = reachedAt(settings, paths);
      const { secret } = createOpenLink(store, { name: options.name, role });
      const url = openAddress(base, secret);
      const expiresAt = new Date(store.clock.now() + OPEN_LINK_MS).toISOString();
      if (!running) out.note("No server runs on this data directory yet. Start one: parley serve");
      out.show({ url, expiresAt }, url);
    });
  });
}

/** Where a browser finds the server of this data, and whether one runs. */
export function reachedAt(
  settings: Pick<HostSettings, "publicUrl" | "host" | "port">,
  paths: DataDirectory,
): { base: string; running: boolean } {
  const running = runningServer(paths);
  return {
    base: settings.publicUrl ?? running ?? `http://${settings.host}:${settings.port}`,
    running: running !== null,
  };
}

/** The address that spends the link. */
export function openAddress(base: string, secret: string): string {
  return `${base}/open/${secret}`;
}
