import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { silentLog } from "../../src/domain/log.ts";
import { type OpenData, openData } from "../../src/host/data.ts";
import { dataDirectory } from "../../src/host/data-directory.ts";
import { isLocked, takeLock } from "../../src/host/lock.ts";
import { forgetKey } from "../../src/host/new-key.ts";
import { addAccount } from "../../src/inbox/accounts/add.ts";
import { credentialsOf } from "../../src/inbox/accounts/credentials.ts";
import { accountView } from "../../src/inbox/accounts/view.ts";
import { memoryPlatform } from "../support/memory-platform.ts";

const root = mkdtempSync(join(tmpdir(), "parley-data-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const fresh = () => mkdtempSync(join(root, "d-"));

describe("opening data", () => {
  it("makes a directory for its owner alone, with a key for its owner alone", () => {
    const dataDir = join(fresh(), "a/b");
    openData({ dataDir, key: null }, { make: true }).close();
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, "key")).mode & 0o777).toBe(0o600);
    expect(statSync(dataDirectory(dataDir).database).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dataDir, "key"), "utf8")).toMatch(/^[0-9a-f]{64}\n$/);
    openData({ dataDir, key: null }, { make: false }).close();
  });

  it("keeps every commit, every reference and nothing that was deleted", () => {
    const data = openData({ dataDir: fresh(), key: null }, { make: true });
    const is = (name: string) => data.sqlite.pragma(name, { simple: true });
    expect(["journal_mode", "synchronous", "foreign_keys", "secure_delete"].map(is)).toEqual(["wal", 2, 1, 1]);
    expect(Number(is("busy_timeout"))).toBeGreaterThan(0);
    data.close();
  });

  it("takes the key as hexadecimal or base64, and nothing else", () => {
    const dataDir = fresh();
    const key = Buffer.alloc(32, 7);
    openData({ dataDir, key: key.toString("hex") }, { make: true }).close();
    openData({ dataDir, key: key.toString("base64") }, { make: true }).close();
    expect(() => openData({ dataDir, key: "short" }, { make: true })).toThrow("PARLEY_KEY must be 32 bytes");
    expect(() => openData({ dataDir, key: "0".repeat(64) }, { make: true })).toThrow("does not match this data");
  });

  it("makes no new key for data that was sealed with another", () => {
    const dataDir = fresh();
    openData({ dataDir, key: null }, { make: true }).close();
    rmSync(join(dataDir, "key"));
    expect(() => openData({ dataDir, key: null }, { make: true })).toThrow("key of this data is missing");
    writeFileSync(join(dataDir, "key"), "nonsense");
    expect(() => openData({ dataDir, key: null }, { make: true })).toThrow("does not hold a key");
  });

  it("says so where there is no installation, or the place cannot be used", () => {
    const dataDir = fresh();
    expect(() => openData({ dataDir, key: null }, { make: false })).toThrow("There is no Parley in");
    writeFileSync(join(dataDir, "file"), "");
    expect(() => openData({ dataDir: join(dataDir, "file"), key: null }, { make: true })).toThrow(
      "a file stands there",
    );
  });

  it.skipIf(process.getuid?.() === 0)("says so where it may not write", () => {
    const dataDir = fresh();
    chmodSync(dataDir, 0o500);
    expect(() => openData({ dataDir, key: null }, { make: true })).toThrow("may not be written");
  });

  it.each([
    ["garbage", "this is not a database, but long enough to look like one".repeat(20), "damaged or not a database"],
    ["another program's", null, "not one of Parley's"],
  ])("refuses a file that is %s", async (_, content, reason) => {
    const dataDir = fresh();
    const path = dataDirectory(dataDir).database;
    if (content === null) {
      const { default: Database } = await import("better-sqlite3");
      new Database(path).exec("create table theirs (id integer)").close();
    } else writeFileSync(path, content);
    expect(() => openData({ dataDir, key: null }, { make: true })).toThrow(reason);
  });

  it("refuses a database that a newer program has written", () => {
    const dataDir = fresh();
    const data = openData({ dataDir, key: null }, { make: true });
    data.sqlite.exec("insert into __drizzle_migrations (hash, created_at) values ('later', 99999999999999)");
    data.close();
    expect(() => openData({ dataDir, key: null }, { make: true })).toThrow("written by a newer Parley");
  });
});

describe("a lost key", () => {
  it("costs the credentials, not the history", async () => {
    const dataDir = fresh();
    const platforms = { platform: () => memoryPlatform("x") };
    const add = async (data: OpenData, replace: boolean) => {
      const services = { platforms, keys: data.keys, publicUrl: null, log: silentLog };
      const input = { platform: "x", settings: {}, credentials: { token: "good:1", appKey: "k" }, replace } as const;
      return (await addAccount(services, { store: data.store, actor: SYSTEM }, input)).account;
    };
    const before = openData({ dataDir, key: null }, { make: true });
    await add(before, false);
    before.close();
    rmSync(join(dataDir, "key"));
    expect(forgetKey(dataDir)).toBe(1);

    const after = openData({ dataDir, key: null }, { make: false });
    expect(accountView(after.store, 1)).toMatchObject({ state: "auth", problem: "credentials-lost" });
    expect(() => credentialsOf(after.store, after.keys, 1).read()).toThrow("has no credentials any more");
    expect(await add(after, true)).toMatchObject({ id: "acc_1", state: "active", problem: null });
    expect(credentialsOf(after.store, after.keys, 1).read().user).toEqual({ token: "good:1" });
    after.close();
  });
});

describe("the lock", () => {
  it("belongs to one server, and is free again after it", () => {
    const path = join(fresh(), "serve.lock");
    const held = takeLock(path);
    expect(isLocked(path)).toBe(true);
    expect(() => takeLock(path)).toThrow("Another `parley serve`");
    held.release();
    expect(isLocked(path)).toBe(false);
  });

  it("is freed by the system when its process is killed", () => {
    const path = join(fresh(), "serve.lock");
    const script = `
      import { takeLock } from ${JSON.stringify(new URL("../../src/host/lock.ts", import.meta.url).href)};
      takeLock(${JSON.stringify(path)});
      process.kill(process.pid, "SIGKILL");`;
    const killed = spawnSync(process.execPath, ["--input-type=module", "-e", script]);
    expect(killed.signal).toBe("SIGKILL");
    takeLock(path).release();
  });
});
