/** Splits a text that is longer than a platform takes into parts that are not. */

/** Where a text may be cut, best first: after a paragraph, a line, a sentence, a word. */
const BREAKS = [/\n{2,}/gu, /\n/gu, /(?<=[.!?…]["”’)]?)\s+|(?<=[。！？…][”’）]?)/gu, /\s+|(?<=[，、；：])/gu];
/** A cut earlier than this share of the limit wastes too much of the part. */
const LEAST_FILLED = 0.5;

/** Parts of at most `limit`, as `measure` counts, in order; one part where the text fits. White space at the cuts goes. */
export function splitText(text: string, limit: number, measure: (text: string) => number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (measure(rest) > limit) {
    const fits = longestPrefix(rest, limit, measure);
    const cut = bestBreak(rest, fits);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest || parts.length === 0) parts.push(rest);
  return parts;
}

/** How many UTF-16 units fit, never inside a visible character. Measures grow with the text, so bisection finds it. */
function longestPrefix(text: string, limit: number, measure: (text: string) => number): number {
  // A window bounds the work on very long texts: no platform counts more than one per UTF-16 unit less than once in 25.
  const window = text.slice(0, limit * 25);
  const ends = Array.from(
    new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(window),
    (s) => s.index + s.segment.length,
  );
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(window.slice(0, ends[middle - 1])) <= limit) low = middle;
    else high = middle - 1;
  }
  // One visible character longer than the limit goes alone: the platform will say what it thinks of it.
  return ends[Math.max(low, 1) - 1] ?? window.length;
}

function bestBreak(text: string, fits: number): number {
  for (const pattern of BREAKS) {
    let cut = 0;
    for (const match of text.slice(0, fits + 1).matchAll(pattern)) if (match.index <= fits) cut = match.index;
    if (cut >= fits * LEAST_FILLED) return cut;
  }
  return fits;
}
