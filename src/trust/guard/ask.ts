/** Decides whether a text asks the reader for a secret, for the device, or to connect the wallet somewhere. Pure. */
import type { Asked } from "./lexicon/lexicon.ts";
import { cover, excused, has, having, nots, type Read, readClauses, VERBS } from "./reading.ts";
import type { Token } from "./tokens.ts";

/** A request, as a half-open range of the folded text. */
export interface Ask {
  asked: Asked;
  start: number;
  end: number;
}

/** Stand for links in the text that is judged. */
export const LISTED_LINK = "¶";
export const OTHER_LINK = "§";

/** How many clauses around belong together: for a link, or a list. */
const CLAUSES_AROUND = 12;
/** What may stand before a bare name in a list. */
const ARTICLES =
  /^[^\p{L}]*(?:(?:and|or|also|your|ur|the|any|full|both|current|和|及|以及|还有|您的|你的|您|完整的?)\s*)*$/u;
const QUESTION_GAP = 24;
/** A pronoun stands for something said at most so many sentences before. */
const IT_REACH = 3;

/** Every request in the text. Links are already replaced by their signs. */
export function asksOf(text: string): Ask[] {
  const clauses = readClauses(text);
  const asks: Ask[] = [];
  let last: { asked: Asked | null; sentence: number; end: number } = { asked: null, sentence: 0, end: 0 };
  clauses.forEach((clause, index) => {
    const same = (one: Read) => one.sentence === clause.sentence;
    const earlier = clauses.slice(Math.max(index - CLAUSES_AROUND, 0), index).filter(same);
    const near = earlier.at(-1) ?? null;
    const next = clauses.slice(index + 1, index + 2).find(same) ?? null;
    for (const secret of clause.tokens)
      if (secret.part === "secret" && secret.asked !== null && asksFor(text, { clause, earlier, next, secret }))
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

interface Named {
  clause: Read;
  /** The clauses of the same sentence: all before, the newest last, and the one after. */
  earlier: readonly Read[];
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
    (token) =>
      token.start >= secret.end &&
      (VERBS.has(token.part) || token.part === "object") &&
      !(token.han && token.part === "aside"),
  );
  const follows = after && (after.part === "passive" || (after.han && after.part !== "object"));
  if (follows && !excused(clause, after.start) && hands(named, after)) return true;
  if (questions(text, clause, secret) || pleads(named)) return true;
  return !verb && (isInList(named) || wantsUnknown(named));
}

/** "Please divulge your seed phrase": a request with a verb that is not known to be harmless, about what opens the wallet. */
function wantsUnknown({ clause, secret }: Named): boolean {
  if (secret.asked !== "seed-phrase" && secret.asked !== "private-key") return false;
  if (clause.tokens.some((token) => VERBS.has(token.part)) || has(clause, "inApp")) return false;
  return having(clause, "request").some(
    (token) =>
      token.end <= secret.start &&
      DIRECT.test(clause.text.slice(token.start - clause.start)) &&
      !excused(clause, token.start) &&
      !forbids(clause, token, secret),
  );
}

/** "请不要把助记词给任何人": what is asked is not to. Nothing else may be asked on the way to the secret. */
function forbids(clause: Read, request: Token, secret: Token): boolean {
  const between = (from: number, to: number) => clause.text.slice(from - clause.start, to - clause.start);
  // "…给别人，给我们" forbids one thing to ask for the other.
  if (has(clause, "us") && !/包括|即使|哪怕|\bincluding\b|\beven\b/.test(clause.text)) return false;
  return nots(clause).some(
    (not) =>
      not.start >= request.end &&
      not.end <= secret.start &&
      /^\s*(?:您|你|千万|一定|务必|also|do)*\s*$/.test(between(request.end, not.start)) &&
      !/\b(?:and|but|just|instead|then|to)\b|直接|立即|马上|[赶快急等慌怕而后再就来]/.test(
        between(not.end, secret.start),
      ),
  );
}

const DIRECT = /^(?:please|pls|kindly|(?:can|could|would) you|请(?!问|放心|理解|谅解)|麻烦|方便|能否|能不能)/;

/** "Please reply with: your e-mail, your password": a bare name in a list belongs to the verb that the list began with. */
function isInList({ clause, earlier, next, secret }: Named): boolean {
  const ahead = clause.text.slice(0, secret.start - clause.start);
  const behind = clause.text.slice(secret.end - clause.start);
  // "The card number please black out": named for what follows.
  if (next?.turned && behind.trim() === "") return false;
  if (!ARTICLES.test(ahead)) return false;
  if (!/^\W*(?:(?:and|or|和|及|以及).*)?$/u.test(behind.replaceAll(/\d/g, ""))) return false;
  const first = earlier.findLast((one) => one.tokens.some((token) => VERBS.has(token.part)));
  const verb = first?.tokens.findLast((token) => VERBS.has(token.part));
  return first !== undefined && (verb?.part === "give" || verb?.part === "need") && !excused(first, verb.start);
}

/** "告诉我们验证码是否收到" asks about it, not for it. */
function wonders(clause: Read, secret: Token): boolean {
  return /^(?:短信)?(?:是否|有没有|有无|收到|能否|什么时候|何时|到了)/.test(
    clause.text.slice(secret.end - clause.start),
  );
}

/** Whether the verb takes the secret out of the reader's hands. */
function hands({ clause, earlier, next, secret }: Named, verb: Token): boolean {
  const inApp = has(clause, "inApp") && !has(clause, "us") && !clause.text.includes(OTHER_LINK);
  if (verb.part === "need") return true;
  if (verb.part === "giving") return has(clause, "us") || has(clause, "where");
  if (inApp) return false;
  // "Give you the code" goes the other way.
  if (verb.part === "give") return !/^\s*(?:you\b|[您你](?!的))/.test(clause.text.slice(verb.end - clause.start));
  if (verb.part === "passive") return true;
  if (verb.part !== "type") return false;
  const linked = [clause, earlier.at(-1), next].some((one) => one && atLink(one, secret));
  return linked || has(clause, "where") || has(clause, "us");
}

/** Passwords and codes are typed on our own pages; a seed phrase is typed on no page. */
function atLink(clause: Read, secret: Token): boolean {
  if (secret.asked === "seed-phrase" && /链接|\blink\b/.test(clause.text)) return true;
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
  return /^\s*share /.test(clause.text) && !excused(clause, secret.start);
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
    // "What's the OTP?" can only be the reader's.
    const theirs = has(clause, "yours") || (secret.asked === "one-time-code" && /\bthe\b/.test(gap));
    return question.end <= secret.start && theirs && !/\ban?\b/.test(gap);
  });
}

/** "Your code, please": nothing but the secret and a request. */
function pleads({ clause, next, secret }: Named): boolean {
  const own = wordsOf(clause).length - (secret.end - secret.start) <= 8 && !excused(clause, secret.end);
  const ahead = clause.text.slice(0, secret.start - clause.start).trim();
  const behind = clause.text.slice(secret.end - clause.start).trim();
  if (own && /^(?:your|ur|您的|你的|)$/.test(ahead) && /^\?+$/.test(behind)) return true;
  return own && next !== null && /^\s*(?:please|pls|kindly|谢谢)\W*$/.test(next.text);
}

const wordsOf = (clause: Read) => clause.text.trim();

/** "Send it to us", where "it" is a secret named before. */
function asksForIt(clause: Read, near: Read | null, { about, end: named }: { about: Asked; end: number }): boolean {
  if (about === "remote-access" || about === "wallet-connection") return false;
  if (near !== null && named > near.start && WHAT_IS_IT.test(wordsOf(clause))) return true;
  return clause.tokens.some((verb) => {
    if (verb.start < named) return false;
    if (verb.part !== "give" && verb.part !== "passive" && verb.part !== "type") return false;
    if (excused(clause, verb.start) || /\babout\b/.test(clause.text)) return false;
    if (has(clause, "inApp") && !has(clause, "us")) return false;
    const it = having(clause, "it").some((token) => {
      if (verb.han || verb.part === "passive") return true;
      // "Tell us if it works".
      const aside = clause.tokens.some(
        (one) => one.part === "aside" && one.start >= verb.end && one.start <= token.start,
      );
      return token.start >= verb.end && !aside;
    });
    if (verb.part === "type") return (it || verb.han) && (has(clause, "where") || has(clause, "us"));
    if (it) return true;
    if (verb.han)
      return (
        isTopicOf(near, named) || (TRANSFER.test(clause.text) && (has(clause, "us") || URGED.test(wordsOf(clause))))
      );
    return (/\bover\b/.test(clause.text) && has(clause, "us")) || BARE.test(wordsOf(clause));
  });
}

/** "助记词，麻烦您发一下": the clause before names it and says nothing else of it. */
function isTopicOf(near: Read | null, named: number): boolean {
  return near !== null && near.end >= named && near.end - named <= 1;
}

const WHAT_IS_IT = /^(?:and )?what(?:'s|s| is| are| was) (?:it|they|that)\W*$/;
/** "尽快发送", and "please share" at the end: what else could be meant. */
const URGED = /^(?:请|麻烦)?(?:您|你)?(?:尽快|马上|立即)|^请?发送\W*$/;
const BARE = /^(?:please|pls|kindly)(?: just)? (?:send|share|provide|submit|forward|give)\W*$/;
/** Verbs that move something; to tell or to answer may be about anything. */
const TRANSFER = /发|提供|提交|上传|贴|传|念|读|交给|拍|截/;

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
