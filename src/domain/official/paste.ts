/** Makes of what somebody pasted the pieces that could be an address: full width becomes plain, wrapping goes. */

/** What no reader sees, within a line. */
const INVISIBLE = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_STOPS = /[。｡]/g;
/** What stands around an address in a sentence. Brackets may belong to a number. */
const AROUND =
  /^[\s"'“”‘’<>《》「」『』【】[\]()，,;；:：!！?？、|]+|[\s"'“”‘’<>《》「」『』【】[\]()，,;；:：!！?？、.|]+$/gu;
/** What an address begins with in a text without spaces: `加我t.me/bobo`. */
const BEGINNING =
  /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s，、；！？（）]+|(?:@|(?:t\.me|telegram\.me|discord\.gg|x\.com|twitter\.com)\/)[^\p{Script=Han}\s，、；！？（）]+/giu;
const MOST_PIECES = 6;

export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
}

/** Of an input method for Chinese: letters, digits and signs in full width are what was meant in plain. */
export function plainWidth(text: string): string {
  return text
    .replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(FULL_STOPS, ".")
    .replaceAll("\u3000", " ");
}

/** The whole as one address, or what in a sentence could be one. What is invisible at its ends comes from copying and goes. */
export function piecesOf(text: string): string[] {
  const plain = plainWidth(text);
  const ends = new RegExp(`^(?:${INVISIBLE.source}|\\s)+|(?:${INVISIBLE.source}|\\s)+$`, "gu");
  const whole = plain.replace(ends, "").replace(AROUND, "").replace(ends, "");
  if (whole === "") return [];
  const marked = whole.match(BEGINNING) ?? [];
  if (!/\s/.test(whole) && (marked.length === 0 || !/\p{Script=Han}/u.test(whole))) return [whole];
  const words = whole
    .split(/[\s，；、]+/)
    .filter((word) => /[@/]|[^.]\.[^.]/.test(word) && !/\p{Script=Han}/u.test(word));
  const pieces = [...words, ...marked].map((one) => one.replace(AROUND, "")).filter((one) => one.length > 1);
  return [...new Set(pieces)].slice(0, MOST_PIECES);
}
