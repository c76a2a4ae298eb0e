/** Finds the secrets in a text that somebody wrote. Pure; takes time in proportion to the length, whatever the text is. */
import type { FoundSecret } from "../../domain/secret.ts";
import { findCards } from "./cards.ts";
import { fold } from "./fold.ts";
import { findGluedPhrases } from "./glued.ts";
import { findChinesePhrases } from "./han.ts";
import { blankLabels } from "./labels.ts";
import { findSpeltPhrases } from "./phrases.ts";
import { findPrivateKeys } from "./private-keys.ts";
import { findTokens } from "./tokens.ts";

/** The shortest secret is a card number of 14 digits, or a Chinese phrase of 11 characters. */
const SHORTEST = 11;

/** Ranges of the text, which is NFC, in reading order and apart from each other. */
export function findSecrets(text: string): FoundSecret[] {
  if (text.length < SHORTEST) return [];
  const folded = fold(text);
  const listed = blankLabels(folded.text);
  const found = [
    ...findSpeltPhrases(listed),
    ...findChinesePhrases(listed),
    ...findGluedPhrases(folded.text),
    ...findPrivateKeys(folded.text),
    ...findTokens(folded.text),
    ...findCards(folded.text),
  ];
  if (found.length === 0) return [];
  return apart(found).map(({ kind, start, end }) => ({
    kind,
    start: folded.origin(start),
    // What is invisible behind the last character is no part of it.
    end: folded.origin(end - 1) + lengthAt(text, folded.origin(end - 1)),
  }));
}

function lengthAt(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}

/** Joins what overlaps; the longer one says what it is. */
function apart(found: readonly FoundSecret[]): FoundSecret[] {
  const joined: FoundSecret[] = [];
  for (const next of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1);
    if (!last || next.start >= last.end) {
      joined.push({ ...next });
      continue;
    }
    if (next.end - next.start > last.end - last.start) last.kind = next.kind;
    last.end = Math.max(last.end, next.end);
  }
  return joined;
}
