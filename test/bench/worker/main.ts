/**
 * Measures what one object carries, on workerd: `npm run bench:worker`, with `-- 100000 10000` for that many messages and people, and with a directory behind
 * these to measure what a run that was broken off has left there.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { z } from "zod";
import { startSandbox } from "../../../src/sandbox/start.ts";
import { createXSandbox } from "../../../src/sandbox/x/sandbox.ts";
import { fill, madeSoFar, rush, skip } from "./load.ts";
import { prepare, SETUP, startWorkerd, type Workerd } from "./workerd.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const MB = 1024 * 1024;
const RUNS = 300;
const People = z.object({ items: z.array(z.object({ id: z.string(), handle: z.string() })) });
const [messages = 1_000_000, people = 100_000] = process.argv.slice(2).map(Number);

const left = process.argv[4];
const directory = left ?? mkdtempSync(join(ROOT, "dist/bench-worker-"));
const sandbox = await startSandbox(createXSandbox({ rateLimits: false }));
if (left === undefined) prepare(directory);
let workerd = await startWorkerd(directory);
try {
  const token = z
    .object({ token: z.string() })
    .parse(await post("/setup/tokens", { authorization: `Bearer ${SETUP}` }, { role: "admin" })).token;
  const headers = { authorization: `Bearer ${token}` };
  if (left === undefined) await connect(headers);
  const { items } = People.parse(await (await fetch(`${sandbox.url}/_sandbox/people`)).json());
  const self = items.find(({ handle }) => handle === "bobowallet")?.id ?? "";
  const hook = () => `${workerd.url}/webhooks/app_1`;

  if (left === undefined) {
    const perSecond = await fill(hook(), { self, people, count: messages, size: 500 });
    say(`${messages} messages of ${people} people, 500 a call`, `${perSecond.toFixed(0)} messages/s`);
  } else skip(messages + secondsSince2026());
  sizes(workerd);
  say("memory of workerd after that", `${(workerd.memoryBytes() / MB).toFixed(0)} MB`);

  for (const connections of [8, 64]) {
    const floor = await rush(workerd.floorUrl, { self, people, connections, seconds: 6 });
    const [cpu, before] = [workerd.cpuSeconds(), madeSoFar()];
    const ours = await rush(hook(), { self, people, connections, seconds: 6 });
    const cpuMs = ((workerd.cpuSeconds() - cpu) * 1_000) / (madeSoFar() - before);
    const ratio = `floor ${floor.toFixed(0)}, ratio ${(ours / floor).toFixed(2)}`;
    say(
      `one signed message a call, ${connections} connections`,
      `${ours.toFixed(0)}/s, ${ratio}, ${cpuMs.toFixed(2)} ms CPU each`,
    );
  }

  const paths = {
    "an empty answer through both": "/healthz",
    "first page of the list": "/api/conversations?limit=50",
    "first page, open": "/api/conversations?status=open&limit=50",
    "one conversation": "/api/conversations/cnv_7",
    "its messages": "/api/conversations/cnv_7/messages",
    "search, a common word": `/api/search?q=${encodeURIComponent("账户")}`,
    "search, a rare number": `/api/search?q=${messages - 3}`,
  };
  for (const [name, path] of Object.entries(paths)) {
    const { p50, p99 } = await latency(path, headers);
    say(name, `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`);
  }

  const wakes: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    await workerd.stop();
    workerd = await startWorkerd(directory);
    const from = performance.now();
    await get("/api/conversations?limit=50", headers);
    wakes.push(performance.now() - from);
  }
  say("first list of an object that was out of memory", `${wakes.map((ms) => ms.toFixed(0)).join(", ")} ms`);
} finally {
  await workerd.stop();
  await sandbox.close();
  if (left === undefined) rmSync(directory, { recursive: true, force: true });
}

function connect(headers: Record<string, string>): Promise<unknown> {
  return post("/api/accounts", headers, {
    platform: "x",
    settings: { mode: "poll", pollSeconds: 3_600, apiUrl: sandbox.url },
    credentials: {
      app: { appKey: "SANDBOX-X-APP-KEY", appSecret: "SANDBOX-X-APP-SECRET" },
      user: { accessToken: "SANDBOX-X-ACCESS-BOBOWALLET", accessSecret: "SANDBOX-X-ACCESS-SECRET-BOBOWALLET" },
    },
  });
}

/** Another run's messages on the same database have other numbers. */
function secondsSince2026(): number {
  return Math.floor((Date.now() - Date.UTC(2026, 0, 1)) / 1_000);
}

function say(what: string, figure: string): void {
  console.log(`${what}: ${figure}`);
}

/** Bytes a message, and what of it is search. */
function sizes(of: Workerd): void {
  const database = new Database(of.databaseFile(), { readonly: true });
  const Size = z.object({ bytes: z.number() });
  const bytesOf = (where: string) =>
    Size.parse(database.prepare(`select coalesce(sum(pgsize), 0) as bytes from dbstat where ${where}`).get()).bytes;
  const [all, search, events] = [bytesOf("true"), bytesOf("name like 'search%'"), bytesOf("name like '%event%'")];
  database.close();
  const each = (bytes: number) => `${(bytes / messages).toFixed(0)} bytes a message`;
  say("database", `${(all / MB).toFixed(0)} MB, ${each(all)}; of them search ${each(search)}, the log ${each(events)}`);
}

async function post(path: string, headers: Record<string, string>, body: unknown): Promise<unknown> {
  const init = {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  const answer = await fetch(workerd.url + path, init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function get(path: string, headers: Record<string, string>): Promise<void> {
  const answer = await fetch(workerd.url + path, { headers });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

async function latency(path: string, headers: Record<string, string>): Promise<{ p50: number; p99: number }> {
  for (let i = 0; i < 30; i += 1) await get(path, headers);
  const taken: number[] = [];
  for (let i = 0; i < RUNS; i += 1) {
    const from = performance.now();
    await get(path, headers);
    taken.push(performance.now() - from);
  }
  taken.sort((a, b) => a - b);
  return { p50: taken[RUNS / 2] ?? 0, p99: taken[Math.floor(RUNS * 0.99)] ?? 0 };
}
