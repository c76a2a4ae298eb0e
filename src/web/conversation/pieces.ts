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

/** The address of a link span if it is one that a reader may follow: http or https, nothing else. */
export function safeHref(value: string): string | null {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(value) ? value : `https://${value}`;
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return protocol === "https:" || protocol === "http:" ? href : null;
}
