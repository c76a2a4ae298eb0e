/** Cuts a folded text into sentences of clauses: a "not" reaches to the end of its clause. */

export interface Clause {
  start: number;
  end: number;
  /** Number of its sentence in the text. */
  sentence: number;
  /** Begins with a word that turns away from what was said before: "but", "please". */
  turned: boolean;
}

const SENTENCE_END = /(?:(?<!(?:^|[\s:])\d{1,2})[.!?…]+(?=\s|$|["')]|\P{ASCII})|[。;]+|(?<=[\p{L}\p{N}])!|\?|\n+)/gu;
const CLAUSE_END =
  /,|:(?!\/)|(?<=^|[\s:,])\d{1,2}[.)、](?!\d)|[()—–]|(?<![a-z])(?:but|so|unless|instead|however|therefore|then|please|pls|kindly)(?![a-z])|但是?|而是|除非|所以|因此|然后|否则|(?<!申)请(?!问|求)|麻烦/gu;
const STRONG =
  /^(?:but|so|unless|instead|however|therefore|then|please|pls|kindly|但是?|而是|除非|所以|因此|然后|否则|请|麻烦)$/;

export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let sentence = 0;
  let from = 0;
  for (const end of [...text.matchAll(SENTENCE_END)]
    .map((match) => match.index + match[0].length)
    .concat(text.length)) {
    let start = from;
    let turned = false;
    for (const match of text.slice(from, end).matchAll(CLAUSE_END)) {
      const at = from + match.index;
      if (text.slice(start, at).trim()) clauses.push({ start, end: at, sentence, turned });
      else turned = false;
      turned = STRONG.test(match[0]) || (turned && !text.slice(start, at).trim());
      start = STRONG.test(match[0]) ? at : at + match[0].length;
    }
    if (text.slice(start, end).trim()) clauses.push({ start, end, sentence, turned });
    if (text.slice(from, end).trim()) sentence += 1;
    from = end;
  }
  return clauses;
}
