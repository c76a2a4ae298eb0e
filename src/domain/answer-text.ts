/** Canned texts: which language is taken, and what becomes of `{{name}}` and the others. Pure; the workspace uses it too. */

export const ANSWER_LANGUAGES = ["zh", "en"] as const;
export type AnswerLanguage = (typeof ANSWER_LANGUAGES)[number];
export type Texts = { [L in AnswerLanguage]?: string | undefined };

/** What a user chose for themselves, or what depends on who answers: no automatic text says it. */
export const PERSONAL_VARIABLES = ["name", "handle", "agent"] as const;
export const VARIABLES = [...PERSONAL_VARIABLES, "account"] as const;
/** `{{link.help}}` is the brand's link of that name. */
export const LINK_PREFIX = "link.";

const VARIABLE = /\{\{\s*([\p{L}\p{N}._-]{1,60})\s*\}\}/gu;

export interface Gap {
  name: string;
  /** Half-open range in UTF-16 units. */
  start: number;
  end: number;
}

/** The variables that a text still has: gaps for a person to fill. */
export function gapsIn(text: string): Gap[] {
  return [...text.matchAll(VARIABLE)].map((match) => ({
    name: match[1] ?? "",
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Whether it is one of ours, filled or not; anything else between braces is somebody's own text. */
export function isVariable(name: string): boolean {
  const known: readonly string[] = VARIABLES;
  return known.includes(name) || name.startsWith(LINK_PREFIX);
}

/** Puts values in; what is not known stays as it is written, to be seen and filled. */
export function fillText(text: string, values: Readonly<Record<string, string | null>>): string {
  return text.replaceAll(VARIABLE, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : null;
    return value === null || value === undefined || value === "" ? whole : value;
  });
}

/** The text in the person's language; where there is none, in the other one. Chinese for Chinese, English for any other. */
export function textFor(texts: Texts, language: string | null): { language: AnswerLanguage; text: string } | null {
  const first: AnswerLanguage = language === "zh" ? "zh" : "en";
  for (const one of [first, ...ANSWER_LANGUAGES]) {
    const text = texts[one];
    if (text !== undefined && text !== "") return { language: one, text };
  }
  return null;
}
