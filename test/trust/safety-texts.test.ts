import { expect, it } from "vitest";
import { SECRET_KINDS } from "../../src/domain/secret.ts";
import { judge } from "../../src/trust/guard/guard.ts";
import { safetyTextFor } from "../../src/trust/safety-texts.ts";
import { BRAND, judged, REPLIES, textOf } from "../support/guard-replies.ts";

const WARNED = SECRET_KINDS.filter((kind) => kind !== "undecided");
const textsIn = (language: string | null) => [...new Set(WARNED.map((kind) => safetyTextFor(kind, language) ?? ""))];

it("there is one for each kind of secret, none for what may be a transaction's hash", () => {
  expect([...textsIn("en"), ...textsIn("zh"), ...textsIn(null)]).toHaveLength(9);
  expect(safetyTextFor("undecided", "en")).toBeNull();
  expect(safetyTextFor("card", "ja")).toBe(safetyTextFor("card", "en"));
});

it.each(["en", "zh", null])(
  "each passes the guard (%s), also a second time and where the brand allows no links",
  (language) => {
    for (const text of textsIn(language))
      for (const before of [[], [text]])
        expect(judge(text, { ...BRAND, list: [], before })).toEqual({ verdict: "pass" });
  },
);

it.each(["en", "zh"])("what may be said without it may be said after it (%s)", (language) => {
  const harmless = REPLIES.filter(
    (reply) => reply.lang === language && reply.said === undefined && judged(reply).verdict === "pass",
  );
  const stopped = textsIn(language).flatMap((before) =>
    harmless.filter((reply) => judge(textOf(reply), { ...BRAND, before: [before] }).verdict !== "pass").map(textOf),
  );
  expect(harmless.length).toBeGreaterThan(100);
  expect(stopped).toEqual([]);
});
