/** A search that cannot be understood, in words of the reader's language. */
import { HAS_SPELLINGS, HAS_VALUES, IS_SPELLINGS, IS_VALUES, type Operator } from "../../domain/search/operators.ts";
import type { SearchError } from "../../domain/search/parse.ts";
import type { Language } from "../i18n/dates.ts";
import { operatorName } from "./suggest.ts";
import type { SearchWords } from "./words-zh.ts";

export function searchProblem(
  { code, operator, value }: Pick<SearchError, "code" | "operator" | "value">,
  language: Language,
  words: SearchWords,
): string {
  if (operator === null) return words.tooMany;
  const name = operatorName(operator, language);
  if (code === "misspelt") return words.misspelt(value, name);
  const said = code === "no-value" ? words.noValue(name) : words.unknownValue(name, value);
  const end = language === "en" ? ". " : "。";
  return `${said}${end}${words.allowed(allowed(operator, language, words))}`;
}

function allowed(operator: Operator, language: Language, words: SearchWords): string {
  const list = (spelt: { en: string[]; zh: string[] }[]) =>
    spelt.map((one) => (language === "en" ? one.en[0] : one.zh[0])).join(language === "en" ? ", " : "、");
  switch (operator) {
    case "is":
      return list(IS_VALUES.map((value) => IS_SPELLINGS[value]));
    case "has":
      return list(HAS_VALUES.map((value) => HAS_SPELLINGS[value]));
    case "before":
    case "after":
      return words.someDay;
    case "from":
      return words.someName;
    case "in":
      return words.somePlatform;
    case "label":
      return words.someLabel;
  }
}
