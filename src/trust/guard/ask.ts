/** Decides whether a text asks the reader for a secret, for the device, or to connect the wallet somewhere. Pure. */
import { type Clause, clausesOf } from "./clauses.ts";
import type { Asked, Part } from "./lexicon/lexicon.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** A request, as a half-open range of the folded text. */
export interface Ask {
  asked: Asked;
  start: number;
  end: number;
}

/** Stand for links in the text that is judged. */
export const LISTED_LINK = "¶";
export const OTHER_LINK = "§";

/** A word that denies reaches so far. */
const NOT_REACH = 70;
const QUESTION_GAP = 24;
/** A pronoun stands for something said at most so many sentences before. */
const IT_REACH = 3;

interface Read extends Clause {
  text: string;
  tokens: Token[];
  /** Said not to do, or said of somebody else; reaches into clauses that merely go on. */
  denied: boolean;
  mentioned: boolean;
}

/** Every request in the text. Links are already replaced by their signs. */
export function asksOf(text: string): Ask[] {
  const tokens = tokensOf(text);
  const clauses = readAll(text, tokens);
  const asks: Ask[] = [];
  let last: { asked: Asked | null; sentence: number; end: number } = { asked: null, sentence: 0, end: 0 };
  clauses.forEach((clause, index) => {
    const before = clauses[index - 1];
    const after = clauses[index + 1];
    const near = before?.sentence === clause.sentence ? before : null;
    const next = after?.sentence === clause.sentence ? after : null;
    inherit(clause, near);
    for (const secret of clause.tokens)
      if (secret.part === "secret" && secret.asked !== null && asksFor(text, { clause, near, next, secret }))
        asks.push({ asked: secret.asked, ...cover(clause) });
    const noun = nounOf(clause);
    if (noun) last = { asked: noun.asked, sentence: clause.sentence, end: noun.end };
    if (
      last.asked !== null &&
      clause.sentence - last.sentence <= IT_REACH &&
      asksForIt(clause, near, { about: last.asked, end: last.end })
    )
      asks.push({ asked: last.asked, ...cover(clause) });
    if (asksToConnect(text, clause, clauses)) asks.push({ asked: "wallet-connection", ...cover(clause) });
  });
  return asks;
}

/** What "it" stands for after this clause. What is said about a secret ("… is the only proof") leaves it the subject. */
function nounOf(clause: Read): Token | undefined {
  const nouns = clause.tokens.filter((token) => token.part === "secret" || token.part === "object");
  const last = nouns.at(-1);
  const secret = nouns.findLast((token) => token.part === "secret");
  if (!last || !secret || last === secret) return last;
  return /^\s*(?:是|is\b|are\b)/.test(clause.text.slice(secret.end - clause.start)) ? secret : last;
}

function readAll(text: string, tokens: Token[]): Read[] {
  let next = 0;
  return clausesOf(text).map((clause) => {
    const own: Token[] = [];
    for (; next < tokens.length && (tokens[next]?.start ?? 0) < clause.end; next += 1) {
      const token = tokens[next];
      if (token && token.start >= clause.start && token.end <= clause.end) own.push(token);
    }
    return { ...clause, text: text.slice(clause.start, clause.end), tokens: own, denied: false, mentioned: false };
  });
}

const having = (clause: Read, part: Part) => clause.tokens.filter((token) => token.part === part);
const has = (clause: Read, part: Part) => clause.tokens.some((token) => token.part === part);

function cover(clause: Read): { start: number; end: number } {
  const lead = clause.text.length - clause.text.trimStart().length;
  return { start: clause.start + lead, end: clause.start + clause.text.trimEnd().length };
}

/** What was denied or said of others stays so in the clauses that go on with it, not where the reader is turned to us. */
function inherit(clause: Read, near: Read | null): void {
  if (!near) return;
  const goesOn = !clause.turned && !has(clause, "us") && !has(clause, "need");
  clause.denied = goesOn && (near.denied || nots(near).some((one) => denies(near, one)));
  clause.mentioned = goesOn && (near.mentioned || has(near, "mention"));
}

/** "No one else will see it" denies nothing that we ask for; "never" alone denies what follows. */
function denies(clause: Read, not: Token): boolean {
  const does = clause.tokens.some(
    (token) => token.start >= not.start && (VERBS.has(token.part) || ASKING.has(token.part)),
  );
  return does || clause.text.slice(not.end - clause.start).trim().length <= 4;
}

/** Words that deny, without those that only look so: "do not hesitate". */
function nots(clause: Read): Token[] {
  const not = having(clause, "notAtAll");
  return having(clause, "not").filter((one) => !not.some((other) => one.start < other.end && other.start < one.end));
}

/** Whether what happens at `at` is denied, or put into somebody else's mouth. */
function excused(clause: Read, at: number): boolean {
  if (clause.denied || nots(clause).some((one) => one.start <= at && at - one.end <= NOT_REACH)) return true;
  const quoted = /["]/.test(clause.text.slice(0, at - clause.start));
  const others = clause.mentioned || having(clause, "mention").some((one) => one.start < at);
  if (others && (quoted || !has(clause, "us"))) return true;
  const conditional = having(clause, "if").some((one) => one.start - clause.start <= 3);
  return conditional && !has(clause, "us");
}

const ASKING = new Set<Token["part"]>(["start", "secret", "check", "connect"]);
const VERBS = new Set<Token["part"]>(["give", "giving", "type", "aside", "passive", "need"]);

interface Named {
  clause: Read;
  /** The clauses before and after, where they are of the same sentence. */
  near: Read | null;
  next: Read | null;
  secret: Token;
}

function asksFor(text: string, named: Named): boolean {
  const { clause, secret } = named;
  if (secret.asked === "remote-access") return asksForDevice(clause, secret);
  const verb = clause.tokens.findLast((token) => VERBS.has(token.part) && token.end <= secret.start);
  const asked = verb && !wonders(clause, secret) && !excused(clause, verb.start);
  if (asked && hands(named, verb)) return true;
  const after = clause.tokens.find(
    (token) => token.start >= secret.end && (VERBS.has(token.part) || token.part === "object"),
  );
  const follows = after && (after.part === "passive" || (after.han && after.part !== "object"));
  if (follows && !excused(clause, after.start) && hands(named, after)) return true;
  return questions(text, clause, secret) || pleads(named);
}

/** "告诉我们验证码是否收到" asks about it, not for it. */
function wonders(clause: Read, secret: Token): boolean {
  return /^(?:短信)?(?:是否|有没有|有无|收到|能否|什么时候|何时|到了)/.test(
    clause.text.slice(secret.end - clause.start),
  );
}

/** Whether the verb takes the secret out of the reader's hands. */
function hands({ clause, near, next, secret }: Named, verb: Token): boolean {
  const inApp = has(clause, "inApp") && !has(clause, "us") && !clause.text.includes(OTHER_LINK);
  if (verb.part === "need") return true;
  if (verb.part === "giving") return has(clause, "us");
  if (inApp) return false;
  // "Give you the code" goes the other way.
  if (verb.part === "give") return !/^\s*(?:you\b|[您你](?!的))/.test(clause.text.slice(verb.end - clause.start));
  if (verb.part === "passive") return true;
  if (verb.part !== "type") return false;
  const linked = [clause, near, next].some((one) => one !== null && atLink(one, secret));
  return linked || has(clause, "where") || has(clause, "us");
}

/** Passwords and codes are typed on our own pages; a seed phrase is typed on no page. */
function atLink(clause: Read, secret: Token): boolean {
  const anyPage = secret.asked === "seed-phrase" || secret.asked === "private-key";
  return clause.text.includes(OTHER_LINK) || (anyPage && clause.text.includes(LISTED_LINK));
}

function asksForDevice(clause: Read, secret: Token): boolean {
  const leads = new Set<Token["part"]>(["start", "give", "need", "request", "aside"]);
  const lead = clause.tokens.findLast((token) => leads.has(token.part) && token.end <= secret.start + 1);
  if (lead) {
    const rivals = clause.tokens.filter((token) => token.part === "start" && token.start === lead.start);
    return (lead.part !== "aside" || rivals.length > 0) && !excused(clause, secret.start);
  }
  return /^\s*shar(?:e|ing) /.test(clause.text) && !excused(clause, secret.start);
}

/** "What is your …", "您的……是多少". */
function questions(text: string, clause: Read, secret: Token): boolean {
  return having(clause, "question").some((question) => {
    if (excused(clause, question.start)) return false;
    const [from, to] = question.end <= secret.start ? [question.end, secret.start] : [secret.end, question.start];
    const gap = text.slice(from, Math.max(to, from));
    if (gap.length > QUESTION_GAP || to < from - (question.end - question.start)) return false;
    if (clause.tokens.some((token) => VERBS.has(token.part) && token.start >= from && token.end <= to)) return false;
    if (question.han) return true;
    return question.end <= secret.start && has(clause, "yours") && !/\ban?\b/.test(gap);
  });
}

/** "Your code, please": nothing but the secret and a request. */
function pleads({ clause, next, secret }: Named): boolean {
  const own = text(clause).length - (secret.end - secret.start) <= 8 && !excused(clause, secret.end);
  const ahead = clause.text.slice(0, secret.start - clause.start).trim();
  const behind = clause.text.slice(secret.end - clause.start).trim();
  if (own && /^(?:your|ur|您的|你的|)$/.test(ahead) && /^\?+$/.test(behind)) return true;
  return own && next !== null && /^\s*(?:please|pls|kindly|谢谢)\W*$/.test(next.text);
}

const text = (clause: Read) => clause.text.trim();

/** "Send it to us", where "it" is a secret named before. */
function asksForIt(clause: Read, near: Read | null, { about, end: named }: { about: Asked; end: number }): boolean {
  if (about === "remote-access" || about === "wallet-connection") return false;
  return clause.tokens.some((verb) => {
    if (verb.start < named) return false;
    if (verb.part !== "give" && verb.part !== "passive" && verb.part !== "type") return false;
    if (excused(clause, verb.start) || /\babout\b/.test(clause.text)) return false;
    if (has(clause, "inApp") && !has(clause, "us")) return false;
    const it = having(clause, "it").some((token) => verb.han || token.start >= verb.end || verb.part === "passive");
    if (verb.part === "type") return (it || verb.han) && (has(clause, "where") || has(clause, "us"));
    if (it) return true;
    if (verb.han)
      return TRANSFER.test(clause.text) && (has(clause, "us") || URGED.test(text(clause)) || isTopicOf(near, named));
    return (/\bover\b/.test(clause.text) && has(clause, "us")) || BARE.test(text(clause));
  });
}

/** "助记词，麻烦您发一下": the clause before names it and says nothing else of it. */
function isTopicOf(near: Read | null, named: number): boolean {
  return near !== null && near.end >= named && near.end - named <= 1;
}

/** "尽快发送", and "please share" at the end: what else could be meant. */
const URGED = /^(?:请|麻烦)?(?:您|你)?(?:尽快|马上|立即)|^请?发送\W*$/;
const BARE = /^(?:please|pls|kindly)(?: just)? (?:send|share|provide|submit|forward|give)\W*$/;
/** Verbs that move something; to tell or to answer may be about anything. */
const TRANSFER = /发|提供|提交|上传|贴|传|念|读|交给|拍|截/;

/** How far from the verb its link is looked for. */
const CLAUSES_AROUND = 12;

/** "Validate your wallet at …". */
function asksToConnect(text: string, clause: Read, all: Read[]): boolean {
  const wallet = having(clause, "wallet");
  if (wallet.length === 0) return false;
  const at = all.indexOf(clause);
  const nearby = all
    .slice(Math.max(at - CLAUSES_AROUND, 0), at + CLAUSES_AROUND)
    .filter((one) => Math.abs(one.sentence - clause.sentence) <= 1);
  const other = nearby.some((one) => one.text.includes(OTHER_LINK));
  const any = other || nearby.some((one) => one.text.includes(LISTED_LINK));
  return clause.tokens.some((verb) => {
    if (verb.part !== "check" && verb.part !== "connect") return false;
    const close = wallet.some((one) => Math.abs(one.start - verb.end) <= 8 || Math.abs(verb.start - one.end) <= 4);
    if (!close || excused(clause, verb.start)) return false;
    return verb.part === "connect" ? other : any || has(clause, "where");
  });
}
