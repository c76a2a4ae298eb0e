/** `parley serve`: runs the inbox. */
import type { Command } from "commander";
import { z } from "zod";
import { DEFAULT_HOST, DEFAULT_PORT } from "../host/settings.ts";
import { isPaused } from "../inbox/pause.ts";
import { listAccounts } from "../inbox/accounts/view.ts";
import { does } from "./command.ts";
import { processLog } from "./log.ts";

export function addServe(program: Command): void {
  const serve = program
    .command("serve")
    .description("run the inbox: API, workspace and everything that reads and sends")
    .option("--port <port>", `port to listen on (default: PARLEY_PORT or ${DEFAULT_PORT})`)
    .option("--host <address>", `address to listen on (default: PARLEY_HOST or ${DEFAULT_HOST})`)
    .option("--no-workspace", "serve the API only");
  does(serve, z.object({ workspace: z.boolean() }), async ({ options, settings, out }) => {
    const { startNode } = await import("../host/node.ts");
    const { awaitEnd } = await import("../host/process.ts");
    const log = processLog(settings);
    const ending = awaitEnd(log);
    const node = await startNode({ ...settings, workspace: options.workspace, log });
    const accounts = listAccounts(node.inbox.store).length;
    const paused = isPaused(node.inbox.store);
    out.show({ url: node.url, accounts, paused }, [`Parley runs at ${node.url}`, ...next(accounts, paused)].join("\n"));
    await ending.run(() => node.stop());
  });
}

function next(accounts: number, paused: boolean): string[] {
  const lines: string[] = [];
  if (accounts === 0)
    lines.push(
      "No account is connected yet. Add the first one, in another terminal:",
      '  npm run -s parley -- accounts add telegram --name "Your brand"   (or discord, or x; --help tells more)',
    );
  if (paused) lines.push("It was restored or moved, and is paused. To let it work: npm run -s parley -- resume");
  lines.push("Open the workspace: npm run -s parley -- open");
  return lines;
}
