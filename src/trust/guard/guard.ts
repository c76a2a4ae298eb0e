/** Judges a reply before it leaves: it may go, waits for a lead, or is refused. Pure. */
import { type Ask, asksOf, LISTED_LINK, OTHER_LINK } from "./ask.ts";
import { fold, type Folded, isPlain, join, sourceSpan, squeeze } from "./fold.ts";
import type { Asked } from "./lexicon/lexicon.ts";
import { isListed, type Way, waysOut } from "./links.ts";
import { type PersonalKind, personalIn } from "./personal.ts";
import type { SecretKind } from "../../domain/secret.ts";
import { findSecrets } from "../secrets/find.ts";
import { WHOLE_WORDS } from "./tokens.ts";

export type RefusalRule = `asks-${Asked}` | "disguises-a-secret" | "holds-a-secret";
export type HoldRule = `outside-${Way["kind"]}` | `personal-${PersonalKind | "card"}`;

/** A rule and the half-open UTF-16 range of the reply that it is about. */
export interface Finding<Rule extends string> {
  rule: Rule;
  start: number;
  end: number;
}

export type Judgement =
  | { verdict: "pass" }
  | { verdict: "hold"; findings: Finding<HoldRule>[] }
  | { verdict: "refuse"; findings: Finding<RefusalRule>[] };

export interface Surroundings {
  /** What may be linked to; entries as in `isListed`. */
  list: readonly string[];
  /** What we have said since the person last wrote, oldest first: a request may be spread over several replies. */
  before: readonly string[];
  /** What the person wrote where only we read it; the reply is public where this is not null. */
  confided: readonly string[] | null;
  /** What the person wrote in this conversation. */
  said: readonly string[];
  /** Handles of those who take part, in lower case without @. */
  present: readonly string[];
}

/** Judges NFC text. Refusals come first: no lead can let them out. */
export function judge(text: string, around: Surroundings): Judgement {
  const ways = waysOut(text);
  const refused = refusals(text, ways, around);
  if (refused.length > 0) return { verdict: "refuse", findings: refused };
  const findings: Finding<HoldRule>[] = [];
  for (const way of ways)
    if (!isKnown(way, around)) findings.push({ rule: `outside-${way.kind}`, start: way.start, end: way.end });
  for (const { kind, start, end } of findSecrets(text))
    if (kind === "card") findings.push({ rule: "personal-card", start, end });
  if (around.confided !== null)
    for (const { kind, start, end } of personalIn(text, { confided: around.confided, said: around.said }))
      findings.push({ rule: `personal-${kind}`, start, end });
  return findings.length > 0 ? { verdict: "hold", findings } : { verdict: "pass" };
}

function isKnown(way: Way, { list, said, confided, present }: Surroundings): boolean {
  if (isListed(way, list)) return true;
  if (way.kind === "handle" || way.kind === "contact") return present.includes(way.target.toLowerCase());
  // Their own address may be repeated to them in private.
  return way.kind === "email" && confided === null && said.some((one) => one.toLowerCase().includes(way.written));
}

function refusals(text: string, ways: Way[], around: Surroundings): Finding<RefusalRule>[] {
  const earlier = around.before.map((one) => `${one}\n`).join("");
  const shift = earlier.length;
  const whole = earlier + text;
  const moved = [
    ...waysOut(earlier),
    ...ways.map((way) => ({ ...way, start: way.start + shift, end: way.end + shift })),
  ];
  const plain = withSigns(fold(whole), moved, around.list);
  const found: Finding<RefusalRule>[] = [];
  const add = (rule: RefusalRule, folded: Folded, range: { start: number; end: number }) => {
    const span = sourceSpan(folded, range.start, range.end);
    if (span.end <= shift) return;
    const start = Math.max(span.start - shift, 0);
    const end = span.end - shift;
    if (!found.some((one) => one.rule === rule && one.start < end && start < one.end)) found.push({ rule, start, end });
  };
  for (const part of windows(plain))
    for (const folded of [part, join(part)]) for (const ask of asksOf(folded.text)) add(ruleOf(ask), folded, ask);
  const letters = squeeze(plain);
  for (const { word } of WHOLE_WORDS)
    for (let at = letters.text.indexOf(word); at >= 0; at = letters.text.indexOf(word, at + 1)) {
      const span = sourceSpan(letters, at, at + word.length);
      if (!isPlain(whole.slice(span.start, span.end), word))
        add("disguises-a-secret", letters, { start: at, end: at + word.length });
    }
  for (const { kind, start, end } of findSecrets(text))
    if (OPENS_A_WALLET.has(kind)) found.push({ rule: "holds-a-secret", start, end });
  return found.sort((a, b) => a.start - b.start);
}

/** A card number waits for a lead instead; 64 hexadecimal characters may be a transaction's hash, which we name all day. */
const OPENS_A_WALLET = new Set<SecretKind>(["seedPhrase", "privateKey", "keystore", "token"]);

/** A very long text is read in pieces that overlap: the work grows with its length only. */
const WINDOW = 2_000;
const OVERLAP = 600;

function windows(folded: Folded): Folded[] {
  const parts: Folded[] = [];
  for (let start = 0; start === 0 || start + OVERLAP < folded.text.length; start += WINDOW - OVERLAP) {
    const end = start + WINDOW;
    parts.push({
      text: folded.text.slice(start, end),
      from: folded.from.slice(start, end),
      to: folded.to.slice(start, end),
    });
  }
  return parts;
}

const ruleOf = (ask: Ask): RefusalRule => `asks-${ask.asked}`;

/** Each link becomes one sign, so that its letters are no words and its dots end no sentence. */
function withSigns(folded: Folded, ways: Way[], list: readonly string[]): Folded {
  const out: Folded = { text: "", from: [], to: [] };
  const links = ways.filter((one) => one.kind === "link" || one.kind === "email");
  let next = 0;
  for (let i = 0; i < folded.text.length; i += 1) {
    const at = folded.from[i] ?? 0;
    while (at >= (links[next]?.end ?? Infinity)) next += 1;
    const way = at >= (links[next]?.start ?? Infinity) ? links[next] : undefined;
    if (way && out.to.at(-1) === way.end) continue;
    out.text += way ? (isListed(way, list) ? LISTED_LINK : OTHER_LINK) : (folded.text[i] ?? "");
    out.from.push(way ? way.start : at);
    out.to.push(way ? way.end : (folded.to[i] ?? at));
  }
  return out;
}
