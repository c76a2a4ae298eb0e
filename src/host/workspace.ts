/** Builds the team's workspace when it is missing or older than its sources, and serves its files. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, extname, join, normalize } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Context, MiddlewareHandler } from "hono";
import type { Log } from "../domain/log.ts";
import { StartFault } from "./fault.ts";
import { workspacePart } from "./workspace-path.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BUILT = join(ROOT, "dist/web");
const CONFIG = join(ROOT, "src/web/vite.config.ts");
/** What the workspace is made of, and how. */
const SOURCES = ["src/web", "src/domain", "connectors", "package-lock.json", "src/host/workspace.ts"];

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Makes sure that the built workspace is there; gives its directory. Rejects with StartFault where that fails. */
export async function buildWorkspace(log: Log): Promise<string> {
  if (isCurrent()) return BUILT;
  log.info("workspace.building", { note: "first start, or sources have changed; this takes some seconds" });
  // Built beside and then renamed: a start that is stopped midway, or two at once, leave no half workspace.
  const outDir = `${BUILT}.${process.pid}`;
  await runBuild({ configFile: CONFIG, logLevel: "error", build: { outDir, emptyOutDir: true } });
  const old = `${BUILT}.old.${process.pid}`;
  await mkdir(dirname(BUILT), { recursive: true });
  if (existsSync(BUILT)) await rename(BUILT, old);
  await rename(outDir, BUILT);
  await rm(old, { recursive: true, force: true });
  return BUILT;
}

// In a process of its own: the bundler would keep half a gigabyte in ours.
async function runBuild(options: object): Promise<void> {
  const script = `import { build } from "vite"; await build(${JSON.stringify(options)});`;
  // Started by tests or by hand in a development shell, it would otherwise take React's development build, which is several times slower.
  const env = { ...process.env, NODE_ENV: "production" };
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: ROOT, env, stdio: "pipe" });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stdout.resume();
  const [code] = await once(child, "close");
  if (code !== 0) throw new StartFault(`The workspace could not be built. ${said.trim().split("\n")[0] ?? ""}`);
}

function isCurrent(): boolean {
  const index = join(BUILT, "index.html");
  if (!existsSync(index)) return false;
  // A package may come without the sources; then there is nothing newer.
  const newest = Math.max(0, ...SOURCES.map((path) => newestIn(join(ROOT, path))));
  return statSync(index).mtimeMs >= newest;
}

function newestIn(path: string): number {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

/** Serves the files, and the page itself for every other address, which the page routes by itself. Headers are the API's. */
export function serveWorkspace(directory: string): MiddlewareHandler {
  return async (c, next) => {
    const path = normalize(decodePath(c.req.path));
    const file = join(directory, path);
    const part = workspacePart(path, c.req.header("accept"));
    if (file.startsWith(directory) && part === "file") {
      const found = await stat(file).catch(() => null);
      return found?.isFile() ? fileResponse(c, file, found.size, path.startsWith("/assets/")) : next();
    }
    if (part !== "page") return next();
    const page = await readFile(join(directory, "index.html"), "utf8");
    return c.html(page, 200, { "cache-control": "no-cache" });
  };
}

function fileResponse(c: Context, file: string, size: number, immutable: boolean): Response {
  const headers = {
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    "content-length": String(size),
    // Names under /assets hold a hash of the content.
    "cache-control": immutable ? "public, max-age=31536000, immutable" : "no-cache",
  };
  if (c.req.method === "HEAD") return c.body(null, 200, headers);
  return c.body(Readable.toWeb(createReadStream(file)) as ReadableStream, 200, headers);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
