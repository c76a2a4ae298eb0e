/** Cuts a text where the guard found something, so that the places can be marked. Pure. */

export interface Finding {
  rule: string;
  start: number;
  end: number;
}

export interface Piece {
  text: string;
  /** Why it is marked; null: it is not. */
  why: "link" | "personal" | "other" | null;
  start: number;
}

/** In the order of the text; of findings that overlap, the earlier wins. */
export function piecesOf(text: string, findings: readonly Finding[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const push = (start: number, end: number, why: Piece["why"]) => {
    if (end > start) pieces.push({ text: text.slice(start, end), why, start });
  };
  for (const { rule, start, end } of [...findings].sort((a, b) => a.start - b.start)) {
    const from = Math.max(at, start);
    const to = Math.min(text.length, end);
    if (to <= from) continue;
    push(at, from, null);
    push(from, to, rule.startsWith("outside-") ? "link" : rule.startsWith("personal-") ? "personal" : "other");
    at = to;
  }
  push(at, text.length, null);
  return pieces;
}
