/** Runs the bundled Worker in workerd beside the tests, in processes of its own, which a test may kill. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleWorker } from "./worker-bundle.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const READY = /Ready on (http:\/\/127\.0\.0\.1:\d+)/;

/** What the deployment of the tests holds. */
export const WORKER_KEY = "07".repeat(32);
export const WORKER_SETUP = "setup-secret-of-the-tests-0123456789";

export interface WorkerServer {
  /** `http://127.0.0.1:PORT`; another after each `restart`. */
  url(): string;
  /** The objects' databases, as files. */
  databases(): string[];
  /** Kills workerd as a crash would and starts it again on the same state. */
  restart(): Promise<void>;
  /** Ends it and removes its state. */
  stop(): Promise<void>;
}

/** Bundles the Worker and starts it; `127.0.0.1` answers for the brand `local`. Rejects with its output where it does not start. */
export async function startWorkerServer(variables: Record<string, string> = {}): Promise<WorkerServer> {
  // A bundle of its own: other tests write theirs at the same time. Inside the project, or wrangler misses the SQL files.
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  const bundle = mkdtempSync(join(ROOT, "dist/worker-server-"));
  bundleWorker(bundle);
  // Elsewhere: wrangler starts anew whenever something beside the bundle changes.
  const state = mkdtempSync(join(tmpdir(), "parley-worker-"));
  let running = await start(bundle, state, variables);
  return {
    url: () => running.url,
    databases: () =>
      globSync(join(state, "v3/do/*-Brand/*.sqlite")).filter((path) => !path.endsWith("metadata.sqlite")),
    async restart() {
      await kill(running.child);
      running = await start(bundle, state, variables);
    },
    async stop() {
      await kill(running.child);
      for (const path of [bundle, state]) rmSync(path, { recursive: true, force: true });
    },
  };
}

async function start(bundle: string, state: string, variables: Record<string, string>) {
  const given = { PARLEY_KEY: WORKER_KEY, PARLEY_SETUP: WORKER_SETUP, ...variables };
  const vars = Object.entries(given).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
  const place = ["--ip", "127.0.0.1", "--port", "0", "--inspector-port", "0", "--persist-to", state];
  const child = spawn(
    `${ROOT}node_modules/.bin/wrangler`,
    ["dev", join(bundle, "worker.js"), "--no-bundle", ...place, ...vars],
    {
      cwd: ROOT,
      // A group of its own, so that workerd goes with it.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" },
    },
  );
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: string) => {
      output += chunk;
      const found = READY.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    child.once("close", () => reject(new Error(`The Worker did not start:\n${output}`)));
  });
  return { child, url };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  process.kill(-child.pid, "SIGKILL");
  await closed;
}
