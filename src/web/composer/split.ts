/** Shows how an over-long text will leave: cut at paragraphs, then sentences, then words, never inside a character. Pure. */

/** Parts that each fit `limit` in the unit of `measure`; one part where the text fits. */
export function splitText(text: string, limit: number, measure: (text: string) => number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest !== "" && measure(rest) > limit) {
    const cut = cutAt(rest, longestPrefix(rest, limit, measure));
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== "") parts.push(rest);
  return parts;
}

/** The end of the longest prefix that fits, in UTF-16 units and at a border between characters; at least one character. */
function longestPrefix(text: string, limit: number, measure: (text: string) => number): number {
  const ends = [...new Intl.Segmenter().segment(text)].map(({ index, segment }) => index + segment.length);
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(text.slice(0, ends[middle])) <= limit) low = middle;
    else high = middle - 1;
  }
  return ends[low] ?? text.length;
}

/** Moves an end back to the best place for a break, but not before half of the part. */
function cutAt(text: string, end: number): number {
  const head = text.slice(0, end);
  for (const border of [/\n\s*\n/gu, /\n/gu, /[。！？!?…]+["”’）)]*|\.(?=\s)/gu, /[，、；,;:：]|\s/gu]) {
    const last = [...head.matchAll(border)].at(-1);
    const cut = last === undefined ? 0 : last.index + last[0].length;
    if (cut > end / 2) return cut;
  }
  return end;
}
