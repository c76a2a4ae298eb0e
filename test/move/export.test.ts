import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { getTableConfig } from "drizzle-orm/sqlite-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openData } from "../../src/host/data.ts";
import { openTarget } from "../../src/host/move/client.ts";
import { exportBrand } from "../../src/host/move/export.ts";
import { movedTables } from "../../src/host/move/fates.ts";
import { openSealed } from "../../src/host/move/sealed.ts";
import { checkExport, openExport } from "../../src/host/move/read-export.ts";
import { DEFAULT_TELEGRAM_TOKEN } from "../../src/sandbox/telegram/sandbox.ts";
import * as schema from "../../src/store/schema.ts";
import { verifyChain } from "../../src/store/events.ts";
import { deriveKeys } from "../../src/trust/keys.ts";
import { scratch } from "../support/cli.ts";
import { type Moving, rowsOf, SOURCE_KEY, tellMoving } from "../support/moving.ts";

const dir = scratch();
const at = (name: string) => join(dir.path, name);
const settings = (name: string) => ({ dataDir: at(name), key: SOURCE_KEY });
let moving: Moving;

beforeAll(async () => {
  moving = await tellMoving(at("source"));
});
afterAll(async () => {
  await moving?.story.close();
  dir.remove();
});

/** A copy of the brand under another name, and an export of it. */
function exported(name: string): string {
  cpSync(at("source"), at(name), { recursive: true });
  exportBrand(at(`${name}-export`), { settings: settings(name), progress: () => {}, partBytes: 2_000 });
  return at(`${name}-export`);
}

describe("what moves", () => {
  it("comes after what it refers to", () => {
    const order = movedTables().map(({ name }) => name);
    const tables = Object.values(schema).filter((one) => order.includes(getTableConfig(one).name));
    const early = tables.flatMap((table) => {
      const { name, foreignKeys } = getTableConfig(table);
      const parents = foreignKeys.map((key) => getTableConfig(key.reference().foreignTable).name);
      return parents.filter((parent) => order.indexOf(parent) > order.indexOf(name) || !order.includes(parent));
    });
    expect(early).toEqual([]);
  });

  it("is every row and file, in parts of bounded size, and the log to its last event", () => {
    const directory = exported("whole");
    const brand = openExport(directory);
    checkExport(brand, () => {});
    const { manifest } = brand;
    const counted = manifest.tables.filter(({ name }) => name !== "meta").map(({ name, rows }) => ({ name, rows }));
    const source = join(at("whole"), "parley.sqlite");
    expect(counted).toEqual(counted.map(({ name }) => ({ name, rows: rowsOf(source, name).length })));
    expect(manifest.content).toMatchObject({ files: 1, missing: 0 });
    for (const part of manifest.parts) {
      const raw = gunzipSync(readFileSync(join(directory, part.name)));
      expect(raw.length <= 2_000 || part.rows === 1).toBe(true);
    }
    expect(manifest.tables.find(({ name }) => name === "contact")?.sequence).toBe(900);
    expect(manifest.tables.map(({ name }) => name)).not.toContain("session");
    const data = openData(settings("whole"), { make: false });
    const { events, broken } = verifyChain(data.store);
    const last = data.store.q.lastEvent.get();
    data.close();
    expect({ events, broken }).toEqual({ events: manifest.log.seq, broken: null });
    expect(last).toMatchObject(manifest.log);
    expect(brand.rows("event").at(-1)).toMatchObject({ type: "system.paused", data: '{"reason":"exported"}' });
  });

  it("gives no credential away without the key", () => {
    const directory = exported("sealed");
    const brand = openExport(directory);
    const everything = brand.manifest.parts.map((part) => gunzipSync(brand.part(part)).toString()).join("\n");
    expect(everything).not.toContain(DEFAULT_TELEGRAM_TOKEN);
    const rows = (table: string) => brand.rows(table);
    expect(() => openSealed(deriveKeys(new Uint8Array(32).fill(1)), rows)).toThrow("The key does not match");
    const opened = openSealed(deriveKeys(Buffer.from(SOURCE_KEY, "hex")), rows);
    expect(opened).toHaveLength(brand.manifest.sealed);
    expect(new Set(opened.map(({ table }) => table))).toEqual(new Set(["meta", "app", "account"]));
    expect(opened.map(({ text }) => text)).toContain(JSON.stringify({ token: DEFAULT_TELEGRAM_TOKEN }));
  });
});

describe("an export that was broken off", () => {
  it("is begun again, and leaves a stranger's directory alone", () => {
    cpSync(at("source"), at("again"), { recursive: true });
    const partial = at("again-export.partial");
    mkdirSync(partial);
    writeFileSync(join(partial, "mine"), "");
    const run = () => exportBrand(at("again-export"), { settings: settings("again"), progress: () => {} });
    expect(run).toThrow("no export of ours");
    rmSync(join(partial, "mine"));
    writeFileSync(join(partial, "UNFINISHED"), "");
    writeFileSync(join(partial, "message-00001.ndjson.gz"), "half");
    run();
    checkExport(openExport(at("again-export")), () => {});
    expect(existsSync(partial)).toBe(false);
  });
});

describe("an export that cannot be used", () => {
  it("is refused with the name of what is damaged or missing", () => {
    const directory = exported("damaged");
    const { name } = openExport(directory).manifest.parts.find(({ table }) => table === "message") ?? { name: "" };
    const content = readFileSync(join(directory, name));
    content[20] = (content[20] ?? 0) ^ 1;
    writeFileSync(join(directory, name), content);
    expect(() => checkExport(openExport(directory), () => {})).toThrow(`${name} is damaged`);
    rmSync(join(directory, name));
    expect(() => checkExport(openExport(directory), () => {})).toThrow(`${name} is missing`);
  });

  it("is refused where it is newer, or none", () => {
    const directory = exported("newer");
    const path = join(directory, "manifest.json");
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), format: 2 }));
    expect(() => openExport(directory)).toThrow("Upgrade this one");
    expect(() => openExport(dir.path)).toThrow("no finished export");
  });

  it("travels over TLS alone", () => {
    for (const url of ["http://bobo.example", "bobo.example", "ftp://127.0.0.1"])
      expect(() => openTarget(url, "secret")).toThrow("must be https");
  });
});
