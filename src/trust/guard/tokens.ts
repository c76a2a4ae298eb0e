/** Finds the words of the lexicons in a folded text. */
import { CHINESE } from "./lexicon/zh.ts";
import { ENGLISH } from "./lexicon/en.ts";
import { ASKS, type Asked, type Lexicon, type Part, PARTS } from "./lexicon/lexicon.ts";

/** A half-open range of the folded text that plays a part; a `secret` says which. */
export interface Token {
  part: Part | "secret";
  asked: Asked | null;
  start: number;
  end: number;
  /** Of a Chinese word: verbs may then follow what they hand over. */
  han: boolean;
}

interface Matcher {
  part: Token["part"];
  asked: Asked | null;
  pattern: RegExp;
}

const MATCHERS: Matcher[] = [...matchersOf(ENGLISH, english), ...matchersOf(CHINESE, (source) => source)];

/** Of these only the longest counts where several cover the same words: `share your screen` is no `share`. */
const RIVALS = new Set<Token["part"]>(["secret", "give", "giving", "passive", "type", "aside", "need", "object"]);

/** All tokens in order of their start. */
export function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  for (const { part, asked, pattern } of MATCHERS)
    for (const match of text.matchAll(pattern)) {
      if (match[0] === "") continue;
      const end = match.index + match[0].length;
      found.push({ part, asked, start: match.index, end, han: /\p{Script=Han}/u.test(match[0]) });
    }
  const rivals = found.filter((token) => RIVALS.has(token.part)).sort((a, b) => length(b) - length(a));
  const kept: Token[] = [];
  const taken = new Uint8Array(text.length);
  for (const token of rivals) {
    if (taken.subarray(token.start, token.end).includes(1)) continue;
    taken.fill(1, token.start, token.end);
    kept.push(token);
  }
  return [...kept, ...found.filter((token) => !RIVALS.has(token.part))].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
}

/** Words whose letters are pulled apart for no good reason are looked for in letters alone. */
export const WHOLE_WORDS: { asked: Asked; word: string }[] = [ENGLISH, CHINESE].flatMap(({ whole }) =>
  ASKS.flatMap((asked) => (whole[asked] ?? []).map((word) => ({ asked, word }))),
);

const length = (token: Token) => token.end - token.start;

function english(source: string): string {
  return source === "§" ? source : `(?<![a-z0-9])(?:${source.replaceAll(" ", "[\\s-]*")})(?![a-z0-9])`;
}

function matchersOf(lexicon: Lexicon, wrap: (source: string) => string): Matcher[] {
  const compile = (sources: readonly string[]) => new RegExp(sources.map(wrap).join("|"), "gu");
  return [
    ...ASKS.flatMap((asked): Matcher[] => {
      const sources = lexicon.secrets[asked];
      return sources ? [{ part: "secret", asked, pattern: compile(sources) }] : [];
    }),
    ...PARTS.flatMap((part): Matcher[] => {
      const sources = lexicon.parts[part];
      return sources ? [{ part, asked: null, pattern: compile(sources) }] : [];
    }),
  ];
}
