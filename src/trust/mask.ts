/** Puts the kind of a secret in the place of the secret. Pure. */
import type { FoundSecret, SecretKind } from "../domain/secret.ts";
import type { Span } from "../domain/text.ts";
import { findSecrets } from "./secrets/find.ts";

export interface Words {
  text: string;
  spans: Span[];
}

export interface Masked extends Words {
  /** What stood in the place of each span of kind `undecided`, by the span's `secret`. */
  undecided: string[];
}

/** Where a text without spans is kept (excerpts, names, exports) the mark itself says what stood there. */
export function markOf(kind: SecretKind): string {
  return `⟦${kind}⟧`;
}

/**
 * Masks what is secret in NFC words, also where a link leads. Words without a secret come back as they are. `leaveUndecided` is for words of the
 * team, who know a hash when they write one.
 */
export function maskWords(words: Words, mode: "maskUndecided" | "leaveUndecided" = "maskUndecided"): Masked {
  const hidden = words.spans.filter(
    ({ value }) => value !== undefined && findSecrets(value.normalize("NFC")).length > 0,
  );
  const spans = hidden.length > 0 ? words.spans.filter((span) => !hidden.includes(span)) : words.spans;
  const found = findSecrets(words.text);
  return maskRanges(
    { text: words.text, spans },
    mode === "maskUndecided" ? found : found.filter(({ kind }) => kind !== "undecided"),
  );
}

/** Masks the ranges given: in reading order, apart from each other. Spans that touch one go. */
export function maskRanges({ text, spans }: Words, ranges: readonly FoundSecret[]): Masked {
  if (ranges.length === 0) return { text, spans, undecided: [] };
  const undecided: string[] = [];
  const marks: Span[] = [];
  let masked = "";
  let from = 0;
  /** By how much what stands at an offset of the old text moves. */
  const moves: { from: number; by: number }[] = [];
  for (const { kind, start, end } of ranges) {
    masked += text.slice(from, start);
    const mark = markOf(kind);
    const span: Span = { kind: "masked", value: kind, start: masked.length, end: masked.length + mark.length };
    if (kind === "undecided") span.secret = undecided.push(text.slice(start, end)) - 1;
    marks.push(span);
    masked += mark;
    from = end;
    moves.push({ from: end, by: masked.length - end });
  }
  masked += text.slice(from);
  const kept = spans.flatMap((span) => {
    if (ranges.some(({ start, end }) => span.start < end && start < span.end)) return [];
    const by = moves.findLast((move) => move.from <= span.start)?.by ?? 0;
    return { ...span, start: span.start + by, end: span.end + by };
  });
  return { text: masked, spans: [...kept, ...marks].toSorted((a, b) => a.start - b.start), undecided };
}

/** Masks a text that has no spans, such as a name. */
export function maskText(text: string): string {
  return maskWords({ text: text.normalize("NFC"), spans: [] }).text;
}
