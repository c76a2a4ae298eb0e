import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDay } from "../../src/domain/search/day.ts";
import { OPERATOR_SPELLINGS } from "../../src/domain/search/operators.ts";
import { parseSearchText } from "../../src/domain/search/parse.ts";
import { markerOf } from "../../src/inbox/search/marks.ts";
import { snippetOf } from "../../src/inbox/search/snippet.ts";

function parsed(text: string) {
  const result = parseSearchText(text);
  if (!result.ok) throw new Error(`${result.error.code} at ${result.error.range.start}`);
  return {
    words: result.query.terms.map(({ text: word, exact }) => (exact ? `"${word}"` : word)),
    filters: result.query.filters.map(({ operator, value }) => [operator, value]),
  };
}
function wrong(text: string) {
  const result = parseSearchText(text);
  if (result.ok) throw new Error("this is understood");
  const { code, operator, range } = result.error;
  return [code, operator, text.slice(range.start, range.end)];
}

describe("a search as it is typed", () => {
  it("is read in either language, with either colon and any quotation marks", () => {
    expect(parsed("from:lin is:open 转账 failed")).toEqual({
      words: ["转账", "failed"],
      filters: [
        ["from", "lin"],
        ["is", "open"],
      ],
    });
    expect(parsed("来自：林晓　状态：未读 标签:“要紧 的”")).toEqual({
      words: [],
      filters: [
        ["from", "林晓"],
        ["is", "unread"],
        ["label", "要紧 的"],
      ],
    });
    expect(parsed('"seed phrase" in: telegram「冻结」')).toEqual({
      words: ['"seed phrase"', '"冻结"'],
      filters: [["in", "telegram"]],
    });
    expect(parsed("before:2026-11-01 after:7d 晚于:昨天")).toEqual({
      words: [],
      filters: [
        ["before", { kind: "date", year: 2026, month: 11, day: 1 }],
        ["after", { kind: "ago", days: 7 }],
        ["after", { kind: "ago", days: 1 }],
      ],
    });
  });

  it("may hold colons that are no operators, and quotations that are still open", () => {
    expect(parsed("https://bobo.example/a at 12:30 error:timeout").words).toEqual([
      "https://bobo.example/a",
      "at",
      "12:30",
      "error:timeout",
    ]);
    expect(parsed('label:"not yet').filters).toEqual([["label", "not yet"]]);
    expect(parsed('" ” 」').words).toEqual([]);
  });

  it("names the operator that is wrong, and how", () => {
    expect(wrong("转账 is:opened x")).toEqual(["unknown-value", "is", "is:opened"]);
    expect(wrong("before:2026-02-30")).toEqual(["unknown-value", "before", "before:2026-02-30"]);
    expect(wrong("x from:")).toEqual(["no-value", "from", "from:"]);
    expect(wrong("from: is:open")).toEqual(["no-value", "from", "from:"]);
    expect(wrong("form:lin x")).toEqual(["misspelt", "from", "form:lin"]);
    expect(wrong("lable:vip")).toEqual(["misspelt", "label", "lable:vip"]);
    expect(wrong("a ".repeat(33))[0]).toBe("too-many");
  });

  it("never throws, and points into the text", () => {
    const operators = Object.values(OPERATOR_SPELLINGS).flatMap(({ en, zh }) => [...en, ...zh]);
    const piece = fc.oneof(
      fc.constantFrom(...operators.map((word) => `${word}:`), ...operators.map((word) => `${word}：`)),
      fc.constantFrom('"', "“", "”", "「", "」", " ", "　", ":", "open", "2026-11-22", "⟦", "\ud83d"),
      fc.string({ unit: "binary", maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join("");
        const result = parseSearchText(text);
        const ranges = result.ok ? result.query.filters.map(({ range }) => range) : [result.error.range];
        for (const { start, end } of ranges) expect(0 <= start && start < end && end <= text.length).toBe(true);
        expect(() => markerOf(result.ok ? result.query.terms : [])(text)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});

it("takes only days of the calendar", () => {
  expect(parseDay("2026")).toEqual({ kind: "date", year: 2026, month: 1, day: 1 });
  expect(parseDay("2026年11月")).toEqual({ kind: "date", year: 2026, month: 11, day: 1 });
  for (const text of ["2026-13-01", "2026-11-31", "11-22", "tomorrow", "1969-01-01", "99999d"])
    expect(parseDay(text)).toBeNull();
});

describe("marks", () => {
  const marked = (query: string, text: string) => {
    const result = parseSearchText(query);
    if (!result.ok) throw new Error(result.error.code);
    return markerOf(result.query.terms)(text).map(({ start, end }) => text.slice(start, end));
  };

  it("stand on the characters of the text, whichever way they are written", () => {
    expect(marked("锁定", "我的帳戶被鎖定了，又鎖定")).toEqual(["鎖定", "鎖定"]);
    expect(marked("帐户", "账户和賬戶")).toEqual(["账户", "賬戶"]);
    expect(marked("full", "😀 Ｆｕｌｌ width")).toEqual(["Ｆｕｌｌ"]);
    expect(marked("straße", "STRASSE straße")).toEqual(["straße"]);
  });

  it("take whole words, the last one by its beginning, quotations in order", () => {
    expect(marked("pass fail", "passed pass failed fail")).toEqual(["pass", "failed", "fail"]);
    expect(marked("fail", "我fail了")).toEqual(["fail"]);
    expect(marked('"seed phrase"', "a seed, phrase but no phrase seed")).toEqual(["seed, phrase"]);
    expect(marked("from:lin", "lin")).toEqual([]);
  });

  it("lie within the text, in order and apart", () => {
    const words = fc.string({ unit: fc.constantFrom("a", "b", "锁", "鎖", "定", " ", "ﬀ", "😀", "é", "İ") });
    fc.assert(
      fc.property(words, words, (query, text) => {
        const marks = markerOf([{ text: query, exact: false }])(text);
        let last = -1;
        for (const { start, end } of marks) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
        const snippet = snippetOf(text, marks);
        const said = marks.map((mark) => text.slice(mark.start, mark.end));
        expect(snippet.marks.map((mark) => snippet.text.slice(mark.start, mark.end))).toEqual(
          said.slice(0, snippet.marks.length),
        );
      }),
    );
  });

  it("keep the first one in a long text, and the mark of a secret whole", () => {
    const text = `${"我".repeat(300)}锁定${"你".repeat(300)}`;
    const snippet = snippetOf(text, markerOf([{ text: "锁定", exact: false }])(text));
    expect(snippet.text.startsWith("…我")).toBe(true);
    expect(snippet.marks.map(({ start, end }) => snippet.text.slice(start, end))).toEqual(["锁定"]);
    const secret = `${"x ".repeat(30)}⟦seedPhrase⟧ locked`;
    expect(snippetOf(secret, markerOf([{ text: "locked", exact: false }])(secret)).text).toContain("⟦seedPhrase⟧");
  });
});
