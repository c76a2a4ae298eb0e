import { describe, expect, it } from "vitest";
import { createLog } from "../../src/host/log.ts";
import { readSettings } from "../../src/host/settings.ts";
import { testClock } from "../support/store.ts";

describe("settings", () => {
  it("have defaults, and flags go before the environment", () => {
    expect(readSettings({})).toEqual({
      bridgeSecret: null,
      dataDir: "./data",
      port: 7100,
      host: "127.0.0.1",
      key: null,
      nextKey: null,
      publicUrl: null,
      secondFactorRequired: false,
      setup: null,
      logLevel: "info",
      logFormat: "auto",
    });
    const env = { PARLEY_PORT: "80", PARLEY_DATA: "/a", PARLEY_PUBLIC_URL: "https://parley.example/" };
    expect(readSettings(env, { port: "0" })).toMatchObject({
      port: 0,
      dataDir: "/a",
      publicUrl: "https://parley.example",
    });
    expect(readSettings({ PARLEY_KEY: "" }).key).toBeNull();
  });

  it.each([
    [{ PARLEY_PORT: "http" }, {}, "PARLEY_PORT is not usable"],
    [{}, { port: "70000" }, "--port is not usable"],
    [{ PARLEY_LOG: "loud" }, {}, "PARLEY_LOG is not usable: debug, info, warn or error"],
    [{ PARLEY_PUBLIC_URL: "parley.example" }, {}, "PARLEY_PUBLIC_URL is not usable: an address"],
  ])("name what is wrong: %j %j", (env, flags, reason) => {
    expect(() => readSettings(env, flags)).toThrow(reason);
  });
});

describe("the log", () => {
  const lines: string[] = [];
  const options = { level: "info" as const, clock: testClock(), write: (line: string) => void lines.push(line) };

  it("writes JSON lines from its level up, credentials masked", () => {
    lines.length = 0;
    const log = createLog({ ...options, format: "json" });
    log.debug("unseen");
    const token = `123456:${"A".repeat(35)}`;
    log.warn("pull.failed", { account: 1, reason: `request to https://api.telegram.org/bot${token}/getMe failed` });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        at: "2026-11-22T08:00:00.000Z",
        level: "warn",
        event: "pull.failed",
        account: 1,
        reason: "request to https://api.telegram.org/bot[masked]/getMe failed",
      },
    ]);
  });

  it("writes short lines for people", () => {
    lines.length = 0;
    createLog({ ...options, format: "pretty" }).error("tick.failed", { reason: "a b", n: 2 });
    expect(lines).toEqual(['08:00:00 error tick.failed reason="a b" n=2\n']);
  });
});
