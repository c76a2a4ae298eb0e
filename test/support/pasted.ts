/** Secrets as people paste them: every kind in ten presentations. */
import {
  below,
  bytes,
  cardNumber,
  extendedKey,
  hex,
  LISTS,
  type ListName,
  phrase,
  pick,
  type Random,
  wif,
} from "./secrets.ts";

export interface Pasted {
  kind: string;
  text: string;
  /** What must not be left to read. */
  secret: string[];
}

const LENGTHS = [12, 15, 18, 21, 24] as const;
const FRAMES: Record<"en" | "zh", [before: string, behind: string][]> = {
  en: [
    ["", ""],
    ["hello, I was told to send this: ", ""],
    ["", "\nPlease restore it for me!"],
    ["Hi! ", ". Is it safe?"],
  ],
  zh: [
    ["", ""],
    ["你好，我的助记词是：", ""],
    ["", "\n请帮我恢复"],
    ["客服说要发这个 ", " 对吗？"],
  ],
};

/** Ten ways to write a phrase down. */
const WRITINGS: ((words: readonly string[], gap: string) => string)[] = [
  (words, gap) => words.join(gap),
  (words) => words.join("\n"),
  (words) => words.map((word, i) => `${i + 1}. ${word}`).join("\n"),
  (words) => words.map((word, i) => `${i + 1}) ${word}`).join(" "),
  (words) => words.join(", "),
  (words) => words.map((word) => `- ${word}`).join("\n"),
  (words) =>
    words
      .map((word, i) => word + (i % 4 === 3 ? "\n" : " "))
      .join("")
      .trim(),
  (words) => words.join("  ").toUpperCase(),
  (words) => words.join(" ").replaceAll(/[a-z]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  (words, gap) => words.map((word) => word.split("").join("\u200b")).join(gap === "" ? "\u200b" : gap),
];

/** One word wrong, misspelt, missing or added; the stranger is no secret. */
function spoilt(random: Random, words: string[], list: readonly string[]): string[] {
  const at = below(random, words.length);
  const other =
    list[0] === "abandon"
      ? pick(random, ["zebras", "moneyy", "wrongly", "xyz", pick(random, list)])
      : pick(random, list);
  const word = words[at] ?? "";
  switch (below(random, 4)) {
    case 0:
      return words.with(at, other);
    case 1:
      return word.length > 3 ? words.with(at, word.slice(0, 2) + word.slice(3)) : words.with(at, other);
    case 2:
      return words.toSpliced(at, 1);
    default:
      return words.toSpliced(at, 0, other);
  }
}

/** A phrase of a list; `near`: with one word wrong. */
export function pastedPhrase(random: Random, name: ListName, near: boolean): Pasted {
  const list = LISTS[name];
  const exact = phrase(random, list, pick(random, LENGTHS));
  const words = near ? spoilt(random, exact, list) : exact;
  const chinese = name !== "english";
  const [before, behind] = pick(random, FRAMES[chinese ? "zh" : "en"]);
  const written = pick(random, WRITINGS)(words, chinese ? "" : " ");
  return {
    kind: `${name}${near ? ", one word wrong" : ""}`,
    text: before + written + behind,
    secret: words.filter((word) => exact.includes(word) && !(before + behind).toLowerCase().includes(word)),
  };
}

const KEYS: Record<string, (random: Random) => string> = {
  WIF: wif,
  "extended key": extendedKey,
  "hex key": (random) => hex(random, 64),
  card: cardNumber,
  "bot token": (random) =>
    `${1_000_000_000 + below(random, 8_000_000_000)}:AA${Buffer.from(bytes(random, 24)).toString("base64url")}x`,
  "GitHub token": (random) => `ghp_${hex(random, 36)}`,
  "web token": (random) => `eyJhbGciOiJIUzI1NiJ9.eyJ${hex(random, 40)}.${hex(random, 43)}`,
};
const KEY_WRITINGS: ((key: string) => string)[] = [
  (key) => key,
  (key) => `"${key}"`,
  (key) => `\`${key}\``,
  (key) => `1. ${key}`,
  (key) => `- ${key}\n`,
  (key) => `(${key})`,
  (key) => `${key}.`,
  (key) => `${key}，`,
  (key) => key.replaceAll(/[0-9A-Za-z]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  (key) => `${key.slice(0, 6)}\u200b${key.slice(6)}`,
];

/** A key, a card or a token, called what it is. */
export function pastedKey(random: Random): Pasted {
  const [kind, make] = pick(random, Object.entries(KEYS));
  const secret = make(random);
  const label = pick(
    random,
    kind === "card"
      ? ["card: ", "my card is ", "卡号：", ""]
      : ["private key: ", "this is my private key ", "我的私钥是 ", "私钥："],
  );
  return { kind, text: label + pick(random, KEY_WRITINGS)(secret), secret: [secret.slice(0, 12), secret.slice(-8)] };
}
