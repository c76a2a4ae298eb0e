/** Says in a sentence what gives an imitation away. */
import { type Column, differs } from "../../domain/official/align.ts";
import type { Verdict } from "../../domain/official/contact.ts";
import { withoutInvisible } from "../../domain/official/paste.ts";
import { shownHandle } from "../../domain/official/shown.ts";
import type { SiteLanguage } from "../../domain/publications.ts";
import { OFFICIAL_WORDS } from "./words.ts";

type Imitation = Extract<Verdict, { kind: "imitation" }>;
type Words = (typeof OFFICIAL_WORDS)[SiteLanguage];

/** Sentences, the most telling first. */
export function explain({ why, columns, contact }: Imitation, language: SiteLanguage): string[] {
  const words = OFFICIAL_WORDS[language];
  const ours = shownHandle(contact);
  switch (why) {
    case "invisible":
      return [words.whyInvisible, ...letters(columns, words)];
    case "lookalike":
    case "letters":
    case "separators":
      return letters(columns, words);
    case "added":
      return [words.whyAdded];
    case "elsewhere":
      return [words.whyElsewhere(`${ours} (${words.kinds[contact.kind]})`)];
    case "other-host":
      return [words.whyOtherHost(ours)];
    case "unlisted":
      return [words.whyUnlisted(ours.replace(/^.*@/, ""))];
    case "name":
      return [words.whyName];
  }
}

function letters(columns: Column[] | null, words: Words): string[] {
  const all = columns ?? [];
  const different = all.filter(differs);
  const [first] = different;
  if (!first) return [];
  const before = all.slice(0, all.indexOf(first) + 1);
  const at = before.filter(({ theirs }) => theirs !== null).length;
  const count = different.length > 1 ? [words.differences(different.length)] : [];
  if (first.theirs === null) return [words.missing(named(first.ours ?? "", words)), ...count];
  const theirs = named(first.theirs, words);
  const said = first.ours === null ? words.extra(at, theirs) : words.replaced(at, theirs, named(first.ours, words));
  return [said, ...count];
}

/** What a letter is, where two look alike. */
function named(letter: string, words: Words): string {
  if (withoutInvisible(letter) === "")
    return words.invisible(`U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`);
  if (/^[A-Z]$/.test(letter)) return words.capital(letter);
  if (/^[a-z]$/.test(letter)) return words.small(letter);
  if (/^\d$/.test(letter)) return words.digit(letter);
  if (/\p{Script=Cyrillic}/u.test(letter)) return words.script("cyrillic", letter);
  if (/\p{Script=Greek}/u.test(letter)) return words.script("greek", letter);
  return /\p{L}|\p{N}/u.test(letter) ? words.script("other", letter) : words.sign(letter);
}
