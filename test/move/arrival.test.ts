import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { movedTables } from "../../src/host/move/fates.ts";
import { FORMAT } from "../../src/host/move/manifest.ts";
import { Arrival } from "../../src/host/worker/arrival.ts";
import { meta, signInFailure } from "../../src/store/schema.ts";
import { SIGN_IN_SECRET, signInSecret } from "../../src/trust/sign-in/secret.ts";
import { memoryContent } from "../support/memory-content.ts";
import { TEST_KEYS, testStore } from "../support/store.ts";

const HASH = "0".repeat(64);
const NEWEST = { idx: 1, tag: "0001_a" };
const manifest = (tag: string, changed: object = {}) =>
  JSON.stringify({
    format: FORMAT,
    exportId: "6a2f41a3-c54c-4ce8-8d2f-0f0a7d8b8a01",
    exportedAt: "2026-11-22T08:00:00.000Z",
    parley: "1",
    migration: { idx: 1, tag },
    tables: movedTables().map((table) => ({ ...table, rows: 0, sequence: null })),
    sealed: 0,
    log: { seq: 0, hash: HASH },
    parts: [{ name: "app-00001.ndjson.gz", table: "app", rows: 1, bytes: 1, sha256: HASH }],
    content: { files: 0, bytes: 0, missing: 0, sha256: HASH },
    ...changed,
  });

it("stays closed where the program was changed on the way, until the import is discarded", () => {
  const { store } = testStore();
  const options = { store, keys: TEST_KEYS, content: memoryContent() };
  const before = new Arrival({ ...options, migration: NEWEST });
  expect(before.begin(manifest("0001_a"))).toEqual({ state: "parts", next: 0 });
  const after = new Arrival({ ...options, migration: { idx: 1, tag: "0001_b" } });
  expect(after.underWay()).toBe(true);
  expect(() => after.begin(manifest("0001_b"))).toThrow("with another version of Parley");
  expect(() => after.step()).toThrow("with another version of Parley");
  store.db.update(meta).set({ value: "not a manifest" }).where(eq(meta.key, "importManifest")).run();
  expect(new Arrival({ ...options, migration: NEWEST }).underWay()).toBe(true);
});

it("begins where strangers have only tried to sign in, and drops what was noted for them", () => {
  const { store } = testStore();
  store.db.insert(signInFailure).values({ key: "a stranger", count: 1, windowEndsAt: 1 }).run();
  signInSecret(store, TEST_KEYS);
  const arrival = new Arrival({ store, keys: TEST_KEYS, content: memoryContent(), migration: NEWEST });
  expect(arrival.begin(manifest(NEWEST.tag))).toEqual({ state: "parts", next: 0 });
  expect(store.q.metaByKey.get({ key: SIGN_IN_SECRET.row })).toBeUndefined();
});

it("counts no file that was still being kept when the import was given up", async () => {
  const { store } = testStore();
  const content = memoryContent();
  const arrival = new Arrival({ store, keys: TEST_KEYS, content, migration: NEWEST });
  const bytes = new TextEncoder().encode("a picture");
  const hash = createHash("sha256").update(bytes).digest("hex");
  const files = { files: 2, bytes: 18, missing: 0, sha256: HASH };
  expect(arrival.begin(manifest(NEWEST.tag, { parts: [], content: files }))).toMatchObject({ state: "files" });
  const kept = arrival.file(hash, bytes);
  arrival.abandon();
  await expect(kept).rejects.toMatchObject({ code: "no-import" });
  expect(arrival.underWay()).toBe(false);
});

it("goes on when nothing more is handed over and everything opens, whatever the manifest counted", () => {
  const arrival = new Arrival({
    store: testStore().store,
    keys: TEST_KEYS,
    content: memoryContent(),
    migration: NEWEST,
  });
  expect(arrival.begin(manifest(NEWEST.tag, { parts: [], sealed: 1 }))).toEqual({ state: "credentials", next: 0 });
  expect(arrival.credentials({ from: 0, values: [] })).toEqual({ state: "counts", next: 0 });
});

describe("refuses", () => {
  const arrive = (changed: object) => {
    const { store } = testStore();
    const arrival = new Arrival({ store, keys: TEST_KEYS, content: memoryContent(), migration: NEWEST });
    arrival.begin(manifest(NEWEST.tag, { parts: [], ...changed }));
    return arrival;
  };
  const stepOn = (arrival: Arrival) => {
    while (arrival.step().state !== "done");
  };

  it("to end with rows missing", () => {
    const tables = movedTables().map((table) => ({ ...table, rows: table.name === "app" ? 1 : 0, sequence: null }));
    expect(() => stepOn(arrive({ tables }))).toThrow('"app" has 0 rows instead of 1');
  });

  it("to end with a log that stops early", () => {
    expect(() => stepOn(arrive({ log: { seq: 3, hash: HASH } }))).toThrow("The event log does not hold: event 0");
  });

  it("a file under a false name", async () => {
    const arrival = arrive({ content: { files: 1, bytes: 9, missing: 0, sha256: HASH } });
    const kept = arrival.file("f".repeat(64), new TextEncoder().encode("a picture"));
    await expect(kept).rejects.toMatchObject({ code: "damaged-file" });
    expect(arrival.step()).toMatchObject({ state: "files", done: 0 });
  });
});
