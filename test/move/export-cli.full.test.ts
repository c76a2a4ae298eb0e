import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sourceKeys } from "../../src/host/move/source.ts";
import { cli, cliJson, cliServing, scratch } from "../support/cli.ts";
import { type Moving, SOURCE_KEY, tellMoving } from "../support/moving.ts";

const dir = scratch();
const at = (name: string) => join(dir.path, name);
const variables = { PARLEY_KEY: SOURCE_KEY };
const args = (name: string) => ["--data", at(name)];
const settings = (name: string) => ({ dataDir: at(name), key: SOURCE_KEY });
let moving: Moving;

beforeAll(async () => {
  moving = await tellMoving(at("source"));
});
afterAll(async () => {
  await moving?.story.close();
  dir.remove();
});

it("wants the server stopped, and a directory of its own", async () => {
  cpSync(at("source"), at("running"), { recursive: true });
  const server = await cliServing(["serve", "--no-workspace", "--port", "0", ...args("running")], variables);
  const refused = await cli(["export", at("running-export"), ...args("running")], variables);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("Another `parley serve` runs") });
  await server.end();
  mkdirSync(at("taken"));
  writeFileSync(at("taken/mine"), "");
  const taken = await cli(["export", at("taken"), ...args("running")], variables);
  expect(taken).toMatchObject({ code: 1, stderr: expect.stringContaining("holds something else") });
  expect(await cliJson(["doctor", ...args("running")], variables)).toMatchObject({ ok: true });
});

it("puts the brand to rest, until somebody takes it back", async () => {
  cpSync(at("source"), at("moved"), { recursive: true });
  const { exportId } = await cliJson(["export", at("moved-export"), ...args("moved")], variables);
  const serve = await cli(["serve", "--no-workspace", "--port", "0", ...args("moved")], variables);
  expect(serve).toMatchObject({ code: 1, stderr: expect.stringMatching(/^parley: [^\n]*resume --take-back\n$/) });
  // The same state once more, by the same name.
  const again = await cliJson(["export", at("moved-again"), ...args("moved")], variables);
  expect(again).toMatchObject({ exportId });
  expect(sourceKeys(settings("moved"), String(exportId))).toBeDefined();

  expect((await cli(["resume", ...args("moved")], variables)).stderr).toContain("would answer everybody twice");
  const back = await cli(["resume", "--take-back", ...args("moved")], variables);
  expect(back).toMatchObject({ code: 0, stderr: expect.stringContaining("throw it away") });
  const stale = ["import", at("moved-export"), "--to", "http://127.0.0.1:1", ...args("moved")];
  const refused = await cli(stale, { ...variables, PARLEY_SETUP: "x" });
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("not the last export") });
});
