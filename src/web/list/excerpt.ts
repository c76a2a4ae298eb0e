/** Finds in an excerpt what stands where a secret was masked. */

export interface ExcerptPiece {
  text: string;
  /** Where it begins in the whole text. */
  start: number;
  /** What kind of secret stood here; null for ordinary words. */
  masked: string | null;
}

// Excerpts carry no spans: what masking puts in the place of a secret is known by its shape, ⟦kind⟧ or a run of blocks.
const MASKED = /⟦([a-zA-Z-]+)⟧|[█▮●]{4,}/gu;

export function splitMasked(excerpt: string): ExcerptPiece[] {
  const pieces: ExcerptPiece[] = [];
  let from = 0;
  for (const match of excerpt.matchAll(MASKED)) {
    if (match.index > from) pieces.push({ text: excerpt.slice(from, match.index), start: from, masked: null });
    pieces.push({ text: match[0], start: match.index, masked: match[1] ?? "" });
    from = match.index + match[0].length;
  }
  if (from < excerpt.length) pieces.push({ text: excerpt.slice(from), start: from, masked: null });
  return pieces;
}
