import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { silentLog } from "../../src/domain/log.ts";
import { openData } from "../../src/host/data.ts";
import { addAccount } from "../../src/inbox/accounts/add.ts";
import { cli, cliJson, cliServing, scratch } from "../support/cli.ts";
import { insertDeliveries } from "../support/deliveries.ts";
import { memoryPlatform } from "../support/memory-platform.ts";

const dir = scratch();
const first = join(dir.path, "first");
const second = join(dir.path, "second");
const file = join(dir.path, "backup.sqlite");
const at = (path: string) => ["--data", path];

beforeAll(async () => {
  const data = openData({ dataDir: first, key: null }, { make: true });
  const services = {
    platforms: { platform: () => memoryPlatform("x") },
    keys: data.keys,
    publicUrl: null,
    log: silentLog,
  };
  const ctx = { store: data.store, actor: SYSTEM };
  await addAccount(services, ctx, { platform: "x", settings: {}, credentials: { token: "good:1" } });
  insertDeliveries(data.store, 1, ["queued", "sent"]);
  data.close();
  await cliJson(["backup", file, ...at(first)]);
});
afterAll(() => dir.remove());

describe("restore", () => {
  it("replaces nothing unless told so, and takes only a backup", async () => {
    expect((await cli(["restore", file, ...at(first)])).stderr).toContain("Say --force to replace it");
    const garbage = join(dir.path, "garbage");
    writeFileSync(garbage, "no database at all, not even nearly ".repeat(50));
    const refused = await cli(["restore", garbage, "--force", ...at(first)]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("damaged or not a database") });
    expect(await cliJson(["doctor", ...at(first)])).toMatchObject({ ok: true });
  });

  it("starts paused, needs the key it was made with, and works again when told to", async () => {
    expect(await cliJson(["restore", file, ...at(second)])).toMatchObject({ paused: true, doubtful: 1 });
    const keyless = await cli(["accounts", "list", ...at(second)]);
    expect(keyless).toMatchObject({ code: 1, stderr: expect.stringContaining("The key of this data is missing") });
    copyFileSync(join(first, "key"), join(second, "key"));

    const check = await cli(["accounts", "check", "acc_1", ...at(second)]);
    expect(check.stderr).toContain("run `parley resume`");
    const serving = await cliServing(["serve", "--no-workspace", "--port", "0", ...at(second)]);
    expect(serving.ready).toMatchObject({ paused: true, accounts: 1 });
    expect(await serving.end("SIGKILL")).toBeNull();
    expect(await cliJson(["resume", ...at(second)])).toEqual({ resumed: true, webhooks: [] });
    const { checks } = (await cliJson(["doctor", ...at(second)])) as { checks: { name: string; summary: string }[] };
    expect(checks.find((one) => one.name === "credentials")?.summary).toBe("the key opens those of 1 accounts");
    // Whoever went on with the original may have sent it.
    const doubts = checks.find((one) => one.name === "deliveries in doubt");
    expect(doubts).toMatchObject({ state: "attention", details: ["dlv_1 in cnv_1: restored"] });
  });
});

describe("doctor", () => {
  it("names what is broken, and mends what can be made again", async () => {
    const data = openData({ dataDir: first, key: null }, { make: false });
    data.sqlite.exec("update counter set n = 5 where scope = 'account' and status = 'open'");
    data.sqlite.exec("insert into poison (account_id, at, reason, raw) values (1, 0, 'not JSON', '<html>')");
    data.sqlite.exec(`update event set data = '{"platform":"telegram"}' where seq = 1`);
    data.close();
    const broken = await cli(["doctor", ...at(first)]);
    expect(broken.code).toBe(1);
    expect(broken.stdout).toMatch(/BROKEN counters: .*\n +account\/1\/open/);
    expect(broken.stdout).toMatch(/BROKEN event chain: .*\n +event 1: its content does not match/);
    expect(broken.stdout).toContain("psn_1 acc_1 1970-01-01T00:00:00.000Z not JSON: <html>");
    const mended = await cli(["doctor", "--rebuild", ...at(first)]);
    expect(mended.stdout).toContain("ok     counters");
    // What somebody changed in the log cannot be made again.
    expect(mended).toMatchObject({ code: 1, stdout: expect.stringContaining("BROKEN event chain") });
  });
});

describe("a start that cannot be", () => {
  it("ends with one line for a setting that is wrong, never repeating it", async () => {
    const args = ["serve", "--no-workspace", "--port", "0", ...at(join(dir.path, "new"))];
    const done = await cli(args, { PARLEY_KEY: "secret-but-short" });
    expect(done).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(/^parley: PARLEY_KEY [^\n]+\n$/) });
    expect(done.stderr).not.toContain("secret-but-short");
  });

  it("ends with one line for a file that is not a database, and leaves it alone", async () => {
    const path = join(dir.path, "corrupt");
    openData({ dataDir: path, key: null }, { make: true }).close();
    const garbage = "x".repeat(8_192);
    writeFileSync(join(path, "parley.sqlite"), garbage);
    const done = await cli(["serve", "--no-workspace", "--port", "0", ...at(path)]);
    expect(done).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^parley: [^\n]+damaged or not a database[^\n]+\n$/),
    });
    expect(readFileSync(join(path, "parley.sqlite"), "utf8")).toBe(garbage);
  });

  it("says where there is nothing to look at", async () => {
    const done = await cli(["accounts", "list", ...at(join(dir.path, "nowhere"))]);
    expect(done).toMatchObject({ code: 1, stderr: expect.stringContaining("There is no Parley in") });
  });
});
