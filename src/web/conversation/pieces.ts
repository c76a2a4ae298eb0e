/** Cuts a text at its spans, for the renderer. Spans that overlap, run backwards or run out of the text are ignored. Pure. */
import type { SpanView } from "../client/types.ts";

export interface TextPiece {
  start: number;
  text: string;
  span: SpanView | null;
}

export function piecesOf(text: string, spans: readonly SpanView[]): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start < from || span.end <= span.start || span.end > text.length) continue;
    if (span.start > from) pieces.push({ start: from, text: text.slice(from, span.start), span: null });
    pieces.push({ start: span.start, text: text.slice(span.start, span.end), span });
    from = span.end;
  }
  if (from < text.length) pieces.push({ start: from, text: text.slice(from), span: null });
  return pieces;
}

/** How much of a text stands there before somebody asks for the rest. */
const MOST_CHARACTERS = 4_000;
const MOST_LINES = 80;

/** Where a long text is cut; null for one that is shown whole. */
export function cutAt(text: string): number | null {
  const most = Math.min(endOfLine(text, MOST_LINES), MOST_CHARACTERS);
  if (text.length <= most) return null;
  // Never between the halves of a character, nor between a letter and its marks.
  let at = most;
  while (at > most - 40 && /^[\udc00-\udfff\p{M}]/u.test(text.slice(at, at + 2))) at -= 1;
  return at;
}

function endOfLine(text: string, n: number): number {
  let at = -1;
  for (let line = 0; line < n; line += 1) {
    at = text.indexOf("\n", at + 1);
    if (at === -1) return text.length;
  }
  return at;
}

/** Pieces up to there; a span that reaches over the cut is left out whole. */
export function piecesUpTo(pieces: readonly TextPiece[], end: number): TextPiece[] {
  return pieces.flatMap((piece) => {
    if (piece.start + piece.text.length <= end) return [piece];
    if (piece.start >= end || piece.span !== null) return [];
    return [{ ...piece, text: piece.text.slice(0, end - piece.start) }];
  });
}

/** Where a link leads, as the browser will resolve it (a host in other letters in punycode); null where its words say that already. */
export function trueHost(href: string, text: string): string | null {
  const { host } = new URL(href);
  const said = isPlain(text) ? safeHref(text.trim()) : null;
  return said !== null && new URL(said).host === host ? null : host;
}

/** Latin letters only, and one direction. */
const isPlain = (text: string) => /^[\x20-\x7e…]*$/.test(text) && !text.includes("@");

/** The address of a link span if it is one that a reader may follow: http or https, nothing else. */
export function safeHref(value: string): string | null {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(value) ? value : `https://${value}`;
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return protocol === "https:" || protocol === "http:" ? href : null;
}
