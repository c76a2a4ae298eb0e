/** Makes characters visible that would otherwise act: move a terminal's cursor, colour it, turn a line around, or begin another. */

// ZWJ and ZWNJ shape emoji and letters, and do nothing else.
const ACTING = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Each as `\u001b`, as JSON writes it; tags beyond the basic plane go. `keep` are characters that may stay, such as a newline. */
export function showControls(text: string, keep = ""): string {
  return text.replace(ACTING, (char) => {
    if (keep.includes(char)) return char;
    return char.length > 1 ? "" : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** Which turn what follows around, or hide in it. */
const TURNING = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
/** Marks on one letter beyond those that any script needs. */
const PILED = /(\p{M}{4})\p{M}+/gu;

/** Somebody's name or handle as it may stand within other text: it reads in one direction, on one line, as high as a line. */
export function plainName(name: string): string {
  const plain = name.replace(TURNING, "").replace(PILED, "$1");
  return plain.trim() === "" && name !== "" ? "?" : plain;
}
