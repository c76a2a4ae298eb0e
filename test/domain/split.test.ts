import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitText } from "../../src/domain/split.ts";

const length = (text: string) => text.length;
/** As X counts: Han is two. */
const weighted = (text: string) => Array.from(text).reduce((sum, char) => sum + (char > "\u10FF" ? 2 : 1), 0);

describe("splitText", () => {
  it("leaves a text that fits alone", () => expect(splitText(" hello ", 10, length)).toEqual(["hello"]));

  it("prefers paragraphs, then sentences, then words", () => {
    expect(splitText("First part.\n\nSecond part here.", 20, length)).toEqual(["First part.", "Second part here."]);
    expect(splitText("One is done. Two is too.", 15, length)).toEqual(["One is done.", "Two is too."]);
    expect(splitText("请稍等。我们正在查看您的交易。", 22, weighted)).toEqual(["请稍等。我们正在查看您", "的交易。"]);
    expect(splitText("alpha beta gamma", 11, length)).toEqual(["alpha beta", "gamma"]);
  });

  it("never cuts a visible character, and cuts where there is no break", () => {
    expect(splitText("👩‍👩‍👧👩‍👩‍👧", 8, length)).toEqual(["👩‍👩‍👧", "👩‍👩‍👧"]);
    expect(splitText("a".repeat(25), 10, length)).toEqual(["a".repeat(10), "a".repeat(10), "a".repeat(5)]);
  });

  it("loses no word, and every part fits", () => {
    const text = fc.array(
      fc.constantFrom("word", "锁定", "转账。", "a.", "\n\n", " ", "👍", "https://bobo.example/faq"),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 30, max: 120 }), (pieces, limit) => {
        const whole = pieces.join("");
        const parts = splitText(whole, limit, weighted);
        expect(parts.join("").replaceAll(/\s/gu, "")).toBe(whole.replaceAll(/\s/gu, ""));
        for (const part of parts) expect(weighted(part)).toBeLessThanOrEqual(limit);
      }),
    );
  });
});
