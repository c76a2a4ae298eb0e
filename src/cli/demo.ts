/** `parley demo`: the sandbox, the inbox and the demo brand's users, together, with nothing to set up. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { SYSTEM } from "../domain/actor.ts";
import { PLATFORMS, type PlatformName } from "../domain/platform.ts";
import type { RunningNode } from "../host/node.ts";
import type { HostSettings } from "../host/settings.ts";
import type { Bench } from "../sandbox/bench.ts";
import type { Store } from "../store/db.ts";
import { account } from "../store/schema.ts";
import { createOpenLink } from "../trust/tokens.ts";
import { type Call, does } from "./command.ts";
import { CliError } from "./failure.ts";
import { processLog } from "./log.ts";
import { openAddress } from "./open.ts";

const Options = z.object({
  sandboxPort: z.coerce.number().int().min(0).max(65_533).optional(),
  traffic: z.boolean(),
  workspace: z.boolean(),
});
/** About one message a minute and a half on each platform. */
const HUMAN_PACE_MS = 40_000;
const READING_WITHIN_MS = 20_000;
const NAMES: Record<PlatformName, string> = { x: "波宝 X", telegram: "波宝 Telegram", discord: "波宝 Discord" };

export function addDemo(program: Command): void {
  const demo = program
    .command("demo")
    .description("try Parley with local platforms and made-up users: no account needed")
    .option("--port <port>", "port of the inbox (default: PARLEY_PORT or 7100)")
    .option("--sandbox-port <port>", "port of the sandbox's X; Telegram and Discord take the next two (default: 7101)")
    .option("--no-traffic", "nobody writes by themselves")
    .option("--no-workspace", "serve the API only");
  does(demo, Options, run);
}

async function run({ options, settings, out }: Call<z.infer<typeof Options>>): Promise<void> {
  const { startBench, PortTaken } = await import("../sandbox/bench.ts");
  const { awaitEnd } = await import("../host/process.ts");
  const log = processLog(settings);
  const ending = awaitEnd(log);
  let inboxUrl: string | null = null;
  const port = options.sandboxPort;
  const bench = await startBench({ ...(port === undefined ? {} : { port }), inbox: () => inboxUrl }).catch(
    (error: unknown) => {
      throw error instanceof PortTaken ? new CliError("cannot-start", error.message) : error;
    },
  );
  const silence = new AbortController();
  let node: RunningNode | null = null;
  try {
    node = await startInbox(settings, options.workspace, log);
    inboxUrl = node.url;
    await connect(node, bench);
    const { seedPages } = await import("./demo-pages/seed.ts");
    seedPages({ store: node.inbox.store, platforms: node.inbox.lookup });
    const { setSiteSettings, siteSettings } = await import("../qa/site-settings.ts");
    const { store } = node.inbox;
    // So that replies may link to its pages.
    setSiteSettings({ store, actor: SYSTEM }, { ...siteSettings(store), origin: node.url });
    const { seedContacts } = await import("./demo-pages/contacts.ts");
    seedContacts({ store: node.inbox.store, actor: SYSTEM });
    if (options.traffic) await startUsers(bench, silence.signal, log);
    const { secret } = createOpenLink(node.inbox.store, { name: "Demo", role: "admin" });
    const url = openAddress(node.url, secret);
    out.show(
      { url, inbox: node.url, sandbox: bench.x.url },
      [
        `Inbox:    ${url}   (opens once; \`npm run -s parley -- open --data ${demoDirectory(settings)}\` makes another)`,
        `Public:   ${node.url}   (what everybody reads: answers, the FAQ, the official accounts)`,
        `Sandbox:  ${bench.x.url}   (write as a user here, and read the answers)`,
        "Everything is made anew with each start: the platforms forget, so the inbox does too. Ctrl-C ends it.",
      ].join("\n"),
    );
    const running = node;
    await ending.run(async () => {
      silence.abort();
      await running.stop();
      await bench.close();
    });
  } catch (error) {
    silence.abort();
    await node?.stop();
    await bench.close();
    throw error;
  }
}

function demoDirectory(settings: HostSettings): string {
  return join(settings.dataDir, "demo");
}

async function startInbox(
  settings: HostSettings,
  workspace: boolean,
  log: ReturnType<typeof processLog>,
): Promise<RunningNode> {
  const { startNode } = await import("../host/node.ts");
  const { makeDataDirectory } = await import("../host/data-directory.ts");
  const { takeLock } = await import("../host/lock.ts");
  const dataDir = demoDirectory(settings);
  const paths = makeDataDirectory(dataDir);
  // A demo that runs must not lose its data to a second one.
  takeLock(paths.lock).release();
  // What an earlier sandbox forgot would be mistaken for what this one says: its ids begin anew.
  for (const suffix of ["", "-wal", "-shm"]) rmSync(paths.database + suffix, { force: true });
  rmSync(paths.content, { recursive: true, force: true });
  rmSync(paths.key, { force: true });
  return startNode({ ...settings, dataDir, key: null, publicUrl: null, workspace, log });
}

/** Adds the three accounts and waits until each has begun to read: what is written before that is not ours to see. */
export async function connect(node: RunningNode, bench: Bench): Promise<void> {
  const { addAccount } = await import("../inbox/accounts/add.ts");
  const { NEWS_HANDLE } = await import("../sandbox/furnish.ts");
  const { appKey, appSecret, accessToken, accessSecret } = bench.credentials.x;
  const credentials: Record<PlatformName, unknown> = {
    x: { app: { appKey, appSecret }, user: { accessToken, accessSecret } },
    telegram: { app: bench.credentials.telegram, user: {} },
    discord: { app: bench.credentials.discord, user: {} },
  };
  // A sandbox costs nothing to ask often.
  const settings = { x: { pollSeconds: 2 }, telegram: { channels: [`@${NEWS_HANDLE}`] }, discord: {} };
  const { store } = node.inbox;
  for (const platform of PLATFORMS)
    await addAccount(
      node.accounts,
      { store, actor: SYSTEM },
      {
        platform,
        name: NAMES[platform],
        settings: { apiUrl: bench[platform].url, ...settings[platform] },
        credentials: credentials[platform],
        replace: true,
      },
    );
  await untilReading(store);
}

function untilReading(store: Store): Promise<void> {
  const reading = () =>
    store.db
      .select()
      .from(account)
      .all()
      .every((row) => row.cursor !== null);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      stop();
      reject(new CliError("cannot-start", "The sandbox does not answer. Start the demo again."));
    }, READING_WITHIN_MS);
    const look = () => {
      if (!reading()) return;
      stop();
      resolve();
    };
    const unwatch = store.watch(look);
    const stop = () => {
      clearTimeout(late);
      unwatch();
    };
    look();
  });
}

async function startUsers(bench: Bench, signal: AbortSignal, log: ReturnType<typeof processLog>): Promise<void> {
  const { startTraffic } = await import("../sandbox/traffic/start.ts");
  const sides = { x: bench.x, telegram: bench.telegram, discord: bench.discord };
  startTraffic(sides, { paceMs: HUMAN_PACE_MS, random: Math.random, signal }).catch((error: unknown) =>
    log.error("traffic.stopped", { reason: error instanceof Error ? error.message : String(error) }),
  );
}
