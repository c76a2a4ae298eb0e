/** Detects the language of a message, for its `lang` attribute. By script and common words: a statistical detector costs 0.3 ms a message. */

const SCRIPTS: [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, "ja"],
  [/\p{Script=Hangul}/u, "ko"],
  [/\p{Script=Han}/u, "zh"],
  [/\p{Script=Cyrillic}/u, "ru"],
  [/\p{Script=Arabic}/u, "ar"],
  [/\p{Script=Thai}/u, "th"],
  [/\p{Script=Devanagari}/u, "hi"],
];
const ENGLISH =
  /\b(the|a|an|and|or|but|is|are|was|were|be|been|have|has|had|do|does|did|can|could|will|would|should|not|no|yes|you|your|my|me|we|they|it|this|that|there|what|why|how|when|where|who|to|of|in|on|for|with|from|at|please|help|thanks|thank|hi|hello|hey|i|i'm|it's|don't|can't|any|still|account|wallet)\b/i;
const LONGEST_SAMPLE = 400;

/** ISO 639-1 code; null where it cannot tell. Han decides for Chinese, since Chinese messages hold Latin words. */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, LONGEST_SAMPLE);
  for (const [script, language] of SCRIPTS) if (script.test(sample)) return language;
  return ENGLISH.test(sample) ? "en" : null;
}
