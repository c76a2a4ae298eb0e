/** The words of signing in and of the team, in both languages; loaded with their screens. */
import { useT } from "../i18n/language.tsx";
import { en } from "./words-en.ts";
import { zh } from "./words-zh.ts";

type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widen<T[K]> };

export type PeopleWords = Widen<typeof zh>;

export function usePeopleWords(): PeopleWords {
  return useT().language === "en" ? en : zh;
}
