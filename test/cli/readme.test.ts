/** The README against the program: its settings, scripts, commands and pictures are those that exist. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createProgram } from "../../src/cli/program.ts";
import { CREDENTIAL_VARIABLES, readSettings, SETTING_NAMES } from "../../src/host/settings.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(`${ROOT}${path}`, "utf8");
const README = read("README.md");
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read("package.json")));

const rows = README.split("\n")
  .filter((line) => line.startsWith("| `PARLEY_"))
  .map((line) => line.split("|").map((cell) => cell.trim()));
const namesIn = (text: string) => text.match(/PARLEY_[A-Z0-9_]+/g) ?? [];

describe("the README", () => {
  it("lists every setting, and none that does not exist", () => {
    const credentials = Object.values(CREDENTIAL_VARIABLES).flatMap((byPlatform) => Object.values(byPlatform));
    const known = [...SETTING_NAMES, ...credentials];
    expect(rows.flatMap(([, name = ""]) => namesIn(name)).sort()).toEqual(known.sort());
    for (const name of namesIn(README)) expect(known).toContain(name);
  });

  it("gives the defaults that hold", () => {
    const { dataDir, port, host, logLevel, logFormat } = readSettings({});
    const defaults = Object.fromEntries(rows.map(([, name = "", value = ""]) => [name, value]));
    expect(defaults).toMatchObject({
      "`PARLEY_DATA`": `\`${dataDir}\``,
      "`PARLEY_PORT`": `\`${port}\``,
      "`PARLEY_HOST`": `\`${host}\``,
      "`PARLEY_LOG`": `\`${logLevel}\``,
      "`PARLEY_LOG_FORMAT`": `\`${logFormat}\``,
    });
  });

  it("names scripts that exist", () => {
    const named = [...README.matchAll(/npm (?:run (?:-s )?([a-z:]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short,
    );
    expect(named).toContain("demo");
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });

  it("shows pictures and pages that exist", () => {
    const targets = [...README.matchAll(/\]\(((?!https?:|#)[^)]+)\)/g)].map(([, path = ""]) => path);
    expect(targets.length).toBeGreaterThan(5);
    for (const path of targets) expect({ path, exists: existsSync(ROOT + path) }).toEqual({ path, exists: true });
  });
});

const commands = [
  ...new Set([...README.matchAll(/npm run -s parley -- ([^\n`]+)/g)].map(([, command = ""]) => command)),
];

it.each(commands)("parley %s is a command with those flags", (command) => {
  const tokens = command.split(" ");
  const end = tokens.findIndex((token) => !/^[a-z][a-z-]*$/.test(token));
  const words = end === -1 ? tokens : tokens.slice(0, end);
  const program = createProgram();
  const found = words.reduce<Command | undefined>(
    (parent, word) => parent?.commands.find((one) => one.name() === word),
    program,
  );
  // What follows the command's own words are its arguments, not the name of another.
  expect({ command, exists: found !== undefined }).toEqual({ command, exists: true });
  const flags = [program, ...(found ? [found] : [])].flatMap((one) => one.options.map(({ long }) => long));
  for (const flag of command.match(/--[a-z-]+/g) ?? []) expect(flags).toContain(flag);
});
