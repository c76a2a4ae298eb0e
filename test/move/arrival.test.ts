import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { movedTables } from "../../src/host/move/fates.ts";
import { FORMAT } from "../../src/host/move/manifest.ts";
import { Arrival } from "../../src/host/worker/arrival.ts";
import { meta } from "../../src/store/schema.ts";
import { deriveKeys } from "../../src/trust/keys.ts";
import { memoryContent } from "../support/memory-content.ts";
import { testStore } from "../support/store.ts";

const HASH = "0".repeat(64);
const manifest = (tag: string) =>
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
  });

it("stays closed where the program was changed on the way, until the import is discarded", () => {
  const { store } = testStore();
  const options = { store, keys: deriveKeys(new Uint8Array(32)), content: memoryContent() };
  const before = new Arrival({ ...options, migration: { idx: 1, tag: "0001_a" } });
  expect(before.begin(manifest("0001_a"))).toEqual({ state: "parts", next: 0 });
  const after = new Arrival({ ...options, migration: { idx: 1, tag: "0001_b" } });
  expect(after.underWay()).toBe(true);
  expect(() => after.begin(manifest("0001_b"))).toThrow("with another version of Parley");
  expect(() => after.step()).toThrow("with another version of Parley");
  store.db.update(meta).set({ value: "not a manifest" }).where(eq(meta.key, "importManifest")).run();
  expect(new Arrival({ ...options, migration: { idx: 1, tag: "0001_a" } }).underWay()).toBe(true);
});
