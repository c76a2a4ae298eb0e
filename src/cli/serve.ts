/** `parley serve`: runs the inbox. */
import type { Command } from "commander";
import { z } from "zod";
import { SYSTEM } from "../domain/actor.ts";
import type { RunningNode } from "../host/node.ts";
import { DEFAULT_HOST, DEFAULT_PORT } from "../host/settings.ts";
import { isPaused } from "../inbox/pause.ts";
import { listAccounts } from "../inbox/accounts/view.ts";
import { firstAdminCode } from "../trust/people/links.ts";
import { needsFirstAdmin } from "../trust/people/people.ts";
import { does } from "./command.ts";
import { processLog } from "./log.ts";
import { welcomeAddress } from "./people.ts";

const OPEN_HINT = "To look in without an account: npm run -s parley -- open";

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
    const firstAdmin = options.workspace ? offerFirstAdmin(node, settings.publicUrl) : null;
    const lines = [
      `Parley runs at ${node.url}   (the team works at /inbox; everybody reads the public site at /)`,
      ...next(accounts, paused),
      ...welcome(firstAdmin),
    ];
    out.show({ url: node.url, accounts, paused, firstAdmin }, lines.join("\n"));
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
  return lines;
}

/** A link for the first admin, made anew with each start until there is one; null once somebody who signs in is one. */
function offerFirstAdmin({ inbox, url }: RunningNode, publicUrl: string | null): string | null {
  const { store } = inbox;
  if (!needsFirstAdmin(store)) return null;
  return welcomeAddress(publicUrl ?? url, firstAdminCode({ store, actor: SYSTEM }));
}

function welcome(firstAdmin: string | null): string[] {
  if (firstAdmin === null) return [];
  return [`Nobody can sign in yet. The first admin comes in here, once, within a day: ${firstAdmin}`, OPEN_HINT];
}
