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
