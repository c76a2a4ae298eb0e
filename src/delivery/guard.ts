/** Asks the guard about words that would leave, with what is known around them. */
import { and, desc, eq, gte, inArray, isNull, notInArray, or, sql } from "drizzle-orm";
import { ProblemError } from "../domain/problem.ts";
import type { Store } from "../store/db.ts";
import type { Conversation } from "../store/conversation-state.ts";
import { conversation, delivery, identity, message } from "../store/schema.ts";
import { type Finding, type HoldRule, judge, type RefusalRule, type Surroundings } from "../trust/guard/guard.ts";
import { allowedLinks } from "../trust/outbound-links.ts";

/** Why a delivery waits for a lead; stands in its `code`. */
export type HoldCode = "approve-link" | "approve-personal-data";

/** How far back the person's own words are compared. */
const CONFIDED_MESSAGES = 200;
const SAID_MESSAGES = 200;
/** Requests spread over more replies than this are not put together. */
const BEFORE_MESSAGES = 5;

/**
 * Null: the words may leave; else why they wait. Throws ProblemError `reply-refused` with `findings`, half-open ranges of `text` and the rule that each
 * offends. `own`: messages that already hold these words; `links`: hosts and pages that may be named beside the brand's list.
 */
export function guardWords(
  store: Store,
  where: Conversation,
  text: string,
  own: readonly number[] = [],
  links: readonly string[] = [],
): HoldCode | null {
  const known = surroundings(store, where, own);
  const judgement = judge(text, { ...known, list: [...known.list, ...links] });
  if (judgement.verdict === "pass") return null;
  if (judgement.verdict === "hold") return holdCode(judgement.findings);
  throw refused(judgement.findings);
}

/** Which words the guard would stop on today, half-open ranges of `text`: for whoever decides about what is held. */
export function guardFindings(
  store: Store,
  where: Conversation,
  text: string,
  own: readonly number[],
): Finding<RefusalRule | HoldRule>[] {
  const judgement = judge(text, surroundings(store, where, own));
  return judgement.verdict === "pass" ? [] : judgement.findings;
}

/** A direct message goes only where the person wrote first. Throws ProblemError `person-has-not-written`. */
export function refuseFirstWord(store: Store, where: Conversation): void {
  if (where.kind !== "direct") return;
  const written = store.db
    .select({ id: message.id })
    .from(message)
    .where(and(eq(message.conversationId, where.id), eq(message.direction, "inbound")))
    .limit(1)
    .get();
  if (!written)
    throw new ProblemError(
      "person-has-not-written",
      "They have not written to us in private. Official accounts never write first: ask them in public to send us a message.",
    );
}

/**
 * Words for everybody, in no conversation; `links`: hosts and pages that may be named beside the brand's list. Throws ProblemError `reply-refused` as above,
 * and `post-refused` where a reply would wait for a lead: whoever posts is one, and puts the link on the list or takes it out.
 */
export function guardPublicWords(store: Store, text: string, links: readonly string[]): void {
  const list = [...allowedLinks(store), ...links];
  const judgement = judge(text, { list, before: [], confided: [], said: [], present: [] });
  if (judgement.verdict === "refuse") throw refused(judgement.findings);
  if (judgement.verdict === "hold")
    throw new ProblemError(
      "post-refused",
      "This names a link, handle or number that is not on the brand's list, or a card number. Put it on the list of outbound links, or take it out.",
      { field: "text", extra: { findings: judgement.findings } },
    );
}

function refused(findings: Finding<RefusalRule>[]): ProblemError {
  return new ProblemError(
    "reply-refused",
    "This asks for what we never ask for (a seed phrase, key, password, code, card, the screen, a wallet to connect), or holds a secret itself. Write it otherwise.",
    { field: "text", extra: { findings } },
  );
}

function holdCode(findings: Finding<HoldRule>[]): HoldCode {
  return findings.some(({ rule }) => rule.startsWith("personal-")) ? "approve-personal-data" : "approve-link";
}

function surroundings(store: Store, where: Conversation, own: readonly number[]): Surroundings {
  const person = store.q.identityById.get({ id: where.personId });
  const handle = person?.handle?.toLowerCase();
  return {
    list: allowedLinks(store),
    before: sinceTheyWrote(store, where, own),
    confided: where.kind === "direct" || !person ? null : confidedBy(store, person.contactId),
    said: saidIn(store, where.id),
    present: handle === undefined ? [] : [handle],
  };
}

/** Our replies since the person's newest message, oldest first, without those that never left. */
function sinceTheyWrote(store: Store, where: Conversation, own: readonly number[]): string[] {
  const newest = store.q.newestInbound.get({ id: where.id });
  const rows = store.db
    .select({ text: message.text })
    .from(message)
    .leftJoin(delivery, and(eq(delivery.messageId, message.id), inArray(delivery.kind, ["reply", "message"])))
    .where(
      and(
        eq(message.conversationId, where.id),
        eq(message.direction, "outbound"),
        isNull(message.deletedAt),
        newest ? gte(message.sentAt, newest.sentAt) : sql`1`,
        notInArray(message.id, [...own]),
        or(isNull(delivery.id), notInArray(delivery.state, ["failed", "cancelled"])),
      ),
    )
    .orderBy(desc(message.sentAt), desc(message.id))
    .limit(BEFORE_MESSAGES)
    .all();
  return rows.map((row) => row.text).reverse();
}

/** What the person wrote to us in private, under any of their names. */
function confidedBy(store: Store, contactId: number): string[] {
  const rows = store.db
    .select({ text: message.text })
    .from(identity)
    .innerJoin(conversation, and(eq(conversation.personId, identity.id), eq(conversation.kind, "direct")))
    .innerJoin(message, and(eq(message.conversationId, conversation.id), eq(message.direction, "inbound")))
    .where(eq(identity.contactId, contactId))
    .orderBy(desc(message.id))
    .limit(CONFIDED_MESSAGES)
    .all();
  return rows.map((row) => row.text);
}

function saidIn(store: Store, conversationId: number): string[] {
  const rows = store.db
    .select({ text: message.text })
    .from(message)
    .where(and(eq(message.conversationId, conversationId), eq(message.direction, "inbound")))
    .orderBy(desc(message.sentAt), desc(message.id))
    .limit(SAID_MESSAGES)
    .all();
  return rows.map((row) => row.text);
}
