import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coarseTime, exactDates } from "../../src/domain/redaction/dates.ts";
import { type DraftWords, followEdit, putBack, type Removal, standInFor } from "../../src/domain/redaction/removals.ts";

const phone = standInFor("phone", 1, "en");
const words: DraftWords = {
  title: "Locked",
  question: `Call ${phone} or ${phone}, or ${standInFor("email", 1, "en")}.`,
  answer: "",
};
const removals: Removal[] = [
  { field: "question", kind: "phone", start: 5, original: "138 0013 8000", standIn: phone },
  { field: "question", kind: "phone", start: 5 + phone.length + 4, original: "138 0013 8000", standIn: phone },
  {
    field: "question",
    kind: "email",
    start: words.question.indexOf("‹e-mail"),
    original: "a@b.example",
    standIn: "‹e-mail address›",
  },
];

describe("what was taken out of a draft", () => {
  it("comes back singly, in any order", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (order) => {
        let state = { words, removals };
        for (const index of order) {
          const original = removals[index];
          const removal = state.removals.find(
            (one) => one.kind === original?.kind && (index < 2 ? true : one.kind === "email"),
          );
          if (!removal) throw new Error("gone");
          const next = putBack(state.words, state.removals, removal);
          if (!next) throw new Error("not there");
          state = next;
        }
        expect(state.words.question).toBe("Call 138 0013 8000 or 138 0013 8000, or a@b.example.");
        expect(state.removals).toEqual([]);
      }),
    );
  });

  it("does not come back where its stand-in is gone", () => {
    const [first] = removals;
    if (!first) throw new Error("none");
    expect(putBack({ ...words, question: "Other words." }, removals, first)).toBeNull();
  });

  it("moves along with an edit, and is dropped with its stand-in", () => {
    const longer = { ...words, question: `Please ${words.question}` };
    expect(followEdit(words, longer, removals).map(({ start }) => start)).toEqual(
      removals.map(({ start }) => start + 7),
    );
    const shorter = { ...words, question: words.question.replace(`${phone} or `, "") };
    expect(followEdit(words, shorter, removals)).toHaveLength(2);
    expect(followEdit(words, { ...words, question: "" }, removals)).toEqual([]);
  });

  it("always stands where it says, whatever was edited", () => {
    const pieces = fc.array(fc.constantFrom("a", " ", phone, "‹e-mail address›", "Call "), { maxLength: 8 });
    fc.assert(
      fc.property(pieces, (parts) => {
        const after = { ...words, question: parts.join("") };
        const left = followEdit(words, after, removals);
        for (const { start, standIn } of left) expect(after.question.startsWith(standIn, start)).toBe(true);
        expect(new Set(left.map(({ start }) => start)).size).toBe(left.length);
      }),
    );
  });
});

describe("exact dates", () => {
  const coarse = (text: string, language: "zh" | "en") => {
    let out = text;
    for (const { start, end, coarse } of exactDates(text, language).toReversed())
      out = out.slice(0, start) + coarse + out.slice(end);
    return out;
  };

  it.each([
    ["It left on 21 Nov 2026 at 15:42 UTC and never came.", "It left on November 2026 and never came."],
    ["Since November 3rd, 2026 nothing works", "Since November 2026 nothing works"],
    ["2026-11-21T15:42:07Z is when I sent it", "November 2026 is when I sent it"],
    ["I sent it on 11/21/2026 3:42 pm.", "I sent it on November 2026."],
    ["Since may 4 it is stuck", "Since May it is stuck"],
  ])("become the month: %s", (text, expected) => {
    expect(coarse(text, "en")).toBe(expected);
  });

  it.each([
    ["我在2026年11月21日下午3点42分转的", "我在2026年11月转的"],
    ["11月21号 15:42 转了500 USDT", "11月 转了500 USDT"],
    ["2026/11/21 15:42:07 提现，一直没到", "2026年11月 提现，一直没到"],
  ])("become the month in Chinese: %s", (text, expected) => {
    expect(coarse(text, "zh")).toBe(expected);
  });

  it.each([
    "version 5.12.3",
    "10.0.0.1",
    "1.5 TRX in 24 hours",
    "May I ask 4 things?",
    "November 2026",
    "2026年11月",
    "12/24 words",
  ])("leave alone: %s", (text) => {
    expect(exactDates(text, "en")).toEqual([]);
  });

  it("of a page are its month", () => {
    expect(new Date(coarseTime(Date.UTC(2026, 10, 21, 15, 42))).toISOString()).toBe("2026-11-01T00:00:00.000Z");
  });
});
