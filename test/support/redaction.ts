/** The labelled texts for redaction, and how well they are read. */
import { readFileSync } from "node:fs";
import type { RemovalKind } from "../../src/domain/publications.ts";
import { EXPLORERS } from "../../src/trust/guard/hosts.ts";
import type { Around } from "../../src/trust/redaction/around.ts";
import { findPersonal } from "../../src/trust/redaction/find.ts";

export interface Labelled {
  set: string;
  lang: string;
  text: string;
  pieces: { kind: RemovalKind; start: number; end: number }[];
}

export const AROUND: Around = {
  ours: [
    ...EXPLORERS,
    "*.bobowallet.example",
    "bobowallet.example",
    "x.com/bobowallet",
    "t.me/bobowallet_bot",
    "@bobowallet",
    "@bobowallet_bot",
  ],
  contacts: ["help@bobowallet.example", "+86 400 100 2233"],
  brand: ["Bobo Wallet", "波宝", "bobowallet"],
  people: [
    { name: "Anna Keller", handle: "anna_k84" },
    { name: "陈晓明", handle: "xiaoming_chen" },
  ],
};

const PIECE = /\[\[([a-z-]+):((?:(?!\]\]).)+)\]\]/g;

export function labelled(set: string): Labelled[] {
  const file = new URL(`../trust/redaction/${set}.txt`, import.meta.url);
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [lang = "", marked = ""] = line.split("\t");
      let text = "";
      let from = 0;
      const pieces: Labelled["pieces"] = [];
      for (const match of marked.matchAll(PIECE)) {
        text += marked.slice(from, match.index);
        const start = text.length;
        text += match[2] ?? "";
        pieces.push({ kind: match[1] as RemovalKind, start, end: text.length });
        from = match.index + match[0].length;
      }
      return { set, lang, text: text + marked.slice(from), pieces };
    });
}

export interface Measured {
  pieces: number;
  missed: string[];
  /** Found and named as something else. */
  misnamed: string[];
  /** Removed where nothing, or much less, had to go. */
  falsely: string[];
  harmless: number;
}

const SLACK = 3;

export function measure(texts: readonly Labelled[]): Measured {
  const result: Measured = { pieces: 0, missed: [], misnamed: [], falsely: [], harmless: 0 };
  for (const { text, pieces } of texts) {
    const found = findPersonal(text.normalize("NFC"), AROUND);
    if (pieces.length === 0) result.harmless += 1;
    for (const piece of pieces) {
      result.pieces += 1;
      const left = Array.from({ length: piece.end - piece.start }, (_, i) => piece.start + i).filter(
        (at) => /[\p{L}\p{N}]/u.test(text[at] ?? "") && !found.some((one) => one.start <= at && at < one.end),
      );
      const [first] = found.filter((one) => one.start < piece.end && piece.start < one.end);
      if (left.length > 0) result.missed.push(`${piece.kind}: ${text}`);
      else if (first && first.kind !== piece.kind) result.misnamed.push(`${piece.kind} as ${first.kind}: ${text}`);
    }
    for (const one of found) {
      const covered = pieces.filter((piece) => one.start < piece.end && piece.start < one.end);
      const needed = covered.reduce(
        (sum, piece) => sum + Math.min(piece.end, one.end) - Math.max(piece.start, one.start),
        0,
      );
      if (one.end - one.start - needed > SLACK || covered.length === 0)
        result.falsely.push(`${one.kind} “${text.slice(one.start, one.end)}”: ${text}`);
    }
  }
  return result;
}
