import {
  copyFileSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { silentLog } from "../../src/domain/log.ts";
import { type OpenData, openData } from "../../src/host/data.ts";
import { type DataDirectory, dataDirectory } from "../../src/host/data-directory.ts";
import { parseKey } from "../../src/host/key-text.ts";
import { takeLock } from "../../src/host/lock.ts";
import { rotateKey } from "../../src/host/rotate.ts";
import { rotateKeys } from "../../src/host/rotate-keys.ts";
import { brandKeys } from "../../src/host/worker/keys.ts";
import { addAccount } from "../../src/inbox/accounts/add.ts";
import { credentialsOf } from "../../src/inbox/accounts/credentials.ts";
import { bridgeKeys, makeBridgeSecret } from "../../src/inbox/bridge/secret.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { directoryOf } from "../../src/qa/official/signed.ts";
import { revealSecret, sealedPlace } from "../../src/inbox/sealed-secrets.ts";
import { addEndpoint, listEndpoints, replaceSecret, secretsOf } from "../../src/inbox/webhooks/endpoints.ts";
import { verifyChain } from "../../src/store/events.ts";
import { app, sealedSecret } from "../../src/store/schema.ts";
import { isOurHead, type SignedHead, signHead } from "../../src/trust/audit-head.ts";
import { deriveKeys, type Keys } from "../../src/trust/keys.ts";
import { seal } from "../../src/trust/seal.ts";
import { created, person, snapshot } from "../support/events.ts";
import { memoryPlatform } from "../support/memory-platform.ts";

const root = mkdtempSync(join(tmpdir(), "parley-rotate-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const PASTED = "0".repeat(64);
const platforms = { platform: () => memoryPlatform("x") };
let dataDir: string;
let paths: DataDirectory;
let head: SignedHead | null;
const old = { key: "", webhook: "", bridge: "", official: "" };
const add = (data: OpenData, token: string, appKey?: string) =>
  addAccount(
    { platforms, keys: data.keys, publicUrl: null, log: silentLog },
    { store: data.store, actor: SYSTEM },
    { platform: "x", settings: {}, credentials: { token, ...(appKey ? { appKey } : {}) } },
  );
const keysIn = (path: string) => deriveKeys(parseKey(readFileSync(path, "utf8")) ?? new Uint8Array());
const file = () => rotateKey({ dataDir, key: null, nextKey: null });

/** An installation with everything that is ever sealed. */
beforeEach(async () => {
  dataDir = mkdtempSync(join(root, "d-"));
  paths = dataDirectory(dataDir);
  const data = openData({ dataDir, key: null }, { make: true });
  const ctx = { store: data.store, actor: SYSTEM };
  await add(data, "good:1", "shared");
  await add(data, "good:2");
  const { row, secret } = addEndpoint(ctx, data.keys, { url: "https://crm.example", types: [] });
  const replaced = replaceSecret(ctx, data.keys, row.id, { overlapHours: 24 });
  old.webhook = [replaced.secret, secret].join();
  old.bridge = makeBridgeSecret(ctx, data.keys);
  head = await signHead(data.store, data.keys);
  old.official = (await directoryOf(data.store, data.keys, null)).publicKey;
  ingest(data.store, [{ accountId: 1, events: [created(snapshot("m1", person("ann"), data.store.clock.now()))] }]);
  const at = { messageId: 1, version: 0, number: 0 };
  const sealed = seal(data.keys, sealedPlace(at), PASTED);
  data.store.db
    .insert(sealedSecret)
    .values({ ...at, sealed, at: data.store.clock.now() })
    .run();
  old.key = readFileSync(paths.key, "utf8");
  data.close();
});

/** Everything that was sealed, opened with the key that the installation has now. */
async function opensEverything(given: string | null = null): Promise<boolean> {
  const data = openData({ dataDir, key: given }, { make: false });
  const { store, keys } = data;
  const tokens = [1, 2].map((id) => credentialsOf(store, keys, id).read().user["token"]);
  const secrets = listEndpoints(store).flatMap((row) => secretsOf(keys, row, store.clock.now()));
  bridgeKeys(store, keys);
  const pasted = revealSecret({ store, actor: SYSTEM }, keys, 1, 0);
  const signed = head !== null && (await isOurHead(store, keys, head));
  const official = (await directoryOf(store, keys, null)).publicKey === old.official;
  const sound = verifyChain(store).broken === null;
  data.close();
  return (
    signed &&
    official &&
    sound &&
    pasted === PASTED &&
    tokens.join() === "good:1,good:2" &&
    secrets.join() === old.webhook
  );
}

describe("changing the key", () => {
  it("seals everything anew, drops the old key and leaves nothing that it opens", async () => {
    const before = openData({ dataDir, key: null }, { make: false });
    const sealed = JSON.stringify(
      before.store.db
        .select()
        .from(app)
        .all()
        .map((row) => row.credentials),
    );
    before.close();
    expect(file()).toBe("file");
    expect(readFileSync(paths.key, "utf8")).not.toBe(old.key);
    expect(existsSync(paths.nextKey)).toBe(false);
    expect(await opensEverything()).toBe(true);
    expect(() => openData({ dataDir, key: old.key }, { make: false })).toThrow("does not match this data");
    const bytes = readFileSync(paths.database, "latin1");
    for (const text of JSON.parse(sealed) as string[]) expect(bytes.includes(text)).toBe(false);
  });

  it("knows the apps of its accounts again afterwards", async () => {
    file();
    const data = openData({ dataDir, key: null }, { make: false });
    await add(data, "good:3", "shared");
    expect(data.store.db.select().from(app).all()).toHaveLength(2);
    data.close();
  });

  it("goes on where it was cut off, and can be read at every point", async () => {
    // Before anything was sealed anew: the next key lies there, the old one is valid.
    writeFileSync(paths.nextKey, "ab".repeat(32));
    expect(await opensEverything()).toBe(true);
    expect(readFileSync(paths.key, "utf8")).toBe(old.key);
    // Everything is sealed anew, and the new key has not its place yet.
    const data = openData({ dataDir, key: null }, { make: false });
    rotateKeys({ store: data.store, actor: SYSTEM }, data.keys, keysIn(paths.nextKey));
    data.close();
    expect(await opensEverything()).toBe(true);
    expect([readFileSync(paths.key, "utf8"), existsSync(paths.nextKey)]).toEqual(["ab".repeat(32), false]);
    // The same, noticed by the command itself, which then changes the key once more.
    renameSync(paths.key, paths.nextKey);
    copyFileSync(paths.nextKey, paths.key);
    writeFileSync(paths.key, old.key);
    file();
    expect(await opensEverything()).toBe(true);
    expect(readFileSync(paths.key, "utf8")).not.toBe("ab".repeat(32));
  });

  it("changes nothing where something does not open", async () => {
    const data = openData({ dataDir, key: null }, { make: false });
    data.sqlite.exec("update account set credentials = 'v1.AA.AA.AA' where id = 2");
    const ctx = { store: data.store, actor: SYSTEM };
    const before = data.store.db.select().from(app).all();
    expect(() => rotateKeys(ctx, data.keys, deriveKeys(new Uint8Array(32)))).toThrow("does not open");
    expect(() => rotateKeys(ctx, deriveKeys(new Uint8Array(32)), data.keys)).toThrow("does not match");
    expect(data.store.db.select().from(app).all()).toEqual(before);
    data.close();
  });

  it("takes the new key from PARLEY_KEY_NEXT where the old one is in PARLEY_KEY", async () => {
    const next = "cd".repeat(32);
    rmSync(paths.key);
    expect(() => rotateKey({ dataDir, key: old.key, nextKey: null })).toThrow("PARLEY_KEY_NEXT");
    expect(() => rotateKey({ dataDir, key: old.key, nextKey: "short" })).toThrow("PARLEY_KEY_NEXT must be 32 bytes");
    expect(rotateKey({ dataDir, key: old.key, nextKey: next })).toBe("environment");
    expect(rotateKey({ dataDir, key: old.key, nextKey: next })).toBe("environment");
    expect(existsSync(paths.key)).toBe(false);
    expect(await opensEverything(next)).toBe(true);
  });

  it("wants the server stopped", () => {
    const lock = takeLock(paths.lock);
    expect(file).toThrow("Another `parley serve`");
    lock.release();
  });

  it("happens on Workers when a brand wakes and finds a next key", async () => {
    const data = openData({ dataDir, key: null }, { make: false });
    const { store } = data;
    const env = { PARLEY_KEY: old.key, PARLEY_KEY_NEXT: "ef".repeat(32) };
    const opens = (keys: Keys) => credentialsOf(store, keys, 1).read().user["token"];
    expect([brandKeys(store, env), brandKeys(store, env)].map(opens)).toEqual(["good:1", "good:1"]);
    expect(opens(brandKeys(store, { PARLEY_KEY: env.PARLEY_KEY_NEXT }))).toBe("good:1");
    expect(() => brandKeys(store, { PARLEY_KEY: old.key })).toThrow("does not match");
    data.close();
  });

  it("knows every place where something is sealed", () => {
    const places = globSync("src/**/*.ts").flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/table: "(\w+)", column: "(\w+)"/g)].map(
        ([, table, column]) => `${table}.${column}`,
      ),
    );
    // `bridge.accounts` is sealed on its way to a bridge and never stored.
    expect([...new Set(places)].toSorted()).toEqual([
      "account.credentials",
      "app.credentials",
      "bridge.accounts",
      "bridge.secret",
      "meta.value",
      "sealed_secret.sealed",
      "webhook_endpoint.secret",
    ]);
  });
});
