/** Runs the real command line in processes of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  /** The line of JSON that it printed when it was ready. */
  ready: Record<string, unknown>;
  stderr(): string;
  /** Sends the signal and gives the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

type Variables = Record<string, string>;

function start(args: string[], variables: Variables): ChildProcess {
  // Nothing of the surrounding environment but what Node needs: the tests name every setting.
  const env = {
    PATH: process.env["PATH"] ?? "",
    NODE_COMPILE_CACHE: join(tmpdir(), "parley-compile-cache"),
    ...variables,
  };
  return spawn(process.execPath, [MAIN, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
}

/** Runs a command to its end. */
export async function cli(args: string[], variables: Variables = {}): Promise<Finished> {
  const child = start(args, variables);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout: stdout(), stderr: stderr() };
}

/** Runs a command with --json that must succeed, and parses what it printed. */
export async function cliJson(args: string[], variables: Variables = {}): Promise<Record<string, unknown>> {
  const done = await cli([...args, "--json"], variables);
  if (done.code !== 0) throw new Error(`parley ${args.join(" ")} ended with ${done.code}: ${done.stderr}`);
  return JSON.parse(done.stdout) as Record<string, unknown>;
}

/** Starts a command that stays, with --json, and waits for its first line. */
export async function cliServing(args: string[], variables: Variables = {}): Promise<Running> {
  const child = start([...args, "--json"], variables);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", () => {
      if (stdout().includes("\n")) resolve();
    });
    child.once("close", (code) => reject(new Error(`parley ${args.join(" ")} ended with ${code}: ${stderr()}`)));
  });
  return {
    child,
    ready: JSON.parse(stdout().split("\n")[0] ?? "") as Record<string, unknown>,
    stderr,
    async end(signal = "SIGTERM") {
      if (child.exitCode === null && child.signalCode === null) {
        const closed = once(child, "close");
        child.kill(signal);
        await closed;
      }
      return child.exitCode;
    },
  };
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = "";
  stream?.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  return () => text;
}

/** A directory for one test file; `remove` takes it away. */
export function scratch(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "parley-cli-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
