/** What could follow in the search field, given what stands before the caret. Pure. */
import {
  HAS_SPELLINGS,
  HAS_VALUES,
  IS_SPELLINGS,
  IS_VALUES,
  type Operator,
  operatorByWord,
  OPERATOR_SPELLINGS,
  OPERATORS,
} from "../../domain/search/operators.ts";
import type { Language } from "../i18n/dates.ts";
import type { SearchWords } from "./words-zh.ts";

export interface Suggestion {
  /** Stands in place of `start` to the caret. */
  insert: string;
  hint: string;
  start: number;
}

export interface Known {
  labels: readonly string[];
  accounts: readonly { platform: string; name: string }[];
}

const MOST = 9;
const OPEN_PART = /(?:^|[\s\u3000])([^\s\u3000"“”「」]*)$/u;
const NAMED = /^([\p{L}]+)([:：])(.*)$/u;

/** Operators while a word begins, values behind a colon; nothing where neither fits. */
export function suggest(before: string, language: Language, words: SearchWords, known: Known): Suggestion[] {
  const part = OPEN_PART.exec(before)?.[1];
  if (part === undefined) return [];
  const start = before.length - part.length;
  const named = NAMED.exec(part);
  if (named === null) return operators(part, start, language, words);
  const operator = operatorByWord.get(named[1]?.toLowerCase() ?? "");
  if (operator === undefined) return [];
  const typed = (named[3] ?? "").toLowerCase();
  return values(operator, language, words, known)
    .filter(
      ({ insert, hint }) =>
        insert.toLowerCase() !== typed &&
        (insert.toLowerCase().startsWith(typed) || (typed !== "" && hint.toLowerCase().includes(typed))),
    )
    .slice(0, MOST)
    .map(({ insert, hint }) => ({
      insert: `${named[1]}${named[2]}${/\s/.test(insert) ? `"${insert}"` : insert} `,
      hint,
      start,
    }));
}

const lang = (language: Language) => (language === "en" ? "en" : "zh");

/** As the reader's language calls it, with its colon. */
export function operatorName(operator: Operator, language: Language): string {
  return `${OPERATOR_SPELLINGS[operator][lang(language)][0]}${language === "en" ? ":" : "："}`;
}

function operators(part: string, start: number, language: Language, words: SearchWords): Suggestion[] {
  const typed = part.toLowerCase();
  return OPERATORS.filter((operator) => {
    const { en, zh } = OPERATOR_SPELLINGS[operator];
    return [...en, ...zh].some((one) => one.startsWith(typed));
  }).map((operator) => {
    const english = typed !== "" && OPERATOR_SPELLINGS[operator].en.some((one) => one.startsWith(typed));
    return { insert: operatorName(operator, english ? "en" : language), hint: words.hint[operator], start };
  });
}

function values(operator: Operator, language: Language, words: SearchWords, known: Known) {
  const of = <T extends string>(all: readonly T[], spelt: Record<T, { en: string[]; zh: string[] }>) =>
    all.map((value) => {
      const insert = spelt[value][lang(language)][0] ?? value;
      return { insert, hint: insert === value ? "" : value };
    });
  switch (operator) {
    case "is":
      return of(IS_VALUES, IS_SPELLINGS);
    case "has":
      return of(HAS_VALUES, HAS_SPELLINGS);
    case "label":
      return known.labels.map((name) => ({ insert: name, hint: "" }));
    case "in": {
      const platforms = new Set(known.accounts.map(({ platform }) => platform));
      return [
        ...[...platforms].map((platform) => ({ insert: platform, hint: "" })),
        ...known.accounts.map(({ name, platform }) => ({ insert: name, hint: platform })),
      ].filter((one, i, all) => all.findIndex(({ insert }) => insert === one.insert) === i);
    }
    case "before":
    case "after":
      return [
        { insert: words.days.today, hint: "today" },
        { insert: words.days.yesterday, hint: "yesterday" },
        { insert: "7d", hint: words.days.week },
        { insert: "30d", hint: words.days.month },
      ];
    case "from":
      return [];
  }
}
