/** Blanks what counts the words of a phrase ("word 3:", "3rd", "第3个字是"), so that they stand in a row. */

const LABEL =
  /(?<![a-z])(?:(?:word|seed|number|no|w)[ _#.-]{0,2}\d{1,2}(?!\d)|\d{1,2}(?:st|nd|rd|th)(?![a-z])(?: word)?)(?: (?:is|was))?|第[\d一二三四五六七八九十]{1,3}[个個](?:单词|單詞|词|詞|字)?[是为為]?/gi;
/** Fewer count something else. */
const FEWEST = 9;

/** Of the same length: what stands behind keeps its place. */
export function blankLabels(text: string): string {
  const labels = text.match(LABEL)?.length ?? 0;
  return labels < FEWEST ? text : text.replaceAll(LABEL, (label) => " ".repeat(label.length));
}
