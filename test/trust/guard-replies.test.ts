import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge } from "../../src/trust/guard/guard.ts";
import { BRAND, judged, type Labelled, REPLIES, textOf } from "../support/guard-replies.ts";

const MOST_FALSE = 0.01;

const of = (expected: Labelled["expect"]) => REPLIES.filter(({ expect }) => expect === expected);
const wrong = (replies: Labelled[]) => replies.filter((reply) => judged(reply).verdict !== reply.expect);

describe("the labelled replies", () => {
  it("are many enough, in both languages", () => {
    expect(of("refuse").length + of("hold").length).toBeGreaterThanOrEqual(200);
    expect(of("pass").length).toBeGreaterThanOrEqual(200);
    for (const lang of ["en", "zh"]) expect(REPLIES.filter((one) => one.lang === lang).length).toBeGreaterThan(150);
  });

  it("that ask for a secret are all refused; what needs a lead is held", () => {
    const missed = [...wrong(of("refuse")), ...wrong(of("hold"))];
    for (const set of ["tuned", "held-out", "probe", "audit"] as const) {
      const all = REPLIES.filter((one) => one.set === set);
      const bad = all.filter(({ expect }) => expect !== "pass");
      const good = all.filter(({ expect }) => expect === "pass");
      console.info(
        `guard, ${set}: ${bad.length - wrong(bad).length}/${bad.length} caught, ${wrong(good).length}/${good.length} falsely stopped`,
      );
    }
    expect(missed.map(textOf)).toEqual([]);
  });

  it("that warn, explain or answer pass", () => {
    const stopped = wrong(of("pass"));
    const most = Math.floor(of("pass").length * MOST_FALSE);
    expect(stopped.map(textOf).slice(most)).toEqual([]);
  });

  it("name the place in the text", () => {
    for (const reply of [...of("refuse"), ...of("hold")]) {
      const judgement = judged(reply);
      if (judgement.verdict === "pass") throw new Error(reply.id);
      for (const { start, end } of judgement.findings) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(textOf(reply).length);
      }
    }
  });
});

/** Ways to write the same for a reader, and otherwise for a program. */
const DISGUISES: Record<string, (text: string, pick: (n: number) => number) => string> = {
  "zero-width": (text, pick) => Array.from(text, (char) => (pick(3) === 0 ? `${char}\u200b` : char)).join(""),
  "soft hyphens": (text, pick) => Array.from(text, (char) => (pick(3) === 0 ? `${char}\u00ad` : char)).join(""),
  "full width": (text) => text.replace(/[!-~]/g, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0)),
  "upper case": (text) => text.toUpperCase(),
  homoglyphs: (text, pick) =>
    text.replace(/[aeopcxi]/g, (char) => (pick(2) === 0 ? ("аеорсхі"["aeopcxi".indexOf(char)] ?? char) : char)),
  accents: (text, pick) => text.replace(/[aeou]/g, (char) => (pick(3) === 0 ? `${char}\u0301` : char)),
  "mathematical letters": (text) =>
    text.replace(/[a-z]/g, (char) => String.fromCodePoint(0x1d41a + (char.codePointAt(0) ?? 0) - 97)),
  "spaced letters": (text) => text.replace(/[a-z]+/gi, (word) => Array.from(word).join(" ")),
  "spaced characters": (text) => text.replace(/\p{Script=Han}+/gu, (run) => Array.from(run).join(" ")),
  "dotted characters": (text) => text.replace(/\p{Script=Han}+/gu, (run) => Array.from(run).join("·")),
  "doubled spaces": (text) => text.replaceAll(" ", "  "),
};

const REQUESTS = [
  "Please send us your seed phrase",
  "please tell me your recovery phrase and your private key",
  "Reply with your private key",
  "请把助记词发给我们",
  "请提供您的私钥",
  "請將您的助記詞提供給我們",
];

describe("a request in disguise", () => {
  for (const [name, disguise] of Object.entries(DISGUISES))
    it(`stays refused: ${name}`, () => {
      fc.assert(
        fc.property(fc.constantFrom(...REQUESTS), fc.infiniteStream(fc.nat(1_000)), (text, stream) => {
          const pick = (n: number) => Number(stream.next().value) % n;
          expect(judge(disguise(text, pick), BRAND).verdict).toBe("refuse");
        }),
      );
    });

  it("stays refused between other sentences, and after what we said before", () => {
    const around = fc.constantFrom(
      "您好！",
      "Hello Anna, thanks for waiting.",
      "Your ticket is 4711.",
      "Never share your password.",
    );
    fc.assert(
      fc.property(fc.constantFrom(...REQUESTS), around, around, (text, ahead, behind) => {
        expect(judge(`${ahead} ${text}. ${behind}`, BRAND).verdict).toBe("refuse");
        expect(judge(`${ahead}\n\n${text}\n${behind}`, BRAND).verdict).toBe("refuse");
        expect(judge(text, { ...BRAND, before: [ahead, behind] }).verdict).toBe("refuse");
      }),
    );
  });

  it("is put together from several replies", () => {
    const before = ["For the recovery we need one more thing from you: your seed phrase"];
    expect(judge("Please send it here.", { ...BRAND, before }).verdict).toBe("refuse");
    expect(judge("The app is on https://bobowallet.example.", { ...BRAND, before }).verdict).toBe("pass");
  });

  it("is judged soon, however long", () => {
    for (const text of ["发", "a", "0", "your seed phrase ", "a.b.", "@", "x.com/", "请", "n o t "])
      expect(() => judge(text.repeat(10_000 / text.length), BRAND)).not.toThrow();
  });
});
