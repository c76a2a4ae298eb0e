/** Text as it is stored: NFC plain text, with spans over half-open UTF-16 ranges. */

export const SPAN_KINDS = ["link", "mention", "code", "emoji", "masked"] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

/** A range of a text with a meaning. `start` and `end` count UTF-16 units; `end` is exclusive. */
export interface Span {
  kind: SpanKind;
  start: number;
  end: number;
  /** link: the target address. mention: the handle without @. emoji: image address or name. masked: what kind of secret stood here. */
  value?: string;
  /** masked: the number by which it can be revealed; absent: nobody can. */
  secret?: number;
}

/** A piece of plain text, or a span, in reading order; pieces concatenate to the whole text. */
export interface Piece {
  text: string;
  span?: Omit<Span, "start" | "end">;
}

/** Joins pieces into NFC text and spans, so that connectors need not count offsets through normalisation. */
export function joinPieces(pieces: readonly Piece[]): { text: string; spans: Span[] } {
  let text = "";
  const spans: Span[] = [];
  for (const piece of pieces) {
    const part = piece.text.normalize("NFC");
    if (piece.span && part) spans.push({ ...piece.span, start: text.length, end: text.length + part.length });
    text += part;
  }
  // Composition can cross a border between pieces; then offsets cannot be kept and the plain text wins.
  const whole = text.normalize("NFC");
  return whole === text ? { text, spans } : { text: whole, spans: [] };
}

/** What stands where a secret stood, cut off. */
const HALF_MARK = /⟦[a-zA-Z]*$/;

/** The start of a text, at most so many characters; never half a character, nor half of a mark. */
export function beginningOf(text: string, characters: number): string {
  if (text.length <= characters) return text;
  return Array.from(text.slice(0, characters * 2))
    .slice(0, characters)
    .join("")
    .replace(HALF_MARK, "");
}
