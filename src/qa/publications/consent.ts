/** Asks a person whether their private question may be public, by a link of theirs, and does what they say there. */
import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, isNull } from "drizzle-orm";
import { SYSTEM } from "../../domain/actor.ts";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Consent, SiteLanguage } from "../../domain/publications.ts";
import { DAY_MS, type EpochMs } from "../../domain/time.ts";
import type { Desk } from "../../inbox/desk.ts";
import { languageOf } from "../../inbox/language-of.ts";
import { reply } from "../../inbox/reply.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { publicationConsent } from "../../store/schema.ts";
import { consentTextFor } from "../../trust/consent-texts.ts";
import { takeDown } from "./review.ts";
import { type PublicationRow, requireEdition, requirePublication, save } from "./rows.ts";
import { copiesOfConsent, translationFor } from "./translations.ts";
import { versionOf } from "./versions.ts";

const TOKEN_BYTES = 24;
/** To give consent; taking it back knows no end. */
const ANSWER_MS = 30 * DAY_MS;

export type ConsentRow = typeof publicationConsent.$inferSelect;

/** What was asked last; null: nothing was. */
export function consentAsked({ db }: Store, publicationId: number): ConsentRow | null {
  const row = db
    .select()
    .from(publicationConsent)
    .where(eq(publicationConsent.publicationId, publicationId))
    .orderBy(desc(publicationConsent.id))
    .limit(1)
    .get();
  return row ?? null;
}

/**
 * Sends the fixed text into the conversation, with a link that ends an older one. `origin` is where the public site stands. Throws ProblemError `forbidden`,
 * `not-found`, `conflict` where nothing is to be asked, and what answering throws.
 */
export function askConsent(desk: Desk, id: number, input: { edition: number; origin: string }): PublicationRow {
  demand(desk, "publication.write");
  const { store } = desk;
  return store.transaction((now) => {
    const before = requireEdition(store, id, input.edition);
    const { conversationId, state, consent, title, question, answer } = before;
    const refuse = (reason: string, message: string) => new ProblemError("conflict", message, { extra: { reason } });
    if (conversationId === null || (consent !== "needed" && consent !== "asked"))
      throw refuse("consent", "There is nothing to ask: it needs no consent, or the person has answered.");
    if (state !== "draft" && state !== "review") throw refuse("state", "Ask before it is published.");
    if (title === "" || question === "" || answer === "")
      throw refuse("unfinished", "Write title, question and answer first: the person reads them before they decide.");
    const token = randomBytes(TOKEN_BYTES).toString("base64url");
    const text = consentTextFor(languageOf(store, conversationId), `${input.origin}/consent/${token}`);
    store.db
      .delete(publicationConsent)
      .where(and(eq(publicationConsent.publicationId, id), isNull(publicationConsent.answer)))
      .run();
    const sent = reply(desk, conversationId, {
      text,
      uploads: [],
      inReplyTo: null,
      seenSeq: null,
      force: true,
      automatic: "consent",
      // The fixed text leaves as it is, whether or not the site's address is on the list.
      links: [`${new URL(input.origin).host}/consent`],
    });
    store.db
      .insert(publicationConsent)
      .values({
        publicationId: id,
        conversationId,
        tokenHash: hashOf(token),
        messageId: sent.messageIds[0] ?? null,
        askedAt: now,
        expiresAt: now + ANSWER_MS,
      })
      .run();
    record(desk, now, { type: "publication.consent", data: { publicationId: id, consent: "asked" } });
    return save(store, now, before, { consent: "asked" });
  });
}

export const CONSENT_ANSWERS = ["give", "refuse", "withdraw"] as const;
export type ConsentAnswer = (typeof CONSENT_ANSWERS)[number];

/** What the page behind the link shows. */
export interface ConsentPage {
  language: SiteLanguage;
  title: string;
  question: string;
  answer: string;
  /** `open`: to be answered; `given`: it can be taken back; the others are final. */
  state: "open" | "given" | "refused" | "withdrawn" | "expired";
}

/** Null: there is no such link (any more). */
export function consentPage(store: Store, token: string): ConsentPage | null {
  const asked = askedBy(store, token);
  if (!asked) return null;
  const row = requirePublication(store, asked.publicationId);
  const { title, question, answer } = row.state === "published" ? versionOf(store, row) : row;
  return { language: row.language, title, question, answer, state: stateOf(asked, store.clock.now()) };
}

/** Does what the person says; what cannot be said any more changes nothing. Null: there is no such link. */
export function answerConsent(store: Store, token: string, answer: ConsentAnswer): ConsentPage | null {
  return store.transaction((now) => {
    const asked = askedBy(store, token);
    if (!asked) return null;
    const state = stateOf(asked, now);
    const set = (values: Partial<ConsentRow>) =>
      store.db.update(publicationConsent).set(values).where(eq(publicationConsent.id, asked.id)).run();
    if (state === "open" && answer !== "withdraw") {
      const given = answer === "give";
      set({ answer: given ? "given" : "refused", answeredAt: now });
      becomes(store, now, asked.publicationId, given ? "given" : "refused");
    } else if (state === "given" && answer === "withdraw") {
      set({ withdrawnAt: now });
      becomes(store, now, asked.publicationId, "withdrawn");
    }
    return consentPage(store, token);
  });
}

/** The page, and its translation, follow at once. */
function becomes(store: Store, now: EpochMs, publicationId: number, consent: Consent): void {
  const ctx: Context = { store, actor: SYSTEM };
  const page = requirePublication(store, publicationId);
  const other = translationFor(store, page);
  const same = other !== null && other.conversationId === page.conversationId ? [other] : [];
  // A yes is for what was shown; a no holds for all that was made of it.
  const copies = consent === "given" ? [] : copiesOfConsent(store, page).filter(({ id }) => id !== other?.id);
  for (const before of [page, ...same, ...copies]) {
    // Meanwhile it may have been rewritten as a general question, which needs nobody's consent.
    if (before.consent === "rewritten") continue;
    const isOut = consent === "withdrawn" && before.state === "published";
    const row = isOut ? takeDown(ctx, now, before, "consent-withdrawn") : before;
    save(store, now, row, { consent });
    record(ctx, now, { type: "publication.consent", data: { publicationId: row.id, consent } });
  }
}

function stateOf({ answer, withdrawnAt, expiresAt }: ConsentRow, now: EpochMs): ConsentPage["state"] {
  if (withdrawnAt !== null) return "withdrawn";
  if (answer !== null) return answer;
  return expiresAt <= now ? "expired" : "open";
}

function askedBy({ db }: Store, token: string): ConsentRow | undefined {
  return db
    .select()
    .from(publicationConsent)
    .where(eq(publicationConsent.tokenHash, hashOf(token)))
    .get();
}

// The token is random and long: a plain hash cannot be searched through.
function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
