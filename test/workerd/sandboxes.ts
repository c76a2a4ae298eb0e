/** Bundles the Worker and starts the sandbox platforms in Node; the tests inside workerd reach them over the loopback interface. */
import type { TestProject } from "vitest/node";
import { createDiscordSandbox } from "../../src/sandbox/discord/create.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { createTelegramSandbox } from "../../src/sandbox/telegram/sandbox.ts";
import { createXSandbox } from "../../src/sandbox/x/sandbox.ts";
import { bundleWorker } from "../support/worker-bundle.ts";

/** A bot's updates go to whoever asks first: each test file has platforms of its own. */
const FILES = ["brand", "killed", "bridge", "hooks", "doctor", "erase"] as const;

export default async function start({ provide }: TestProject): Promise<() => Promise<void>> {
  bundleWorker();
  const running = [];
  const urls: Record<string, { telegram: string; x: string; discord: string }> = {};
  for (const file of FILES) {
    const telegram = await startSandbox(createTelegramSandbox());
    const x = await startSandbox(createXSandbox({ rateLimits: false }));
    const discord = await startSandbox(createDiscordSandbox());
    running.push(telegram, x, discord);
    urls[file] = { telegram: telegram.url, x: x.url, discord: discord.url };
  }
  provide("sandboxes", urls);
  return async () => {
    for (const sandbox of running) await sandbox.close();
  };
}
