/** Reads the clauses of a text: what each says, and what in it is denied, only supposed, or put into somebody else's mouth. */
import { type Clause, clausesOf } from "./clauses.ts";
import type { Part } from "./lexicon/lexicon.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** A word that denies reaches so far. */
const NOT_REACH = 70;
/** Between "if" and the verb that is only supposed. */
const WHO_DOES =
  /^\s*(?:you|any ?(?:body|one)|some ?(?:body|one)|they|people|users?)?(?: (?:ever|have|had|already|do|should|then|accidentally))*\s*$/;

/** Verbs that may stand before a secret. */
export const VERBS: ReadonlySet<Token["part"]> = new Set(["give", "giving", "type", "aside", "passive", "need"]);
const ASKING: ReadonlySet<Token["part"]> = new Set(["start", "secret", "check", "connect"]);

export interface Read extends Clause {
  text: string;
  tokens: Token[];
  /** Said not to do, or said of somebody else; reaches into clauses that merely go on. */
  denied: boolean;
  mentioned: boolean;
}

/** The clauses in order; what reaches from one into the next is in them. */
export function readClauses(text: string): Read[] {
  const tokens = tokensOf(text);
  let next = 0;
  let near: Read | null = null;
  return clausesOf(text).map((clause) => {
    const own: Token[] = [];
    for (; next < tokens.length && (tokens[next]?.start ?? 0) < clause.end; next += 1) {
      const token = tokens[next];
      if (token && token.start >= clause.start && token.end <= clause.end) own.push(token);
    }
    const words = text.slice(clause.start, clause.end);
    const read: Read = { ...clause, text: words, tokens: own, denied: false, mentioned: false };
    if (near?.sentence === read.sentence) inherit(read, near);
    near = read;
    return read;
  });
}

/** Its tokens of that part. */
export const having = (clause: Read, part: Part) => clause.tokens.filter((token) => token.part === part);
export const has = (clause: Read, part: Part) => clause.tokens.some((token) => token.part === part);

/** Its range without the white space around it. */
export function cover(clause: Read): { start: number; end: number } {
  const lead = clause.text.length - clause.text.trimStart().length;
  return { start: clause.start + lead, end: clause.start + clause.text.trimEnd().length };
}

/** What was denied or said of others stays so in the clauses that go on with it, not where the reader is turned to us. */
function inherit(clause: Read, near: Read): void {
  const goesOn = !clause.turned && !has(clause, "us") && !has(clause, "need");
  clause.denied = goesOn && (near.denied || nots(near).some((one) => denies(near, one)));
  // "Anyone can help, send …" is no report.
  const orders = clause.tokens.some((token) => token.part === "give" && token.start <= cover(clause).start);
  clause.mentioned = goesOn && !orders && (near.mentioned || has(near, "mention"));
}

/** "No one else will see it" denies nothing that we ask for; "never" alone denies what follows. */
function denies(clause: Read, not: Token): boolean {
  const does = clause.tokens.some(
    (token) => token.start >= not.start && (VERBS.has(token.part) || ASKING.has(token.part)),
  );
  return does || clause.text.slice(not.end - clause.start).trim().length <= 4;
}

/** Words that deny, without those that only look so: "do not hesitate". */
export function nots(clause: Read): Token[] {
  const not = having(clause, "notAtAll");
  return having(clause, "not").filter((one) => !not.some((other) => one.start < other.end && other.start < one.end));
}

/** Whether what happens at `at` is denied, or put into somebody else's mouth. */
export function excused(clause: Read, at: number): boolean {
  if (clause.denied || nots(clause).some((one) => one.start <= at && at - one.end <= NOT_REACH)) return true;
  const quoted = /["]/.test(clause.text.slice(0, at - clause.start));
  const others = clause.mentioned || having(clause, "mention").some((one) => one.start < at);
  if (others && (quoted || !has(clause, "us"))) return true;
  const conditional = having(clause, "if").some((one) => {
    return (
      one.start - clause.start <= 3 &&
      (one.han || WHO_DOES.test(clause.text.slice(one.end - clause.start, at - clause.start)))
    );
  });
  return conditional && !has(clause, "us");
}
