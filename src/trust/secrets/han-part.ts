/** Finds what may be a part of a Chinese phrase that is written over several messages. */
import {
  bestRun,
  type Character,
  hintsOf,
  NOT_IN_LIST,
  type Range,
  rowsOf,
  scoresOf,
  SOME_HAN,
  stretchesOf,
  unitsOf,
} from "./han-rows.ts";
import { CHINESE_LISTS, type Part } from "./part.ts";

const FEWEST_IN_PART = 3;
const ENOUGH_IN_PART = 3;
const MOST_IN_PART = 24;

/** The characters between two breaks that look least like language; a message of one or two counts whatever they are. */
export function chinesePart(text: string): Part | null {
  if (!SOME_HAN.test(text)) return null;
  let found: Part | null = null;
  for (const row of rowsOf(text)) {
    const short = row.length < FEWEST_IN_PART;
    if (!short && bestRun(hintsOf(row), ENOUGH_IN_PART, 1) === null) continue;
    const scores = scoresOf(text, row);
    const before = [0];
    for (const score of scores) before.push((before.at(-1) ?? 0) + score);
    for (const [from, to] of partRanges(row)) {
      const { start, end } = unitsOf(row, from, to);
      const strangers = row.slice(from, to).filter((char) => char.bits === NOT_IN_LIST).length;
      const weight = (before[to] ?? 0) - (before[from] ?? 0);
      const rest = text.slice(0, start) + text.slice(end);
      const whole = strangers === 0 && !/[\p{L}\p{N}]/u.test(rest);
      const enough = to - from >= FEWEST_IN_PART ? weight >= ENOUGH_IN_PART : whole;
      if (!enough || strangers > 1 || (found && weight <= found.weight)) continue;
      found = { list: CHINESE_LISTS, words: to - from, weight, strangers, whole, start, end };
    }
  }
  return found;
}

/** Every run of stretches that is not too long. */
function partRanges(row: readonly Character[]): Range[] {
  const stretches = stretchesOf(row);
  return stretches.flatMap(([from], index) => {
    const ranges: Range[] = [];
    for (const [, to] of stretches.slice(index, index + MOST_IN_PART)) {
      if (to - from > MOST_IN_PART) break;
      ranges.push([from, to]);
    }
    return ranges;
  });
}
