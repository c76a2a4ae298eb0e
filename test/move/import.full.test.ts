import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTarget } from "../../src/host/move/client.ts";
import { exportBrand } from "../../src/host/move/export.ts";
import { movedTables, OWN_FACTS } from "../../src/host/move/fates.ts";
import { importBrand } from "../../src/host/move/import.ts";
import { type BrandExport, openExport } from "../../src/host/move/read-export.ts";
import { brandOf } from "../../src/sandbox/furnish.ts";
import { deriveKeys } from "../../src/trust/keys.ts";
import { cli, cliJson, scratch } from "../support/cli.ts";
import { FILE, type Moving, rowsOf, SOURCE_KEY, tellMoving } from "../support/moving.ts";
import { startWorkerServer, WORKER_SETUP, type WorkerServer } from "../support/worker-server.ts";

const dir = scratch();
const directory = join(dir.path, "export");
const source = join(dir.path, "source");
/** The conversation whose answer was on its way. */
const MENTIONED = 2;
const variables = { PARLEY_KEY: SOURCE_KEY, PARLEY_SETUP: WORKER_SETUP };
let moving: Moving;
let server: WorkerServer;

beforeAll(async () => {
  moving = await tellMoving(source);
  exportBrand(directory, { settings: { dataDir: source, key: SOURCE_KEY }, progress: () => {}, partBytes: 1_000 });
  server = await startWorkerServer({ PARLEY_KEY: "09".repeat(32) });
});
afterAll(async () => {
  await server?.stop();
  await moving?.story.close();
  dir.remove();
});

const importing = (brand: BrandExport, progress: (what: string, done: number) => void = () => {}) =>
  importBrand({
    brand,
    target: openTarget(server.url(), WORKER_SETUP),
    keys: deriveKeys(Buffer.from(SOURCE_KEY, "hex")),
    progress,
  });
const command = (...more: string[]) => ["import", ...more, "--to", server.url(), "--data", source];
const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${server.url()}${path}`, { ...init, headers: { authorization: `Bearer ${moving.token}` } });
const sent = () =>
  moving.story.sandboxes.telegram.ledger
    .effects()
    .filter((entry) => JSON.stringify(entry.body).includes("queued until the move"));

const message = (error: unknown) => (error instanceof Error ? error.message : String(error));

it("takes nothing that is damaged, newer, or sealed with another key", async () => {
  const damaged = join(dir.path, "damaged");
  cpSync(directory, damaged, { recursive: true });
  const { name } = openExport(damaged).manifest.parts.at(-1) ?? { name: "" };
  writeFileSync(join(damaged, name), "not what it was");
  const refused = await cli(command(damaged), variables);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining(`${name} is damaged`) });
  const otherKey = await cli(command(directory), { ...variables, PARLEY_KEY: "01".repeat(32) });
  expect(otherKey).toMatchObject({ code: 1, stderr: expect.stringContaining("The key does not match") });
  const { manifest } = openExport(directory);
  const target = openTarget(server.url(), WORKER_SETUP);
  const begin = (change: object) => target.send("POST", "", JSON.stringify({ ...manifest, ...change })).catch(message);
  expect(await begin({ format: 2 })).toContain("newer Parley");
  expect(await begin({ migration: { idx: 999, tag: "0999_later" } })).toContain("Upgrade the deployment");
  expect(await begin({ migration: { idx: 0, tag: "0000_start" } })).toContain("Update Parley where it was made");
  expect(await begin({ tables: [] })).toContain("names other tables");
  const stranger = openTarget(server.url(), "wrong".repeat(10));
  expect(await stranger.resume().catch(message)).toContain("PARLEY_SETUP");
  // Nothing was changed, so the brand still answers.
  expect((await ask("/readyz")).status).toBe(200);
});

it("goes on where it stood after either side died, and lets nobody else in meanwhile", async () => {
  const brand = openExport(directory);
  const stopped = importing(brand, (what, done) => {
    if (what === "parts" && done === 5) throw new Error("the command line died");
  });
  await expect(stopped).rejects.toThrow("the command line died");
  await server.restart();
  const target = openTarget(server.url(), WORKER_SETUP);
  expect(await target.send("POST", "", brand.manifestText)).toEqual({ state: "parts", next: 5 });
  const closed = await ask("/api/conversations");
  expect({ status: closed.status, body: await closed.json() }).toMatchObject({
    status: 503,
    body: { code: "importing" },
  });
  const links = await fetch(`${server.url()}/setup/links`, {
    method: "POST",
    headers: { authorization: `Bearer ${WORKER_SETUP}` },
  });
  expect(await links.json()).toMatchObject({ code: "importing" });
  // What was there is not taken twice, what comes later not early, and nothing under a false name.
  const part = (index: number) => brand.manifest.parts[index] ?? { name: "", table: "", rows: 0, bytes: 0, sha256: "" };
  const send = (index: number, body: Buffer) => target.send("PUT", `/parts/${part(index).name}`, body).catch(message);
  expect(await send(2, brand.part(part(2)))).toEqual({ state: "parts", next: 5 });
  expect(await send(7, brand.part(part(7)))).toContain("comes first");
  expect(await send(5, brand.part(part(6)))).toContain("not what the manifest says");
  const other = JSON.stringify({ ...brand.manifest, exportedAt: new Date().toISOString() });
  expect(await target.send("POST", "", other).catch(message)).toContain("Another export is on its way in");
  expect(await target.send("POST", "", brand.manifestText)).toEqual({ state: "parts", next: 5 });
});

it("can be given up, which leaves the brand empty", async () => {
  expect(await cliJson(command("--discard"), variables)).toEqual({ discarded: true });
  const again = await cli(command("--discard"), variables);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining("No import is under way") });
  expect(await (await ask("/readyz")).json()).toMatchObject({ paused: false });
});

it("brings every row, file and event, paused, under the key of its new host", async () => {
  const done = await cli(command(directory), variables);
  expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining("resume --to") });
  expect(done.stderr).toContain("parts: ");
  expect(await cliJson(command(directory), variables)).toMatchObject({ imported: true, paused: true });

  const files = server.databases();
  expect(files).toHaveLength(1);
  const here = join(source, "parley.sqlite");
  const there = files[0] ?? "";
  for (const { name } of movedTables()) {
    const before = movedRows(here, name);
    const after = movedRows(there, name);
    const compared = name === "event" ? after.slice(0, before.length) : after;
    expect({ name, rows: compared }).toEqual({ name, rows: before });
  }
  expect(rowsOf(there, "sqlite_sequence").find((row) => row["name"] === "contact")).toMatchObject({ seq: 900 });
  expect(rowsOf(there, "session")).toEqual([]);
  expect(await (await ask("/api/media/med_2")).text()).toBe(FILE);
  const doubts = rowsOf(there, "delivery").filter((row) => row["state"] === "unknown");
  expect(doubts).toMatchObject([{ code: "interrupted" }]);
  expect(await (await ask("/readyz")).json()).toMatchObject({ ready: true, paused: true });
  expect(sent()).toEqual([]);
});

it("refuses to overwrite", async () => {
  const brand = openExport(directory);
  const other = JSON.stringify({ ...brand.manifest, exportId: crypto.randomUUID() });
  const refused = await openTarget(server.url(), WORKER_SETUP).send("POST", "", other).catch(message);
  expect(refused).toMatch(/not empty .* Nothing was changed/);
  expect((await ask("/api/conversations")).status).toBe(200);
});

it("works once a person says so: what was queued leaves once, and what is new comes in", async () => {
  expect(await cliJson(["resume", "--to", server.url()], variables)).toMatchObject({ resumed: true });
  await expect.poll(sent, { timeout: 20_000 }).toHaveLength(1);
  const { side } = moving.story.sandboxes.telegram;
  const from = moving.story.person("telegram").id;
  moving.story.say("telegram", { from, to: brandOf(side).id, text: "错误码是 E-1043" });
  await expect.poll(() => found("错误码是"), { timeout: 20_000 }).toBe(1);
  expect(await found("账户被锁")).toBe(1);
  expect(sent()).toHaveLength(1);
});

async function found(words: string): Promise<number> {
  const response = await ask(`/api/search?q=${encodeURIComponent(words)}`);
  return ((await response.json()) as { items: unknown[] }).items.length;
}

/** Without what is only so in one database. */
function movedRows(file: string, table: string) {
  const rows = rowsOf(file, table).filter((row) => table !== "meta" || !OWN_FACTS.includes(String(row["key"])));
  return rows.map((row) => known(table, row));
}

/** A row without what is bound to its database, or follows from the delivery that was on its way. */
function known(table: string, row: Record<string, unknown>): Record<string, unknown> {
  if (row["key"] === "auditSeed") return { key: row["key"] };
  const inDoubt = table === "delivery" && (row["state"] === "sending" || row["state"] === "unknown");
  const changed = inDoubt ? ["state", "code", "next_at", "lease_until", "started_at"] : [];
  if (table === "conversation" && row["id"] === MENTIONED) changed.push("attention", "seq", "status", "waiting_since");
  if (table === "episode" && row["conversation_id"] === MENTIONED) changed.push("first_response_at");
  if (table === "app" || table === "account") changed.push("credentials", "fingerprint");
  return { ...row, ...Object.fromEntries(changed.map((column) => [column, null])) };
}
