/** Sorts UTF-16 units into what words are made of, by a table: patterns are too slow for every character of every message. */

export const BETWEEN = 0;
export const LETTER = 1;
export const HAN = 2;
export const DIGIT = 3;
/** Belongs to a word only where letters stand around it. */
export const APOSTROPHE = 4;

const KINDS = new Uint8Array(0x1_0000);
for (let code = 0; code < KINDS.length; code += 1) {
  const char = String.fromCharCode(code);
  if (/[\p{Script=Han}]/u.test(char)) KINDS[code] = HAN;
  else if (/[\p{L}\p{M}]/u.test(char)) KINDS[code] = LETTER;
  else if (/[0-9]/.test(char)) KINDS[code] = DIGIT;
}
KINDS["'".charCodeAt(0)] = APOSTROPHE;
KINDS["’".charCodeAt(0)] = APOSTROPHE;

export function kindOf(code: number): number {
  return KINDS[code] ?? BETWEEN;
}
