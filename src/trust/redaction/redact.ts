/** Takes out of a draft what would tell who asked, and keeps each piece so that it can come back. Pure. */
import type { SiteLanguage } from "../../domain/publications.ts";
import { exactDates } from "../../domain/redaction/dates.ts";
import {
  DRAFT_FIELDS,
  type DraftField,
  type DraftWords,
  type Found,
  type Removal,
  standInFor,
} from "../../domain/redaction/removals.ts";
import { maskWords } from "../mask.ts";
import type { Around } from "./around.ts";
import { findPersonal } from "./find.ts";

export interface Redacted {
  words: DraftWords;
  removals: Removal[];
}

interface Piece {
  start: number;
  end: number;
  kind: Removal["kind"];
  standIn: string;
}

/**
 * A new draft without names, handles, numbers, addresses and exact dates. The same thing gets the same stand-in in all fields, another one another
 * number. What opens a wallet is masked, and does not come back.
 */
export function redactDraft(draft: DraftWords, around: Around, language: SiteLanguage): Redacted {
  const numbers = new Map<string, string>();
  const counts = new Map<Found["kind"], number>();
  const standIn = (kind: Found["kind"], original: string) => {
    const key = `${kind} ${keyOf(original)}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    const next = standInFor(kind, number, language);
    numbers.set(key, next);
    return next;
  };
  const words = { ...draft };
  const removals: Removal[] = [];
  for (const field of DRAFT_FIELDS) {
    const text = masked(draft[field]);
    const pieces: Piece[] = findPersonal(text, around).map((one) => ({
      ...one,
      standIn: standIn(one.kind, text.slice(one.start, one.end)),
    }));
    for (const { start, end, coarse } of exactDates(text, language))
      if (!pieces.some((one) => one.start < end && start < one.end))
        pieces.push({ kind: "date", start, end, standIn: coarse });
    words[field] = replaced(text, pieces, (piece, start) => {
      removals.push(removalOf(field, text, piece, start));
    });
  }
  return { words, removals };
}

/** The text with each piece's stand-in in its place; `told` hears where it now stands. */
function replaced(text: string, pieces: readonly Piece[], told: (piece: Piece, start: number) => void): string {
  let out = "";
  let from = 0;
  for (const piece of pieces.toSorted((a, b) => a.start - b.start)) {
    out += text.slice(from, piece.start);
    told(piece, out.length);
    out += piece.standIn;
    from = piece.end;
  }
  return out + text.slice(from);
}

function removalOf(field: DraftField, text: string, piece: Piece, start: number): Removal {
  return { field, kind: piece.kind, start, original: text.slice(piece.start, piece.end), standIn: piece.standIn };
}

/** What is the same however it is written: letters and digits alone. */
function keyOf(original: string): string {
  return original
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** A hash stays for now, to be taken out with its kind. */
function masked(text: string): string {
  return maskWords({ text: text.normalize("NFC"), spans: [] }, "leaveUndecided").text;
}
