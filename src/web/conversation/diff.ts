/** What changed between two versions of a text, word by word; Han characters count as words of their own. Pure. */

export interface Change {
  kind: "same" | "gone" | "new";
  text: string;
}

/** Above this the table of a comparison would be too large; the versions are then shown whole. */
const MOST_WORDS = 1_200;

function words(text: string): string[] {
  return text.match(/\p{Script=Han}|[\p{L}\p{N}_'’-]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

/** Longest common subsequence over words; neighbours of one kind are joined. */
export function wordDiff(before: string, after: string): Change[] {
  const a = words(before);
  const b = words(after);
  if (a.length > MOST_WORDS || b.length > MOST_WORDS)
    return joined([
      { kind: "gone", text: before },
      { kind: "new", text: after },
    ]);
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const changes: Change[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      changes.push({ kind: "same", text: a[i] ?? "" });
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ kind: "gone", text: a[i++] ?? "" });
    } else {
      changes.push({ kind: "new", text: b[j++] ?? "" });
    }
  }
  return joined(changes);
}

function joined(changes: readonly Change[]): Change[] {
  const result: Change[] = [];
  for (const change of changes) {
    if (change.text === "") continue;
    const last = result.at(-1);
    if (last?.kind === change.kind) last.text += change.text;
    else result.push({ ...change });
  }
  return result;
}
