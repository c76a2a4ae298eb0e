/** Reads what a person typed into the search field: words, quoted phrases and operators, Chinese or English. Pure, and never throws. */
import { parseDay, type SearchDay } from "./day.ts";
import {
  hasByWord,
  type HasValue,
  isByWord,
  type IsValue,
  type Operator,
  operatorByWord,
  OPERATORS,
} from "./operators.ts";

/** Where in the text something stands: half-open, in UTF-16 units. */
export interface TextRange {
  start: number;
  end: number;
}

export type SearchFilter = { range: TextRange } & (
  | { operator: "from" | "in" | "label"; value: string }
  | { operator: "is"; value: IsValue }
  | { operator: "has"; value: HasValue }
  | { operator: "before" | "after"; value: SearchDay }
);

export interface SearchTerm {
  text: string;
  /** Quoted: its words stand together, in this order. */
  exact: boolean;
}

export interface SearchQuery {
  terms: SearchTerm[];
  filters: SearchFilter[];
}

export type SearchErrorCode = "no-value" | "unknown-value" | "misspelt" | "too-many";

export interface SearchError {
  code: SearchErrorCode;
  range: TextRange;
  /** The operator as it is called in English; of a misspelt one, the one that is probably meant. Null where it is not about one. */
  operator: Operator | null;
  value: string;
}

export type ParsedSearch = { ok: true; query: SearchQuery } | { ok: false; error: SearchError };

const MOST_PARTS = 32;
const SPACE = /[\s\u3000]*/uy;
const NAME = /([\p{L}]{1,12})[:：]/uy;
const UNQUOTED = /[^\s\u3000"“”「」]+/uy;
const QUOTES: Record<string, string> = { '"': '"“”', "“": '”"', "”": '”"', "「": "」" };

/** The query, or the first part that cannot be understood. A quotation that is still open reaches to the end. */
export function parseSearchText(text: string): ParsedSearch {
  const query: SearchQuery = { terms: [], filters: [] };
  for (let at = skip(text, 0); at < text.length; at = skip(text, at)) {
    if (query.terms.length + query.filters.length === MOST_PARTS)
      return failed("too-many", { start: at, end: text.length }, null, "");
    const named = nameAt(text, at);
    if (named === null) {
      const word = wordAt(text, at);
      if (word.text !== "") query.terms.push({ text: word.text, exact: word.exact });
      at = word.end;
      continue;
    }
    const value = valueAfter(text, named.end);
    const range = { start: at, end: value?.end ?? named.end };
    if (named.operator === null) {
      // Something else with a colon in it: an address, a time, a name.
      const near = value !== null && value.start === named.end ? nearOperator(named.word) : null;
      if (near !== null) return failed("misspelt", range, near, named.word);
      const word = wordAt(text, at);
      query.terms.push({ text: word.text, exact: false });
      at = word.end;
      continue;
    }
    if (value === null || value.text === "") return failed("no-value", range, named.operator, "");
    const filter = filterOf(named.operator, value.text, range);
    if (filter === null) return failed("unknown-value", range, named.operator, value.text);
    query.filters.push(filter);
    at = value.end;
  }
  return { ok: true, query };
}

function filterOf(operator: Operator, value: string, range: TextRange): SearchFilter | null {
  const word = value.normalize("NFKC").toLowerCase();
  switch (operator) {
    case "from":
    case "in":
    case "label":
      return { operator, value, range };
    case "is": {
      const found = isByWord.get(word);
      return found === undefined ? null : { operator, value: found, range };
    }
    case "has": {
      const found = hasByWord.get(word);
      return found === undefined ? null : { operator, value: found, range };
    }
    case "before":
    case "after": {
      const day = parseDay(word);
      return day === null ? null : { operator, value: day, range };
    }
  }
}

function failed(code: SearchErrorCode, range: TextRange, operator: Operator | null, value: string): ParsedSearch {
  return { ok: false, error: { code, range, operator, value } };
}

/** A word and a colon, and the operator that it names, if any. */
function nameAt(text: string, at: number): { word: string; operator: Operator | null; end: number } | null {
  NAME.lastIndex = at;
  const word = NAME.exec(text)?.[1]?.toLowerCase();
  return word === undefined ? null : { word, operator: operatorByWord.get(word) ?? null, end: NAME.lastIndex };
}

/** The value may stand apart from its operator; the next operator is no value. */
function valueAfter(text: string, end: number): { text: string; start: number; end: number } | null {
  const start = skip(text, end);
  if (start >= text.length) return null;
  if (start > end && (nameAt(text, start)?.operator ?? null) !== null) return null;
  const word = wordAt(text, start);
  return { text: word.text, start, end: word.end };
}

function wordAt(text: string, at: number): { text: string; exact: boolean; end: number } {
  const closing = QUOTES[text.charAt(at)];
  if (closing !== undefined) {
    let end = at + 1;
    while (end < text.length && !closing.includes(text.charAt(end))) end += 1;
    return { text: text.slice(at + 1, end).trim(), exact: true, end: Math.min(text.length, end + 1) };
  }
  UNQUOTED.lastIndex = at;
  const word = UNQUOTED.exec(text)?.[0];
  // A closing quotation mark that nothing opened.
  return word === undefined
    ? { text: "", exact: false, end: at + 1 }
    : { text: word, exact: false, end: at + word.length };
}

function skip(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.exec(text);
  return SPACE.lastIndex;
}

/** The operator that somebody probably meant: the same letters in another order, or one letter too many or too few. */
function nearOperator(word: string): Operator | null {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return null;
  const sorted = (letters: string) => Array.from(letters).toSorted().join("");
  const isShortened = (long: string, short: string) =>
    long.length === short.length + 1 &&
    Array.from(long).some((_, i) => `${long.slice(0, i)}${long.slice(i + 1)}` === short);
  return (
    OPERATORS.find(
      (one) => one.length >= 4 && (sorted(one) === sorted(word) || isShortened(word, one) || isShortened(one, word)),
    ) ?? null
  );
}
