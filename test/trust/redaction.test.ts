import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DraftWords, putBack } from "../../src/domain/redaction/removals.ts";
import { findPersonal } from "../../src/trust/redaction/find.ts";
import { publicText } from "../../src/trust/redaction/public-text.ts";
import { redactDraft } from "../../src/trust/redaction/redact.ts";
import { verbatimRuns } from "../../src/trust/redaction/verbatim.ts";
import { AROUND, labelled, measure } from "../support/redaction.ts";

const MOST_FALSE = 0.02;
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;

describe("the labelled texts", () => {
  // At first look, before a rule was changed for them: fresh 111 of 127 found (87.4 %) with 2 false removals beside 85 harmless texts,
  // second 28 of 39 (71.8 %) with none beside 27. Nothing was ever changed for the last: it says what to expect.
  it.each([
    { set: "tuned", mostMissed: 0.01 },
    { set: "fresh", mostMissed: 0.01 },
    { set: "second", mostMissed: 0.01 },
    { set: "last", mostMissed: 0.18 },
  ])("$set: what tells of somebody goes, the rest stays", ({ set, mostMissed }) => {
    const texts = labelled(set);
    for (const lang of ["zh", "en"]) {
      const { pieces, missed, misnamed, falsely, harmless } = measure(texts.filter((one) => one.lang === lang));
      console.info(
        `redaction, ${set}, ${lang}: ${pieces - missed.length}/${pieces} found (${percent(pieces - missed.length, pieces)}), ${misnamed.length} under another kind, ${falsely.length} false removals beside ${harmless} harmless texts`,
      );
    }
    const all = measure(texts);
    expect(all.pieces).toBeGreaterThan(30);
    expect(all.harmless).toBeGreaterThan(20);
    expect(all.missed.slice(Math.floor(all.pieces * mostMissed))).toEqual([]);
    expect(all.falsely.slice(Math.floor(all.harmless * MOST_FALSE))).toEqual([]);
  });

  it("are read soon, however long they are", () => {
    for (const part of [
      "1",
      "a1",
      "@",
      "0x",
      "1 3 8 ",
      "a.b.",
      "T9 ",
      "x: ",
      "订单",
      "我是陈",
      "one two ",
      "Mr Anna ",
      "-",
    ])
      expect(findPersonal(part.repeat(4_000 / part.length), AROUND)).toBeInstanceOf(Array);
  });
});

describe("a draft", () => {
  const draft: DraftWords = {
    title: "Transfer to TJRabPrwbZy45sbavfcjinPJC18kjpRTv8 is missing",
    question:
      "My name is Anna Keller. On 21 Nov 2026 I sent 500 USDT to TJRabPrwbZy45sbavfcjinPJC18kjpRTv8, then to TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE.",
    answer: "Hi Anna, please look at https://bobowallet.example/faq and ask @bobowallet.",
  };

  it("says the same of the same thing, and tells two things apart", () => {
    const { words } = redactDraft(draft, AROUND, "en");
    expect(words).toEqual({
      title: "Transfer to ‹wallet address› is missing",
      question: "My name is ‹name›. On November 2026 I sent 500 USDT to ‹wallet address›, then to ‹wallet address 2›.",
      answer: "Hi ‹name 2›, please look at https://bobowallet.example/faq and ask @bobowallet.",
    });
  });

  it("comes back whole, in whatever order its pieces are put back", () => {
    const texts = [...labelled("tuned"), ...labelled("fresh")].map(({ text }) => text);
    const field = fc
      .constantFrom(...texts)
      .filter(
        (text) => !redactDraft({ title: text, question: "", answer: "" }, AROUND, "zh").words.title.includes("⟦"),
      );
    fc.assert(
      fc.property(field, field, fc.infiniteStream(fc.nat(1_000)), (question, answer, picks) => {
        const whole = { title: "", question: question.normalize("NFC"), answer: answer.normalize("NFC") };
        let state = redactDraft(whole, AROUND, "zh");
        while (state.removals.length > 0) {
          const one = state.removals[Number(picks.next().value) % state.removals.length];
          const next = one && putBack(state.words, state.removals, one);
          if (!next) throw new Error("its stand-in is not there");
          state = next;
        }
        expect(state.words).toEqual(whole);
      }),
    );
  });

  it("that was redacted has nothing more to take out", () => {
    for (const { text, lang } of [...labelled("tuned"), ...labelled("fresh")]) {
      const language = lang === "zh" ? "zh" : "en";
      const { words } = redactDraft({ title: "", question: text, answer: "" }, AROUND, language);
      expect(redactDraft(words, AROUND, language).words).toEqual(words);
    }
  });

  it("keeps no seed phrase, not even to put back", () => {
    const phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    const { words, removals } = redactDraft({ title: "", question: `My phrase: ${phrase}`, answer: "" }, AROUND, "en");
    expect(words.question).toContain("⟦seedPhrase⟧");
    expect(JSON.stringify(removals)).not.toContain("sausage");
  });
});

describe("the brand's own", () => {
  it.each([
    "Ask @bobowallet or https://t.me/bobowallet_bot",
    "help@bobowallet.example, +86 400 100 2233, 400-100-2233",
    "见 https://www.bobowallet.example/faq/recover",
  ])("stays: %s", (text) => {
    expect(publicText(text, AROUND, "en")).toBe(text);
  });

  it.each([
    ["@bоbowallet", "‹handle›"],
    ["@bobowallet_help", "‹handle›"],
    ["https://bobowallet.example.evil.top", "‹link›"],
    ["https://bоbowallet.example", "‹link›"],
    ["t.me/bobowallet_bot2", "‹link›"],
    ["+1 400 100 2233", "‹phone number›"],
    ["help@bobowallet.example.co", "‹e-mail address›"],
  ])("is not what only looks like it: %s", (text, shown) => {
    expect(publicText(text, AROUND, "en")).toBe(shown);
  });
});

describe("a comment", () => {
  it("leads nowhere and turns nothing around", () => {
    expect(publicText("It worked!\u202e Thanks.\n\n\n\nMore: wa.me/12025550173 \u0007", AROUND, "en")).toBe(
      "It worked! Thanks.\n\nMore: ‹link›",
    );
    expect(publicText("加我微信 lily888 或打 13800138000", AROUND, "zh")).toBe("加我微信 〔账号〕 或打 〔电话号码〕");
  });
});

describe("words taken over as they were", () => {
  const runs = (draft: string, ...sources: string[]) =>
    verbatimRuns(draft, sources, AROUND).map(({ start, end }) => draft.slice(start, end));

  it("are eight in a row", () => {
    const source = "Since the update yesterday my wallet shows a zero balance for TRX";
    expect(runs("Why does my wallet shows a zero balance?", source)).toEqual([]);
    expect(runs("Hello: MY WALLET shows a “zero” balance for TRX, why?", source)).toEqual([
      "MY WALLET shows a “zero” balance for TRX",
    ]);
    expect(runs("Since the update yesterday my wallet shows a number", source)).toEqual([
      "Since the update yesterday my wallet shows a",
    ]);
  });

  it("are twelve characters in Chinese, or a mixture", () => {
    const source = "昨天更新以后，我的錢包餘額一直顯示為零，重新啟動也沒有用";
    expect(runs("钱包余额一直显示为零", source)).toEqual([]);
    expect(runs("为什么我的钱包余额一直显示为零？", source)).toEqual(["我的钱包余额一直显示为零"]);
    expect(runs("转了 500 USDT 到币安，已经等了两小时", "我转了 500 USDT 到币安，已经等了三小时")).toEqual([
      "转了 500 USDT 到币安，已经等了",
    ]);
  });

  it("are not hidden by a stand-in", () => {
    const source = "I sent it on 21 Nov 2026 to TJRabPrwbZy45sbavfcjinPJC18kjpRTv8 but nothing arrived there";
    const { words } = redactDraft({ title: "", question: source, answer: "" }, AROUND, "en");
    expect(runs(words.question, source)).toEqual([words.question]);
  });

  it("are found wherever a long enough run is shared, and only there", () => {
    const word = fc.constantFrom("a", "b", "c", "钱", "包", "d");
    const row = fc.array(word, { maxLength: 30 });
    fc.assert(
      fc.property(row, row, (draft, source) => {
        const shared = longestShared(draft, source);
        expect(runs(draft.join(" "), source.join(" ")).length > 0).toBe(shared >= 24);
      }),
      { numRuns: 300 },
    );
  });
});

/** In thirds of a word, the slow way. */
function longestShared(a: readonly string[], b: readonly string[]): number {
  let most = 0;
  for (let i = 0; i < a.length; i += 1)
    for (let j = 0; j < b.length; j += 1) {
      let thirds = 0;
      for (let k = 0; i + k < a.length && a[i + k] === b[j + k]; k += 1)
        thirds += /\p{Script=Han}/u.test(a[i + k] ?? "") ? 2 : 3;
      most = Math.max(most, thirds);
    }
  return most;
}
