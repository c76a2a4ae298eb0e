/** Puts two short texts above each other, letter by letter, and says how far apart they are. */

/** One column of a comparison; null: the other side has a letter there that this one lacks. */
export interface Column {
  ours: string | null;
  theirs: string | null;
}

/** No handle or host label is longer; what follows is not compared. */
const MOST_COMPARED = 48;

/** The columns with the fewest differences; letters that differ in case alone stand together. */
export function align(ours: string, theirs: string): Column[] {
  const a = Array.from(ours).slice(0, MOST_COMPARED);
  const b = Array.from(theirs).slice(0, MOST_COMPARED);
  // What both begin with stands together, so that what was added stands behind it.
  let shared = 0;
  while (shared < a.length && price(a[shared], b[shared]) === 0) shared += 1;
  const beginning = a.slice(0, shared).map((letter, at) => ({ ours: letter, theirs: b[at] ?? null }));
  return [...beginning, ...alignRest(a.slice(shared), b.slice(shared))];
}

function alignRest(a: readonly string[], b: readonly string[]): Column[] {
  const cost = table(a, b);
  const at = (i: number, j: number) => cost[i]?.[j] ?? 0;
  const columns: Column[] = [];
  let i = a.length;
  let j = b.length;
  while (i > 0 || j > 0) {
    if (i > 0 && j > 0 && at(i, j) === at(i - 1, j - 1) + price(a[i - 1], b[j - 1]))
      columns.push({ ours: a[(i -= 1)] ?? null, theirs: b[(j -= 1)] ?? null });
    else if (j > 0 && at(i, j) === at(i, j - 1) + 1) columns.push({ ours: null, theirs: b[(j -= 1)] ?? null });
    else columns.push({ ours: a[(i -= 1)] ?? null, theirs: null });
  }
  return columns.reverse();
}

/** Whether a column shows a difference. */
export function differs({ ours, theirs }: Column): boolean {
  return ours === null || theirs === null || ours.toLowerCase() !== theirs.toLowerCase();
}

function table(a: readonly string[], b: readonly string[]): number[][] {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1)
      row[j] = Math.min(
        (rows[i - 1]?.[j - 1] ?? 0) + price(a[i - 1], b[j - 1]),
        (rows[i - 1]?.[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
      );
    rows[i] = row;
  }
  return rows;
}

function price(one: string | undefined, other: string | undefined): number {
  return one?.toLowerCase() === other?.toLowerCase() ? 0 : 1;
}

/**
 * How many letters must be put in, taken out, replaced or swapped with their neighbour to make one of the other (optimal string alignment); more than
 * `most` counts as `most + 1`, which keeps the work in proportion to the shorter text.
 */
export function distance(one: string, other: string, most: number): number {
  const a = Array.from(one);
  const b = Array.from(other);
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row: number[] = [];
    row[0] = i;
    const to = Math.min(b.length, i + most);
    for (let j = Math.max(1, i - most); j <= to; j += 1) {
      const far = most + 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (last[j - 1] ?? far) + (a[i - 1] === b[j - 1] ? 0 : 1),
        (last[j] ?? far) + 1,
        (row[j - 1] ?? far) + 1,
        swapped ? (before[j - 2] ?? far) + 1 : far,
      );
    }
    before = last;
    last = row;
  }
  return Math.min(last[b.length] ?? most + 1, most + 1);
}
