import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openData } from "../../src/host/data.ts";
import { type Bench, startBench } from "../../src/sandbox/bench.ts";
import { brandOf } from "../../src/sandbox/furnish.ts";
import { delivery } from "../../src/store/schema.ts";
import { cli, cliJson, cliServing, type Running, scratch } from "../support/cli.ts";

const dir = scratch();
const data = ["--data", join(dir.path, "data")];
let bench: Bench;
let server: Running;
let token = "";

const address = (path: string) => `${String(server.ready["url"])}${path}`;
const authorized = (bearer = token) => ({ authorization: `Bearer ${bearer}` });
const conversations = async () => {
  const response = await fetch(address("/api/conversations"), { headers: authorized() });
  return ((await response.json()) as { items: { id: string; excerpt: string }[] }).items;
};
const answer = async (text: string) => {
  const [newest] = await conversations();
  const response = await fetch(address(`/api/conversations/${newest?.id}/replies`), {
    method: "POST",
    headers: { ...authorized(), "content-type": "application/json", "idempotency-key": randomUUID() },
    body: JSON.stringify({ text }),
  });
  expect(response.status).toBe(202);
};
/** What the person sees of us in the private chat. */
const seen = () => {
  const { side } = bench.telegram;
  const brand = brandOf(side).id;
  const messages = side.places().flatMap((place) => side.messages(place.id));
  return messages.filter((message) => message.authorId === brand).map((message) => message.text);
};

beforeAll(async () => {
  bench = await startBench({ port: 0 });
  server = await cliServing(["serve", "--no-workspace", "--port", "0", ...data]);
  ({ token } = (await cliJson(["tokens", "create", "--name", "Mia", "--role", "admin", ...data])) as { token: string });
});
afterAll(async () => {
  await server?.end("SIGKILL");
  await bench?.close();
  dir.remove();
});

it("starts without any setting but its place, and knows that there is nothing yet", () => {
  expect(server.ready).toMatchObject({ accounts: 0, paused: false, url: expect.stringMatching(/^http:\/\/127/) });
});

describe("accounts add", () => {
  const telegram = () => ["accounts", "add", "telegram", "--api-url", bench.telegram.url, ...data];

  it("says what is missing and where it can be given", async () => {
    const done = await cli(telegram());
    expect(done).toMatchObject({ code: 1, stdout: "" });
    expect(done.stderr).toContain("give --token, or set PARLEY_TELEGRAM_TOKEN");
  });

  it("refuses credentials that the platform refuses, without repeating them", async () => {
    const wrong = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const done = await cli([...telegram(), "--token", wrong, "--json"]);
    expect(done.code).toBe(1);
    expect(JSON.parse(done.stderr)).toMatchObject({ error: { code: "credentials-rejected", field: "credentials" } });
    expect(done.stderr).not.toContain(wrong);
  });

  it("takes a token from the environment, says who it is, and the server reads and answers at once", async () => {
    const variables = { PARLEY_TELEGRAM_TOKEN: bench.credentials.telegram.token };
    const done = await cli([...telegram(), "--name", "波宝"], variables);
    expect(done.stderr).toBe("");
    expect(done.stdout).toMatch(/^Connected "波宝" .*as acc_1\./);
    const again = await cli([...telegram(), "--json"], variables);
    expect(JSON.parse(again.stderr)).toMatchObject({ error: { code: "conflict" } });

    const { side, ledger } = bench.telegram;
    // Reading starts at now: a second poll shows that now is behind us.
    const polls = () => ledger.entries.filter((entry) => entry.path.includes("/getUpdates")).length;
    const person = side.addPerson({ name: "林晓", handle: "linxiao", role: "user" });
    const write = () =>
      side.send({ from: person.id, to: brandOf(side).id, text: "我的账户被锁定了", media: [], options: {} });
    await expect.poll(polls, { timeout: 10_000 }).toBeGreaterThan(0);
    write();
    await expect
      .poll(async () => (await conversations()).map((one) => one.excerpt), { timeout: 15_000 })
      .toContain("我的账户被锁定了");
    await answer("我们马上看。");
    await expect.poll(seen, { timeout: 10_000 }).toEqual(["我们马上看。"]);
  });

  it("connects Discord and X too", async () => {
    const discord = ["accounts", "add", "discord", "--api-url", bench.discord.url, ...data];
    const { token: discordToken } = bench.credentials.discord;
    expect(await cliJson([...discord, "--token", discordToken])).toMatchObject({
      platform: "discord",
      state: "active",
    });
    const { clientId, clientSecret, refreshToken } = bench.credentials.x;
    const x = ["accounts", "add", "x", "--api-url", bench.x.url, "--name", "波宝 X", ...data];
    const added = await cliJson([...x, "--client-id", clientId, "--client-secret", clientSecret], {
      PARLEY_X_REFRESH_TOKEN: refreshToken,
    });
    expect(added).toMatchObject({ platform: "x", name: "波宝 X", state: "active", settings: { apiUrl: bench.x.url } });
    expect(JSON.stringify(added)).not.toContain(refreshToken);
  });

  it("says that a webhook needs an address", async () => {
    const { appKey, appSecret, accessToken, accessSecret } = bench.credentials.x;
    const flags = ["--app-key", appKey, "--app-secret", appSecret, "--access-token", accessToken];
    const more = ["--access-secret", accessSecret, "--mode", "webhook", "--api-url", bench.x.url, "--replace"];
    const done = await cli(["accounts", "add", "x", ...flags, ...more, ...data]);
    expect(done.code).toBe(0);
    expect(done.stdout).toContain("Set PARLEY_PUBLIC_URL");
  });
});

describe("accounts", () => {
  it("are listed and checked", async () => {
    expect((await cli(["accounts", "list", ...data])).stdout).toMatch(/^ID +PLATFORM +NAME[^]+acc_1[^]+acc_2[^]+acc_3/);
    expect(await cliJson(["accounts", "check", "acc_1", ...data])).toMatchObject({ id: "acc_1", state: "active" });
    expect((await cli(["accounts", "check", "acc_99", ...data])).stderr).toBe("parley: There is no such account.\n");
  });

  it("tell size and price of an import before it starts", async () => {
    const done = await cli(["accounts", "import", "acc_3", ...data]);
    expect(done.stderr).toBe("");
    expect(done.stdout).toContain("Say --yes to start.");
    const started = await cliJson(["accounts", "import", "3", "--since", "2026-01-01", "--yes", ...data]);
    expect(started).toMatchObject({ started: true, jobId: "job_1" });
  });

  it("are removed only when somebody is sure", async () => {
    expect((await cli(["accounts", "remove", "acc_2", ...data])).stderr).toContain("Say --yes");
    expect(await cliJson(["accounts", "remove", "acc_2", "--yes", ...data])).toMatchObject({ removed: true });
    const { items } = await cliJson(["accounts", "list", ...data]);
    expect(items).toMatchObject([{ id: "acc_1" }, { id: "acc_3" }]);
  });
});

describe("who comes in", () => {
  it("does so by token until it is revoked", async () => {
    const made = await cliJson(["tokens", "create", "--name", "Bot", ...data]);
    expect(made).toEqual({ id: "tok_2", token: expect.stringMatching(/^parley_/) });
    const enter = async () =>
      (await fetch(address("/api/counts"), { headers: authorized(String(made["token"])) })).status;
    expect(await enter()).toBe(200);
    await cliJson(["tokens", "revoke", "tok_2", ...data]);
    expect(await enter()).toBe(401);
  });

  it("does so by a link that opens once", async () => {
    const { url } = (await cliJson(["open", ...data])) as { url: string };
    expect(url.startsWith(address("/open/"))).toBe(true);
    const opened = await fetch(url, { redirect: "manual" });
    expect(opened.status).toBe(303);
    const [cookie = ""] = opened.headers.getSetCookie();
    expect(cookie).toContain("HttpOnly");
    const counts = await fetch(address("/api/counts"), {
      headers: { cookie: cookie.split(";")[0] ?? "" },
    });
    expect(counts.status).toBe(200);
    expect((await fetch(url, { redirect: "manual" })).status).toBe(404);
  });
});

describe("beside the running server", () => {
  it("finds everything sound, and backs it up", async () => {
    const doctor = await cliJson(["doctor", ...data]);
    expect(doctor).toMatchObject({ ok: true });
    const file = join(dir.path, "backup.sqlite");
    expect(await cliJson(["backup", file, ...data])).toMatchObject({ file, holdsKey: false });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const restored = await cli(["restore", file, "--force", ...data]);
    expect(restored).toMatchObject({ code: 1, stderr: expect.stringContaining("Another `parley serve` runs") });
  });

  it("lets no second server start on the same data, nor on the same port", async () => {
    const second = await cli(["serve", "--no-workspace", "--port", "0", ...data]);
    expect(second).toMatchObject({ code: 1, stdout: "" });
    expect(second.stderr).toMatch(/^parley: Another `parley serve` runs[^\n]+\n$/);
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => {
      other.once("listening", resolve);
    });
    const { port } = other.address() as AddressInfo;
    const args = ["serve", "--no-workspace", "--port", String(port), "--data", join(dir.path, "other")];
    const taken = await cli(args);
    other.close();
    expect(taken).toMatchObject({ code: 1, stderr: expect.stringMatching(/^parley: Port \d+ is in use[^\n]+\n$/) });
  });
});

describe("the end", () => {
  it("comes with SIGTERM once what is in flight has arrived, and leaves the data free", async () => {
    // The platform takes the answer at once and says so late: in between the server is told to end.
    bench.telegram.faults.add({ kind: "slow", path: "sendMessage", delayMs: 1_500 });
    await answer("已经解锁。");
    await expect.poll(seen, { timeout: 10_000 }).toContain("已经解锁。");
    expect(await server.end("SIGTERM")).toBe(0);
    expect(server.stderr()).not.toMatch(/"level":"error"/);
    expect(existsSync(join(dir.path, "data/server.json"))).toBe(false);

    const kept = openData({ dataDir: join(dir.path, "data"), key: null }, { make: false });
    const states = kept.store.db.select({ state: delivery.state }).from(delivery).all();
    kept.close();
    expect(states).toEqual([{ state: "sent" }, { state: "sent" }]);
  });
});
