/** Runs Parley as one Node process: one data directory, one port, no other service. */
import type { AddressInfo } from "node:net";
import { setTimeout as pauseFor } from "node:timers/promises";
import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { createApi } from "../api/app.ts";
import { createInbox, type Inbox } from "../app.ts";
import { createSite } from "../site/site.ts";
import type { Log } from "../domain/log.ts";
import type { AccountServices } from "../inbox/accounts/services.ts";
import { deactivatedBy } from "../inbox/deactivate.ts";
import { clientAddress } from "./client-address.ts";
import { openContentDirectory } from "./content-directory.ts";
import { openData } from "./data.ts";
import { SYSTEM_CLOCK } from "./system-clock.ts";
import { makeDataDirectory } from "./data-directory.ts";
import { createFetchFile } from "./fetch-file.ts";
import { StartFault } from "./fault.ts";
import { takeLock } from "./lock.ts";
import { createPost } from "./post-public.ts";
import { platforms } from "./platforms.ts";
import { announceServer, withdrawServer } from "./server-file.ts";
import type { HostSettings } from "./settings.ts";
import { createScrub } from "./scrub.ts";
import { startTimer } from "./timer.ts";
import { troublesOf } from "./troubles.ts";
import { PARLEY_VERSION } from "./version.ts";
import { buildWorkspace, serveWorkspace } from "./workspace.ts";

const MOVED_AWAY =
  "This brand was exported and moved away, so nothing works here: two that work would answer everybody twice. To import it: parley import DIRECTORY --to https://… To stay here instead: parley resume --take-back";
/** How long one long poll waits at a platform. */
const LONG_POLL_MS = 25_000;
/** What is in flight gets that long to finish; then the process ends and the next start calls it unknown. */
const STOP_MS = 10_000;

export interface NodeOptions extends Pick<HostSettings, "dataDir" | "port" | "host" | "key" | "publicUrl"> {
  log: Log;
  /** True: who has no second factor may do nothing but set one up. */
  secondFactorRequired?: boolean;
  /** False: API only. */
  workspace: boolean;
}

export interface RunningNode {
  /** `http://HOST:PORT` as a browser on this machine reaches it. */
  url: string;
  inbox: Inbox;
  /** For the account verbs, with the inbox's own store. */
  accounts: AccountServices;
  /** Takes no new work, lets what is in flight finish, closes everything. Idempotent. */
  stop(): Promise<void>;
}

/** Rejects with StartFault, DatabaseError, KeyError or the system's error (EADDRINUSE), having let go of everything. */
export async function startNode(options: NodeOptions): Promise<RunningNode> {
  const { log } = options;
  const closing: (() => void | Promise<void>)[] = [];
  const closeAll = async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  };
  try {
    const paths = makeDataDirectory(options.dataDir);
    const lock = takeLock(paths.lock);
    closing.push(() => lock.release());
    const data = openData(options, { make: true });
    closing.push(() => data.close());
    if (deactivatedBy(data.store) !== null) throw new StartFault(MOVED_AWAY);
    const content = await openContentDirectory(paths.content);
    const directory = options.workspace ? await buildWorkspace(log) : null;

    const inbox = createInbox({
      db: data.store.db,
      platforms,
      clock: SYSTEM_CLOCK,
      keys: data.keys,
      content,
      fetchFile: createFetchFile(),
      log,
      random: Math.random,
      longPollMs: LONG_POLL_MS,
      pause: (ms, signal) => pauseFor(ms, undefined, { signal }).catch(() => {}),
      scrub: createScrub(data.sqlite),
      post: createPost(),
    });
    const accounts = { platforms: inbox.lookup, keys: data.keys, publicUrl: options.publicUrl, log };
    const app = createApi({
      store: inbox.store,
      platforms: inbox.lookup,
      accounts,
      content,
      log,
      receive: (appId, request) => inbox.receive(appId, request),
      troubles: () => troublesOf(paths),
      version: PARLEY_VERSION,
      secondFactorRequired: options.secondFactorRequired ?? false,
      addressOf: clientAddress,
    });
    if (directory !== null) app.get("*", serveWorkspace(directory));
    app.route(
      "/",
      createSite({ store: inbox.store, keys: data.keys, publicUrl: options.publicUrl, log, addressOf: clientAddress }),
    );

    const server = createAdaptorServer({ fetch: app.fetch });
    const port = await listen(server, options);
    closing.push(() => closeServer(server));
    const url = `http://${reachable(options.host)}:${port}`;
    announceServer(paths, url);
    closing.push(() => withdrawServer(paths));
    inbox.listen("here");
    closing.push(() => inbox.stop());
    closing.push(startTimer({ store: inbox.store, sqlite: data.sqlite, log, tick: () => inbox.tick() }));

    let stopped: Promise<void> | null = null;
    return {
      url,
      inbox,
      accounts,
      stop: () => (stopped ??= inTime(closeAll(), log)),
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function listen(server: ServerType, { port, host }: { port: number; host: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Streams of live events never end by themselves; requests that change something are short. */
function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}

async function inTime(work: Promise<void>, log: Log): Promise<void> {
  const timer = new AbortController();
  const late = pauseFor(STOP_MS, "late" as const, { signal: timer.signal }).catch(() => "done" as const);
  const result = await Promise.race([work.then(() => "done" as const), late]);
  timer.abort();
  if (result === "late") log.warn("stop.incomplete", { afterMs: STOP_MS });
}

// An address that means "every interface" is none that a browser can open.
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
