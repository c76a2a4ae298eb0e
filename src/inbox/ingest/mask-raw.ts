/** Masks the secrets in input that is set aside as it came. */
import { markOf, maskText } from "../../trust/mask.ts";
import { makePhrase, type Part } from "../../trust/secrets/part.ts";
import { partOf } from "../../trust/secrets/part-of.ts";

const ESCAPE = /\\u([0-9a-fA-F]{4})|\\[nrt]/g;

/** Input that nobody could read: where it is JSON the words in it, else all of it, with what JSON writes for line breaks and Chinese undone. */
export function maskRaw(raw: string): string {
  const parsed = parse(raw);
  if (parsed !== undefined) return maskApart(maskText(JSON.stringify(maskAll(parsed))));
  const plain = raw.replaceAll(ESCAPE, (_, code?: string) =>
    code === undefined ? " " : String.fromCharCode(Number.parseInt(code, 16)),
  );
  return maskApart(maskText(plain));
}

const STRING = /"((?:[^"\\]|\\.)*)"/g;
/** More strings in a row than a phrase has words. */
const MOST_PARTS = 24;

/** A poll, formatted text or two messages in one: the words of a phrase stand in strings of their own. */
function maskApart(text: string): string {
  const strings = new Set(Array.from(text.matchAll(STRING), ([, inner = ""]) => inner));
  const byList = Map.groupBy(
    [...strings].flatMap((inner) => {
      const part = partOf(inner);
      return part ? [{ ...part, inner }] : [];
    }),
    (part) => part.list,
  );
  const hidden = new Set([...byList.values()].flatMap(stringsOfPhrases));
  return text.replaceAll(STRING, (whole, inner: string) => (hidden.has(inner) ? `"${markOf("seedPhrase")}"` : whole));
}

function stringsOfPhrases(parts: readonly (Part & { inner: string })[]): string[] {
  return parts.flatMap((_, index) => {
    const row: (typeof parts)[number][] = [];
    for (const part of parts.slice(index, index + MOST_PARTS)) {
      row.push(part);
      if (makePhrase(row)) return parts.slice(index, index + MOST_PARTS).map(({ inner }) => inner);
    }
    return [];
  });
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

function maskAll(value: unknown): unknown {
  if (typeof value === "string") {
    const inner = /^\s*[[{]/.test(value) ? parse(value) : undefined;
    return inner === undefined ? maskText(value) : maskText(JSON.stringify(maskAll(inner)));
  }
  if (Array.isArray(value)) return value.map(maskAll);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [maskText(key), maskAll(one)]));
  return value;
}
