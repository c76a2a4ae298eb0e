/** Discord over `parley bridge` into a brand on workerd, as processes that are killed: every message once, every answer once. */
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { createDiscordSandbox, DEFAULT_DISCORD_TOKEN } from "../../src/sandbox/discord/create.ts";
import { brandOf } from "../../src/sandbox/furnish.ts";
import { type RunningSandbox, startSandbox } from "../../src/sandbox/start.ts";
import { cli, cliJson, cliServing, type Running } from "../support/cli.ts";
import { type WorkerLine, workerLine } from "../support/worker-line.ts";
import { startWorkerServer, WORKER_SETUP, type WorkerServer } from "../support/worker-server.ts";

// Processes start in their own time.
vi.setConfig({ testTimeout: 120_000 });
const PATIENCE = { timeout: 40_000, interval: 100 };
const Conversations = z.object({ items: z.array(z.object({ id: z.string(), status: z.string() })) });
const Messages = z.object({
  items: z.array(z.object({ text: z.string(), delivery: z.object({ state: z.string() }).nullable() })),
});

let discord: RunningSandbox;
let worker: WorkerServer;
let line: WorkerLine;
let person = "";
let token = "";
let secret = "";
const bridges: Running[] = [];
const logs: string[] = [];

const api = async (method: string, path: string, body?: unknown, bearer = token): Promise<unknown> => {
  const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json" };
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await fetch(worker.url() + path, init);
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
};
const makeSecret = async () =>
  String((await cliJson(["bridge", "--make-secret", "--to", worker.url()], { PARLEY_SETUP: WORKER_SETUP }))["secret"]);
const conversation = async () => Conversations.parse(await api("GET", "/api/conversations")).items[0]?.id ?? "";
const messages = async () => {
  const id = await conversation();
  return id === "" ? [] : Messages.parse(await api("GET", `/api/conversations/${id}/messages?limit=100`)).items;
};
/** What came and what went, in the order of Discord; empty while the Worker is down. */
const texts = () =>
  messages().then(
    (items) => items.map(({ text }) => text).sort(),
    () => [],
  );
const say = (text: string) =>
  discord.side.send({ from: person, to: brandOf(discord.side).id, text, media: [], options: {} });
const said: string[] = [];
const tell = (text: string) => {
  said.push(text);
  say(text);
};
const everything = () => said.toSorted();
const gateway = (method: string) => discord.ledger.entries.filter((entry) => entry.method === method).length;
/** A bridge with a session. */
const begin = async () => {
  const before = gateway("IDENTIFY") + gateway("RESUME");
  const bridge = await cliServing(["bridge", "--to", line.url], { PARLEY_BRIDGE_SECRET: secret });
  bridges.push(bridge);
  await expect.poll(() => gateway("IDENTIFY") + gateway("RESUME"), PATIENCE).toBeGreaterThan(before);
  return bridge;
};
/** Kills the bridge when the batch with that text is on its way, at that point of it. */
const killAt = (bridge: Running, point: "there" | "back", text: string) => {
  const killed = Promise.withResolvers<void>();
  line.watch((when, path, body) => {
    if (when !== point || path !== "/bridge/batches" || !body.includes(text)) return;
    bridge.child.once("close", () => killed.resolve());
    bridge.child.kill("SIGKILL");
    line.watch(null);
  });
  return killed.promise;
};

beforeAll(async () => {
  discord = await startSandbox(createDiscordSandbox());
  person = discord.side.addPerson({ name: "Lin", handle: "lin", role: "user" }).id;
  worker = await startWorkerServer();
  line = await workerLine(() => worker.url());
  ({ token } = z.object({ token: z.string() }).parse(await api("POST", "/setup/tokens", {}, WORKER_SETUP)));
  secret = await makeSecret();
  await api("POST", "/api/accounts", {
    platform: "discord",
    settings: { mode: "gateway", apiUrl: discord.url },
    credentials: { app: { token: DEFAULT_DISCORD_TOKEN }, user: {} },
  });
});
afterEach(async () => {
  line.watch(null);
  for (const bridge of bridges.splice(0)) {
    await bridge.end("SIGKILL");
    logs.push(bridge.stderr());
  }
});
afterAll(async () => {
  await line?.close();
  await worker?.stop();
  await discord?.close();
});

it("brings a message in and lets the answer out once, its echo included", async () => {
  await begin();
  tell("我的账户被锁了");
  await expect.poll(texts, PATIENCE).toEqual(everything());
  said.push("您好，我们马上看看。");
  await api("POST", `/api/conversations/${await conversation()}/replies`, { text: said.at(-1), force: true });
  await expect
    .poll(async () => (await messages()).some(({ delivery }) => delivery?.state === "sent"), PATIENCE)
    .toBe(true);
  tell("谢谢");
  await expect.poll(texts, PATIENCE).toEqual(everything());
  expect(discord.ledger.effects("message")).toHaveLength(1);
});

it.each(["there", "back"] as const)(
  "loses and doubles nothing when the bridge is killed on the way %s",
  async (point) => {
    const bridge = await begin();
    const killed = killAt(bridge, point, `killed ${point}`);
    tell(`before ${point}`);
    tell(`killed ${point}`);
    await killed;
    tell(`meanwhile ${point}`);
    await begin();
    tell(`after ${point}`);
    await expect.poll(texts, PATIENCE).toEqual(everything());
    expect(gateway("IDENTIFY")).toBe(1);
  },
);

it("waits while the brand is down, and goes on when it is back", async () => {
  await begin();
  tell("before the crash");
  const restarted = worker.restart();
  tell("during the crash");
  await restarted;
  tell("after the crash");
  await expect.poll(texts, PATIENCE).toEqual(everything());
  expect(gateway("IDENTIFY")).toBe(1);
});

it("ends cleanly when told to, and the next resumes the session", async () => {
  const bridge = await begin();
  expect(await bridge.end("SIGTERM")).toBe(0);
  tell("while nobody listens");
  const resumed = gateway("RESUME");
  await begin();
  await expect.poll(texts, PATIENCE).toEqual(everything());
  expect([gateway("IDENTIFY"), gateway("RESUME")]).toEqual([1, resumed + 1]);
});

it("gives way to a newer bridge, with a word and without a fault", async () => {
  const older = await begin();
  await begin();
  await expect.poll(() => older.child.exitCode, PATIENCE).toBe(0);
  expect(older.stderr()).toContain("has taken over; this one ends");
  tell("to the newer one");
  await expect.poll(texts, PATIENCE).toEqual(everything());
});

it("ends when the secret counts no more", async () => {
  const bridge = await begin();
  const old = secret;
  secret = await makeSecret();
  await expect.poll(() => bridge.child.exitCode, PATIENCE).toBe(1);
  const late = await cli(["bridge", "--to", line.url], { PARLEY_BRIDGE_SECRET: old });
  expect(late).toMatchObject({ code: 1, stderr: expect.stringContaining("does not take this secret") });
  await begin();
  tell("with the new secret");
  await expect.poll(texts, PATIENCE).toEqual(everything());
});

it("writes no credential into its log", () => {
  expect(logs.join("")).toContain("bridge.listening");
  expect(logs.join("")).not.toContain(DEFAULT_DISCORD_TOKEN);
  expect(logs.join("")).not.toContain("parley_bridge_");
});
