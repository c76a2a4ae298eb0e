/** Runs the bundled Worker, and the floor beside it, in one bare workerd: no development server in between, the database a file that can be looked at. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleWorker } from "../../support/worker-bundle.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
export const SETUP = "setup-secret-of-the-bench-0123456789";
const TICKS_PER_SECOND = 100;

export interface Workerd {
  /** Of our Worker, by a brand's hostname. */
  url: string;
  floorUrl: string;
  /** Seconds of processor time that it has used so far. */
  cpuSeconds(): number;
  /** Bytes of memory it holds now. */
  memoryBytes(): number;
  /** Bytes of the brand's database. */
  databaseBytes(): number;
  databaseFile(): string;
  stop(): Promise<void>;
}

/** Bundles into `directory`, once. */
export function prepare(directory: string): void {
  mkdirSync(join(directory, "objects"), { recursive: true });
  bundleWorker(directory);
}

/** Starts on what `directory` holds. */
export async function startWorkerd(directory: string): Promise<Workerd> {
  const [port, floorPort] = [await freePort(), await freePort()];
  const config = join(directory, "bench.capnp");
  writeFileSync(config, configOf(directory, port, floorPort));
  const child = spawn(`${ROOT}node_modules/.bin/workerd`, ["serve", config], {
    // A group of its own: the command is a script that starts the program itself.
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  await answers(url, child, () => said);
  const stat = () =>
    readFileSync(`/proc/${workerdOf(child)}/stat`, "utf8")
      .split(") ")[1]
      ?.split(" ") ?? [];
  const object = () => {
    const folder = join(directory, "objects/brand");
    const name = readdirSync(folder).find((file) => file.endsWith(".sqlite") && !file.startsWith("metadata"));
    return join(folder, name ?? "");
  };
  return {
    url,
    floorUrl: `http://127.0.0.1:${floorPort}`,
    cpuSeconds: () => (Number(stat()[11]) + Number(stat()[12])) / TICKS_PER_SECOND,
    memoryBytes: () => Number(stat()[21]) * 4096,
    databaseBytes: () => statSync(object()).size,
    databaseFile: object,
    async stop() {
      const gone = once(child, "close");
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      await gone;
    },
  };
}

function workerdOf(child: ChildProcess): number {
  const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim();
  return Number(children.split(" ")[0]) || (child.pid ?? 0);
}

async function answers(url: string, child: ChildProcess, said: () => string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`workerd did not start:\n${said()}`);
    const answer = await fetch(`${url}/webhooks/none`).catch(() => null);
    if (answer?.status === 404) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}

function configOf(directory: string, port: number, floorPort: number): string {
  const modules = readdirSync(directory)
    .filter((name) => name.endsWith(".sql"))
    .map((name) => `(name = "${name}", text = embed "${name}")`);
  writeFileSync(join(directory, "floor.js"), readFileSync(fileURLToPath(new URL("floor.js", import.meta.url)), "utf8"));
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "ours", worker = .ours),
    (name = "floor", worker = .floor),
    (name = "internet", network = (allow = ["public", "private"])),
    (name = "disk", disk = (path = "${join(directory, "objects")}", writable = true)),
  ],
  sockets = [
    (name = "ours", address = "127.0.0.1:${port}", http = (), service = "ours"),
    (name = "floor", address = "127.0.0.1:${floorPort}", http = (), service = "floor"),
  ],
);
const ours :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js"), ${modules.join(", ")}],
  compatibilityDate = "2026-10-01",
  compatibilityFlags = ["nodejs_compat"],
  durableObjectNamespaces = [(className = "Brand", uniqueKey = "brand", enableSql = true)],
  durableObjectStorage = (localDisk = "disk"),
  globalOutbound = "internet",
  bindings = [
    (name = "BRAND", durableObjectNamespace = "Brand"),
    (name = "BRANDS", text = "{\\"127.0.0.1\\": \\"bench\\"}"),
    (name = "PARLEY_KEY", text = "${"07".repeat(32)}"),
    (name = "PARLEY_SETUP", text = "${SETUP}"),
  ],
);
const floor :Workerd.Worker = (
  modules = [(name = "floor.js", esModule = embed "floor.js")],
  compatibilityDate = "2026-10-01",
  durableObjectNamespaces = [(className = "Floor", uniqueKey = "floor", enableSql = true)],
  durableObjectStorage = (localDisk = "disk"),
  bindings = [(name = "FLOOR", durableObjectNamespace = "Floor")],
);
`;
}
