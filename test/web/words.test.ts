/** Every word of the workspace exists in both languages, under the same key, and stands in a file of words. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";

/** Hold both languages side by side: the sections of the settings, and how dates are written. */
const MIXED = [/registry\.ts$/, /dates\.ts$/];
/** What a platform's own portal calls it, in English in every language. */
const AS_IN_THE_PORTAL = /\.scopes\./;
const HAN = /\p{Script=Han}/u;
/** The switch between the languages names each in itself. */
const SWITCH = /"(?:简体)?中文?"|^\s*中$/g;

const chinese = globSync("src/web/**/{zh,zh-*,*-zh}.ts");
const pairs = chinese.map((zh) => [zh.replace(/zh(?=[-.\w]*\.ts$)/, "en"), zh] as const);

/** Keys with what they hold, nested ones by their path; a function by how many values it takes. */
function shapeOf(value: unknown, path = ""): Map<string, string> {
  if (typeof value === "function") return new Map([[path, `function of ${value.length}`]]);
  if (typeof value !== "object" || value === null) return new Map([[path, typeof value]]);
  const inside = Object.entries(value).flatMap(([key, one]) => [...shapeOf(one, `${path}.${key}`)]);
  return new Map(inside.length > 0 ? inside : [[path, "empty"]]);
}

function textsOf(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => textsOf(one, `${path}.${key}`));
}

async function load(file: string): Promise<Record<string, unknown>> {
  const loaded = (await import(pathToFileURL(resolve(file)).href)) as Record<string, unknown>;
  // Exports are named after their language.
  return Object.fromEntries(Object.entries(loaded).map(([name, value]) => [name.replace(/^(?:en|zh)/, ""), value]));
}

it("finds the files of words", () => {
  expect(pairs.length).toBeGreaterThan(3);
  expect(pairs.filter(([en]) => !existsSync(en))).toEqual([]);
});

describe.each(pairs)("%s and %s", (enFile, zhFile) => {
  it("have the same keys", async () => {
    const [en, zh] = [await load(enFile), await load(zhFile)];
    const shared = Object.keys(en).filter((name) => name in zh);
    expect(shared.length).toBeGreaterThan(0);
    for (const name of shared) expect(shapeOf(en[name])).toEqual(shapeOf(zh[name]));
  });

  it("are in their own language, and nothing is empty", async () => {
    const [en, zh] = [await load(enFile), await load(zhFile)];
    const zhTexts = new Map(textsOf(zh));
    const wrong = textsOf(en).filter(
      ([path, text]) =>
        text.trim() === "" ||
        HAN.test(text) ||
        (/ [a-z]+ /.test(text) && zhTexts.get(path) === text && !AS_IN_THE_PORTAL.test(path)),
    );
    expect(wrong).toEqual([]);
    expect([...zhTexts].filter(([, text]) => text.trim() === "")).toEqual([]);
  });
});

it("no Chinese stands between the code", () => {
  const code = globSync("src/web/**/*.{ts,tsx}").filter(
    (file) => !chinese.includes(file) && !MIXED.some((one) => one.test(file)),
  );
  expect(code.length).toBeGreaterThan(100);
  const found = code.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => HAN.test(line.replaceAll(SWITCH, "")))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
