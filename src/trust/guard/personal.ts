/** Finds in a public reply what the person told us in private. */
import { fold, type Folded, sourceSpan } from "./fold.ts";

export type PersonalKind = "email" | "number" | "reference";

interface Fact {
  kind: PersonalKind;
  /** Letters and digits (and @) alone. */
  key: string;
}

const EMAIL = /(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+/g;
/** Digits as people write numbers: order, ticket, telephone. */
const NUMBER = /\+?\d(?:[\s().-]{0,2}\d){5,}/g;
/** Letters with digits: hashes, wallet addresses, order references. */
const REFERENCE = /(?<![a-z0-9])(?=[a-z0-9_-]{0,80}\d)[a-z0-9]+(?:[_-][a-z0-9]+)*/g;
const SHORTEST_REFERENCE = 7;
const SHORTEST_NUMBER = 6;
/** A telephone number is known by its end, whatever the country code. */
const PHONE_END = 9;
/** Of one message; facts stand at its start, and a paste has no end. */
const LONGEST_LOOK = 4_000;

/** Where the reply repeats what was confided and never said in this place. */
export function personalIn(
  text: string,
  { confided, said }: { confided: readonly string[]; said: readonly string[] },
): { kind: PersonalKind; start: number; end: number }[] {
  const folded = fold(text);
  const found: { kind: PersonalKind; start: number; end: number }[] = [];
  const add = (kind: PersonalKind, start: number, end: number) => {
    const span = sourceSpan(folded, start, end);
    if (!found.some((one) => one.start < span.end && span.start < one.end)) found.push({ kind, ...span });
  };
  // Every fact has a digit or an @ in it.
  if (!/[\d@]/.test(folded.text)) return found;
  const open = new Set(said.flatMap((one) => factsOf(one)).map(({ key }) => key));
  const facts = confided.flatMap((one) => factsOf(one)).filter(({ key }) => !open.has(key));
  if (facts.length === 0) return found;
  const letters = bare(folded);
  for (const { kind, key } of new Map(facts.map((fact) => [fact.key, fact])).values())
    for (let at = letters.text.indexOf(key); at >= 0; at = letters.text.indexOf(key, at + 1)) {
      const first = letters.at[at] ?? 0;
      const last = letters.at[at + key.length - 1] ?? first;
      if (stands(folded.text, first, last, kind)) add(kind, first, last + 1);
    }
  return found.sort((a, b) => a.start - b.start);
}

function factsOf(text: string): Fact[] {
  // Not the slow fold: nobody disguises their own number.
  const folded = text.slice(0, LONGEST_LOOK).normalize("NFKC").toLowerCase();
  const facts: Fact[] = [];
  for (const [match] of folded.matchAll(EMAIL)) facts.push({ kind: "email", key: match.replace(/[^a-z0-9@]/g, "") });
  const rest = folded.replace(EMAIL, " ");
  for (const [match] of rest.matchAll(REFERENCE)) {
    const key = match.replace(/[^a-z0-9]/g, "");
    if (/[a-z]/.test(key) && key.length >= SHORTEST_REFERENCE) facts.push({ kind: "reference", key });
  }
  for (const [match] of rest.matchAll(NUMBER)) {
    const key = match.replace(/\D/g, "");
    if (key.length < SHORTEST_NUMBER) continue;
    facts.push({ kind: "number", key: key.length > PHONE_END && key.length <= 13 ? key.slice(-PHONE_END) : key });
  }
  return facts;
}

/** Letters, digits and @ alone, each with its place in the folded text. */
function bare(folded: Folded): { text: string; at: number[] } {
  let text = "";
  const at: number[] = [];
  for (let i = 0; i < folded.text.length; i += 1) {
    const char = folded.text[i] ?? "";
    if (!/[a-z0-9@]/.test(char)) continue;
    text += char;
    at.push(i);
  }
  return { text, at };
}

/** A number inside a longer one is another number; only the country code of a telephone number may come before. */
function stands(text: string, first: number, last: number, kind: PersonalKind): boolean {
  if (/[a-z0-9]/.test(text[last + 1] ?? "")) return false;
  return kind === "number" || !/[a-z0-9]/.test(text[first - 1] ?? "");
}
