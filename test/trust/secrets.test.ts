import { describe, expect, it } from "vitest";
import { maskWords } from "../../src/trust/mask.ts";
import { findSecrets } from "../../src/trust/secrets/find.ts";

const VECTOR = "legal winner thank year wave sausage worth useful legal winner thank yellow";
const PHRASE =
  "gravity machine north sort system female filter attitude volume fold club stay feature office ecology stable narrow fog";
const TWELVE = "scheme spot photo card baby mountain device kick cradle pact join borrow";
const CHINESE = "蒙台脱纪构硫浆霉感仅鱼汤";
const HEX = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
const WIF = "L1aW4aubDFB7yfras2S1mN3bqg9nwySY8nkoLmJebSLD5BWv3ENZ";

const SOLANA = "5JueY1DGb7KGSqV6m6mnrE6q9xQ8n4b7QhVQvRpk6MvFTTw4gJTQvG9nQgrZ5rj4w6kUfDd9XWg1g8B6Vq7hJ3kS";
const BYTES = Array.from({ length: 64 }, (_, i) => (i * 37 + 91) % 256);

/** What is left for everybody to read. */
const masked = (text: string) => maskWords({ text, spans: [] }).text;

describe("seed phrases", () => {
  const words = TWELVE.split(" ");
  it.each([
    ["whole", TWELVE, "⟦seedPhrase⟧"],
    ["of 18 words", PHRASE, "⟦seedPhrase⟧"],
    ["with repeated words, by its checksum", VECTOR, "⟦seedPhrase⟧"],
    [
      "wrapped",
      words
        .map((word, i) => (i % 4 === 3 ? `${word}\n` : `${word} `))
        .join("")
        .trim(),
      "⟦seedPhrase⟧",
    ],
    ["numbered", words.map((word, i) => `${i + 1}. ${word}`).join("\n"), "1. ⟦seedPhrase⟧"],
    ["numbered otherwise", words.map((word, i) => `${i + 1}) ${word}`).join(" "), "1) ⟦seedPhrase⟧"],
    ["with bullets", words.map((word) => `• ${word}`).join("\n"), "• ⟦seedPhrase⟧"],
    ["with commas, in capitals", words.join(", ").toUpperCase(), "⟦seedPhrase⟧"],
    [
      "full-width",
      TWELVE.replaceAll(/[a-z]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
      "⟦seedPhrase⟧",
    ],
    ["with invisible characters", TWELVE.split("").join("\u200b"), "⟦seedPhrase⟧"],
    ["with a misspelt word at its end", TWELVE.replace("borrow", "borow"), "⟦seedPhrase⟧"],
    ["with a foreign word", TWELVE.replace("kick", "zzyzx"), "⟦seedPhrase⟧"],
    ["without one word", words.toSpliced(4, 1).join(" "), "⟦seedPhrase⟧"],
    ["with one more word", words.toSpliced(4, 0, "und").join(" "), "⟦seedPhrase⟧"],
    ["inside a sentence", `hi, it is ${TWELVE}, is that right?`, "hi, it is ⟦seedPhrase⟧, is that right?"],
    ["Chinese", CHINESE, "⟦seedPhrase⟧"],
    ["Chinese, inside", `我的助记词：${CHINESE}，对吗？`, "我的助记词：⟦seedPhrase⟧，对吗？"],
    ["Chinese, one a line", CHINESE.split("").join("\n"), "⟦seedPhrase⟧"],
    [
      "Chinese, numbered",
      CHINESE.split("")
        .map((char, i) => `${i + 1}、${char}`)
        .join(" "),
      "1、⟦seedPhrase⟧",
    ],
    ["with words that count them", words.map((word, i) => `word ${i + 1}: ${word}`).join("\n"), "word 1: ⟦seedPhrase⟧"],
    ["counted in Chinese", words.map((word, i) => `第${i + 1}个：${word}`).join("\n"), "第1个：⟦seedPhrase⟧"],
    ["as parameters", words.map((word, i) => `w${i + 1}=${word}`).join("&"), "w1=⟦seedPhrase⟧"],
    ["run together", words.join(""), "⟦seedPhrase⟧"],
    ["run together in capitals", words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join(""), "⟦seedPhrase⟧"],
    [
      "Chinese, with words that count them",
      CHINESE.split("")
        .map((char, i) => `第${i + 1}个字是${char}`)
        .join("，"),
      "第1个字是⟦seedPhrase⟧",
    ],
    ["Chinese, with one wrong", CHINESE.replace("浆", "鹅"), "⟦seedPhrase⟧"],
  ])("%s", (_, text, left) => {
    expect(masked(text)).toBe(left);
  });

  it("are found twice in one text", () => {
    expect(masked(`${TWELVE}.\nAnd the newer of them is: ${PHRASE}`)).toBe(
      "⟦seedPhrase⟧.\nAnd the newer of them is: ⟦seedPhrase⟧",
    );
  });
});

describe("keys, cards and tokens", () => {
  it.each([
    [`private key ${HEX}`, "private key ⟦privateKey⟧"],
    [`我的私钥是0x${HEX}`, "我的私钥是⟦privateKey⟧"],
    [`${HEX} is my private key`, "⟦privateKey⟧ is my private key"],
    [`key: https://x.example/?privateKey=${HEX}`, "key: https://x.example/?privateKey=⟦privateKey⟧"],
    [`my private key\n${HEX.slice(0, 40)}\n${HEX.slice(40)}`, "my private key\n⟦privateKey⟧"],
    [HEX, "⟦undecided⟧"],
    [`what is ${HEX.toUpperCase()}?`, "what is ⟦undecided⟧?"],
    [`it is ${WIF}, ok`, "it is ⟦privateKey⟧, ok"],
    [`${WIF.slice(0, 30)}\n${WIF.slice(30)}`, "⟦privateKey⟧"],
    ["4111 1111 1111 1111", "⟦card⟧"],
    ["卡号4111111111111111", "卡号⟦card⟧"],
    ["3782-822463-10005", "⟦card⟧"],
    ["4111.1111.1111.1111", "⟦card⟧"],
    ["4111\n1111\n1111\n1111", "⟦card⟧"],
    [`see https://x.example/restore?key=0x${HEX}`, "see https://x.example/restore?key=⟦privateKey⟧"],
    [`我的私钥 ${SOLANA}`, "我的私钥 ⟦privateKey⟧"],
    [`id.json: [${BYTES.join(",")}]`, "id.json: ⟦privateKey⟧"],
    ["123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc", "⟦token⟧"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U", "⟦token⟧"],
    ["AKIAIOSFODNN7EXAMPLE", "⟦token⟧"],
    ['see {"version":3,"crypto":{"ciphertext":"aa","kdf":"scrypt","mac":"bb"}} please', "see ⟦keystore⟧ please"],
    ["-----BEGIN PRIVATE KEY-----\nMC4CAQAw\n-----END PRIVATE KEY----- bye", "⟦privateKey⟧ bye"],
  ])("%s", (text, left) => {
    expect(masked(text)).toBe(left);
  });
});

describe("what is no secret", () => {
  it.each([
    `https://tronscan.org/#/transaction/${HEX}`,
    `etherscan.io/tx/0x${HEX}`,
    `txid ${HEX}`,
    `交易哈希：${HEX}`,
    `0x${HEX} is the hash of my transaction`,
    "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8",
    "0x742d35Cc6634C0532925a3b844Bc454e4438f44e and bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "order 4111111111111111",
    `the signature ${SOLANA} is confirmed`,
    `https://cdn.example/attachments/1/2/a.png?hm=${HEX}`,
    "the first word is wrong, the 2nd word too, and the 3rd is missing",
    "donaudampfschifffahrtsgesellschaftskapitaen",
    JSON.stringify(Array.from({ length: 32 }, (_, i) => i % 4)),
    "订单号：6222021234567894",
    "call me at +86 138 0013 8000, or 13800138000",
    "2026-11-22 08:41, ticket 20261122084100123456",
    "1234567890123456789 is the id of the post",
    "Please never share your seed phrase, private key or wallet password with anyone online, even when they claim to work for us.",
    "我昨天从交易所提了三百个到钱包里，浏览器显示已经成功了，但是钱包余额一直没有变化，请帮我看看是什么原因。",
    "麻烦你们尽快处理一下这个问题好吗",
  ])("%s", (text) => {
    expect(findSecrets(text)).toEqual([]);
  });
});

describe("masking", () => {
  it("keeps what stands around, moves spans along and drops those that hold a secret", () => {
    const text = `go to bobo.example, my key is ${WIF}, see t.example`;
    const link = (word: string) => ({
      kind: "link" as const,
      start: text.indexOf(word),
      end: text.indexOf(word) + word.length,
    });
    const result = maskWords({ text, spans: [link("bobo.example"), link(WIF), link("t.example")] });
    expect(result.text).toBe("go to bobo.example, my key is ⟦privateKey⟧, see t.example");
    expect(result.spans.map((span) => [span.kind, result.text.slice(span.start, span.end)])).toEqual([
      ["link", "bobo.example"],
      ["masked", "⟦privateKey⟧"],
      ["link", "t.example"],
    ]);
  });

  it("hands out what is undecided, so that it can be sealed", () => {
    expect(maskWords({ text: `first ${HEX} then 0x${HEX}`, spans: [] })).toMatchObject({
      undecided: [HEX, `0x${HEX}`],
      spans: [
        { value: "undecided", secret: 0 },
        { value: "undecided", secret: 1 },
      ],
    });
  });

  it("drops a link that leads to a secret", () => {
    const spans = [{ kind: "link" as const, start: 0, end: 4, value: `https://x.example/?secret=${HEX}` }];
    expect(maskWords({ text: "here", spans })).toEqual({ text: "here", spans: [], undecided: [] });
  });
});

describe("hostile texts of 100,000 characters", () => {
  it.each([
    "a ",
    "0 0 ",
    "abcdef12 ",
    "abandon ",
    "that that cat ",
    "的 ",
    "抗垂盛枪",
    "抗，",
    "抗垂，",
    "-----BEGIN PRIVATE KEY-----",
    "eyJ",
    "4111 ",
    '{"ciphertext":',
    "xprv1",
    "5HK",
    "\u200b",
    "'a",
    "A",
    "0x",
    "abandonability",
    "[1,2,",
    "w1=",
    "第1个",
  ])("%j is looked through in bounded time", (unit) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length));
    const began = performance.now();
    findSecrets(text);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
