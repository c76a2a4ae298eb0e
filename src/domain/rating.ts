/** Reads an answer to "how was it?": a number, a star, a face or a word, and nothing else. Pure. */

export type Rating = 1 | 2 | 3 | 4 | 5;

const FACES: [string, Rating][] = [
  ["👍👌😀😃😄😁😊😍🥰🤩❤🎉", 5],
  ["🙂", 4],
  ["😐😑🤔", 3],
  ["🙁☹😕😞", 2],
  ["👎😡😠🤬💔", 1],
];
const WORDS: [RegExp, Rating][] = [
  [
    /^(?:very good|great|excellent|perfect|amazing|awesome|very satisfied|非常满意|很满意|特别满意|十分满意|非常好|很好|太好了|很棒)$/,
    5,
  ],
  [/^(?:good|satisfied|满意|不错|挺好)$/, 4],
  [/^(?:average|so so|so-so|neutral|一般|一般般|还行|还可以)$/, 3],
  [/^(?:bad|poor|not good|unsatisfied|dissatisfied|不满意|不太满意|不好|差)$/, 2],
  [/^(?:very bad|terrible|awful|horrible|very dissatisfied|非常不满意|很不满意|非常差|很差|太差了|极差)$/, 1],
];
const HAN_DIGITS = "一二三四五";
const LONGEST = 40;

/** 1 (bad) to 5 (very good); null where the text says anything more, or something else. */
export function ratingOf(text: string): Rating | null {
  if (text.length > LONGEST) return null;
  // Variation selectors, keycaps and skin colours say nothing.
  const bare = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/\u{FE0F}|\u{20E3}|\p{Emoji_Modifier}/gu, "")
    .trim()
    .replace(/[\s.!。!~]+$/u, "");
  return numberIn(bare) ?? starsIn(bare) ?? faceIn(bare) ?? wordIn(bare);
}

function numberIn(text: string): Rating | null {
  const match = /^([1-5]|[一二三四五](?=\s*[分星颗]))\s*(?:分|星|颗星|stars?|points?|\/\s*5)?$/.exec(text);
  const digit = match?.[1];
  if (digit === undefined) return null;
  const n = HAN_DIGITS.indexOf(digit);
  return asRating(n >= 0 ? n + 1 : Number(digit));
}

function starsIn(text: string): Rating | null {
  return /^(?:[⭐🌟★]\s*){1,5}$/u.test(text) ? asRating(Array.from(text.replaceAll(/\s/g, "")).length) : null;
}

function faceIn(text: string): Rating | null {
  const letters = Array.from(text);
  const [first] = letters;
  if (first === undefined || letters.some((letter) => letter !== first)) return null;
  return FACES.find(([faces]) => faces.includes(first))?.[1] ?? null;
}

function wordIn(text: string): Rating | null {
  return WORDS.find(([words]) => words.test(text))?.[1] ?? null;
}

function asRating(n: number): Rating | null {
  return n === 1 || n === 2 || n === 3 || n === 4 || n === 5 ? n : null;
}
