import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startSandbox, type RunningSandbox } from "../../src/sandbox/start.ts";
import { createTelegramSandbox, DEFAULT_TELEGRAM_TOKEN } from "../../src/sandbox/telegram/sandbox.ts";
import { cli, cliJson } from "../support/cli.ts";
import { startWorkerServer, WORKER_SETUP, type WorkerServer } from "../support/worker-server.ts";

let server: WorkerServer;
let telegram: RunningSandbox;
beforeAll(async () => {
  telegram = await startSandbox(createTelegramSandbox());
  server = await startWorkerServer();
});
afterAll(async () => {
  await server?.stop();
  await telegram?.close();
});

const owner = { PARLEY_SETUP: WORKER_SETUP, PARLEY_DATA: mkdtempSync(join(tmpdir(), "parley-none-")) };
const there = (...args: string[]) => cliJson([...args, "--to", server.url()], owner);

it("opens the workspace of a brand on Workers", async () => {
  const { url } = await there("open", "--name", "Mia", "--role", "lead");
  const spent = await fetch(String(url), { redirect: "manual", headers: { accept: "text/html" } });
  expect(spent.status).toBe(303);
  expect(spent.headers.get("set-cookie")).toContain("parley_session=");
});

it("makes, lists and revokes its tokens", async () => {
  const { id, token } = await there("tokens", "create", "--name", "my script");
  const ask = () => fetch(`${server.url()}/api/me`, { headers: { authorization: `Bearer ${String(token)}` } });
  expect((await ask()).status).toBe(200);
  expect(JSON.stringify(await there("tokens", "list"))).not.toContain(String(token));
  await there("tokens", "revoke", String(id));
  expect((await ask()).status).toBe(401);
  const { items } = (await there("tokens", "list")) as { items: { id: string; revokedAt: string | null }[] };
  expect(items.find((one) => one.id === id)?.revokedAt).toMatch(/^20/);
  const unknown = await cli(["tokens", "revoke", "tok_99", "--to", server.url()], owner);
  expect([unknown.code, unknown.stderr]).toEqual([1, "parley: There is no such token.\n"]);
});

it("connects an account there, and leaves no token behind", async () => {
  const given = ["--token", DEFAULT_TELEGRAM_TOKEN, "--api-url", telegram.url];
  expect(await there("accounts", "add", "telegram", ...given)).toMatchObject({ platform: "telegram", state: "active" });
  const again = await cli(["accounts", "add", "telegram", ...given, "--to", server.url()], owner);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain("connected already");
  const { items } = (await there("tokens", "list")) as { items: { name: string; revokedAt: string | null }[] };
  expect(items.filter((one) => one.name === "Team" && one.revokedAt === null)).toEqual([]);
});

it("examines the brand, and makes counters and index again", async () => {
  expect(await there("doctor", "--rebuild")).toMatchObject({ ok: true });
  const { checks } = (await there("doctor")) as { checks: { name: string; state: string }[] };
  expect(checks.map(({ name }) => name)).toContain("event chain");
  expect(new Set(checks.map(({ state }) => state))).toEqual(new Set(["ok"]));
  const refused = await cli(["doctor", "--new-key", "--to", server.url()], owner);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("without --to")]);
});

it.each([
  ["http://support.example.com", WORKER_SETUP, "must begin with https://"],
  ["https://support.example.com/inbox", WORKER_SETUP, "the brand's address alone"],
  ["http://127.0.0.1:1", WORKER_SETUP, "does not answer"],
  ["", "", "Set PARLEY_SETUP"],
  ["", "another-secret-of-thirty-two-characters", "PARLEY_SETUP"],
])("says what is wrong with %s and a secret", async (to, secret, words) => {
  const done = await cli(["open", "--to", to || server.url()], { ...owner, PARLEY_SETUP: secret });
  expect(done.code).toBe(1);
  expect(done.stderr).toContain(words);
});
