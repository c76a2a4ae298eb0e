/** No agent reads a bare code: whatever a platform refuses with has words in both languages. */
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { enReasons } from "../../src/web/i18n/en-reasons.ts";
import { zhProblems, zhReasons } from "../../src/web/i18n/zh-reasons.ts";

/** Codes as the source names them; more is in those files than codes, so only these forms count. */
const CODE =
  /(?:\b(?:code|reason): |\b(?:shut|closed|lost|uncertain|unknown)\(|\], |\d: |return )"([a-z]+(?:-[a-z]+)*)"/g;
/** Words in the same form that are none. */
const NONE = new Set(["open", "closed", "unknown", "read", "write", "upload"]);

test.each(["x", "telegram", "discord"])("every failure and closed place on %s", (platform) => {
  const files = globSync(`connectors/${platform}/{errors,answerability}.ts`);
  expect(files).toHaveLength(2);
  const codes = new Set(
    files.flatMap((file) => [...readFileSync(file, "utf8").matchAll(CODE)].map(([, code]) => code)),
  );
  const wanted = [...codes].filter((code) => code !== undefined && !NONE.has(code));
  expect(wanted.length).toBeGreaterThan(5);
  expect(wanted.filter((code) => code !== undefined && !(code in zhReasons("")))).toEqual([]);
});

test("both languages know the same codes", () => {
  expect(Object.keys(enReasons(""))).toEqual(Object.keys(zhReasons("")));
});

test("every problem of the API that a verb throws, in Chinese", () => {
  const codes = [...readFileSync("src/domain/problem.ts", "utf8").matchAll(/^ {2}"?([a-z-]+)"?: \d{3},/gm)];
  expect(codes.length).toBeGreaterThan(9);
  expect(codes.map(([, code]) => code).filter((code) => code !== undefined && !(code in zhProblems))).toEqual([]);
});
