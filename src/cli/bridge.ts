/** `parley bridge`: listens on this machine for a brand that runs on Workers, where no socket stays open. */
import { setTimeout as pauseFor } from "node:timers/promises";
import type { Command } from "commander";
import { z } from "zod";
import { sharedKeys } from "../trust/signed-call.ts";
import { originOf } from "./address.ts";
import { does } from "./command.ts";
import { CliError } from "./failure.ts";
import { processLog } from "./log.ts";
import { ownerOf } from "./owner.ts";

const Made = z.object({ secret: z.string() });

export function addBridge(program: Command): void {
  const bridge = program
    .command("bridge")
    .description("hold the Discord connection of a brand that runs on Cloudflare Workers (takes PARLEY_BRIDGE_SECRET)")
    .requiredOption("--to <url>", "address of the brand, such as https://support.example.com")
    .option("--make-secret", "print a new secret for it and end the one before (with PARLEY_SETUP)");
  does(bridge, z.object({ to: z.string(), makeSecret: z.boolean().default(false) }), async (call) => {
    const { options, settings, out } = call;
    if (options.makeSecret) {
      const { secret } = await ownerOf(options.to, settings).ask("POST", "/bridge", Made);
      out.show({ secret }, secret);
      return;
    }
    const to = originOf(options.to);
    const keys = keysOf(settings.bridgeSecret, to);
    const { SYSTEM_CLOCK } = await import("../host/system-clock.ts");
    const { runBridge } = await import("../host/bridge/bridge.ts");
    const { BridgeEnded, CallRefused } = await import("../host/bridge/remote.ts");
    const { platforms } = await import("../host/platforms.ts");
    const { awaitEnd } = await import("../host/process.ts");
    const log = processLog(settings);
    const ending = awaitEnd(log);
    const stop = new AbortController();
    const running = runBridge({
      to,
      keys,
      platforms,
      clock: SYSTEM_CLOCK,
      log,
      random: Math.random,
      pause: (ms, signal) => pauseFor(ms, undefined, { signal }).catch(() => {}),
      signal: stop.signal,
      onBegun: (accounts) => out.show({ to, accounts }, `The bridge to ${to} listens for ${accountsText(accounts)}.`),
    });
    const asked = ending.run(async () => {
      stop.abort();
      await running;
    });
    try {
      await Promise.race([asked, running]);
    } catch (error) {
      if (error instanceof CallRefused) throw new CliError(error.code, error.message);
      if (!(error instanceof BridgeEnded)) throw error;
      if (error.reason === "refused") throw new CliError("unauthorized", error.message);
      // A hand-over, no fault: a supervisor that starts what failed must not start a fight.
      log.warn("bridge.replaced", { to });
      process.stderr.write(`parley: ${error.message}\n`);
    }
  });
}

function accountsText(count: number): string {
  return count === 1 ? "1 account" : `${count} accounts`;
}

function keysOf(secret: string | null, to: string) {
  const how = `Make one: PARLEY_SETUP=… parley bridge --make-secret --to ${to}`;
  if (secret === null) throw new CliError("invalid", `Give the brand's bridge secret in PARLEY_BRIDGE_SECRET. ${how}`);
  const keys = sharedKeys(secret.trim());
  if (!keys)
    throw new CliError("invalid", `PARLEY_BRIDGE_SECRET holds no bridge secret: it begins with parley_bridge_. ${how}`);
  return keys;
}
