/** Undoes what hides a secret from a pattern (invisible characters, full-width letters) and remembers where each character stood. */

export interface Folded {
  text: string;
  /** The offset in the original where the folded unit at `index` stood; `index` may be the length. */
  origin(index: number): number;
}

const INVISIBLE = /[\p{Cf}\p{Variation_Selector}\u034F]/u;
const HIDING = /[\p{Cf}\p{Variation_Selector}\u034F０-９Ａ-Ｚ＿ａ-ｚ\u{1D400}-\u{1D7FF}]/u;
/** From a full-width character to its ASCII twin. */
const FULL_WIDTH = 0xfee0;

/** Case stays: it means something in keys. Most texts come back as they are. */
export function fold(text: string): Folded {
  if (!HIDING.test(text)) return { text, origin: (index) => index };
  const origins: number[] = [];
  let folded = "";
  let offset = 0;
  for (const char of text) {
    const visible = plain(char);
    for (let i = 0; i < visible.length; i += 1) origins.push(offset);
    folded += visible;
    offset += char.length;
  }
  origins.push(text.length);
  return { text: folded, origin: (index) => origins[index] ?? text.length };
}

function plain(char: string): string {
  if (INVISIBLE.test(char)) return "";
  const code = char.charCodeAt(0);
  if (code >= 0xff10 && code <= 0xff5a && HIDING.test(char)) return String.fromCharCode(code - FULL_WIDTH);
  // Mathematical letters.
  return code === 0xd835 ? char.normalize("NFKC") : char;
}
