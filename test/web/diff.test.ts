import { assert, property, stringMatching } from "fast-check";
import { expect, test } from "vitest";
import { wordDiff } from "../../src/web/conversation/diff.ts";

const side = (changes: ReturnType<typeof wordDiff>, without: "gone" | "new") =>
  changes
    .filter((change) => change.kind !== without)
    .map((change) => change.text)
    .join("");

test("Han characters change one by one, Latin words as a whole", () => {
  expect(wordDiff("错误码是 E-1034", "错误码好像是 E-1043").filter((change) => change.kind !== "same")).toEqual([
    { kind: "new", text: "好像" },
    { kind: "gone", text: "E-1034" },
    { kind: "new", text: "E-1043" },
  ]);
  expect(wordDiff("sent twice", "sent once")).toEqual([
    { kind: "same", text: "sent " },
    { kind: "gone", text: "twice" },
    { kind: "new", text: "once" },
  ]);
});

test("both versions can be read back from the difference", () => {
  const text = stringMatching(/^[ab我们 .-]{0,40}$/u);
  assert(
    property(text, text, (before, after) => {
      const changes = wordDiff(before, after);
      expect(side(changes, "new")).toBe(before);
      expect(side(changes, "gone")).toBe(after);
    }),
  );
});

test("texts too long to compare are shown whole", () => {
  const before = "a ".repeat(2_000);
  expect(wordDiff(before, `${before}b`).map((change) => change.kind)).toEqual(["gone", "new"]);
});
