/** The words for what is made public: its form, its state, and how closely its source is watched. */

/** A question with its answer, out of a conversation or rewritten; or a page that nobody asked for. */
export const PUBLICATION_KINDS = ["thread", "faq"] as const;
export type PublicationKind = (typeof PUBLICATION_KINDS)[number];

/** `attributed`: public source, linked, as it was said. `anonymous`: no link, no name, no verbatim sentence. Never both. */
export const PUBLICATION_FORMS = ["attributed", "anonymous"] as const;
export type PublicationForm = (typeof PUBLICATION_FORMS)[number];

export const PUBLICATION_STATES = ["draft", "review", "published", "withdrawn"] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];

/** Of new words for a page that is published: still written, or handed in. The page shows its last version meanwhile. */
export const REVISION_STATES = ["draft", "review"] as const;
export type RevisionState = (typeof REVISION_STATES)[number];

/** How we learn that the source was edited or deleted: told at once, by looking again now and then, or not at all. */
export const WATCHES = ["live", "polled", "blind"] as const;
export type Watch = (typeof WATCHES)[number];

/** `rewritten`: a general question that needs none. */
export const CONSENTS = ["not-needed", "rewritten", "needed", "asked", "given", "refused", "withdrawn"] as const;
export type Consent = (typeof CONSENTS)[number];

/** Why a page is gone. */
export const WITHDRAWAL_REASONS = [
  "by-person",
  "source-deleted",
  "source-edited",
  "source-blind",
  "consent-withdrawn",
  "erased",
] as const;
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];

/** The languages that pages are written in. */
export const SITE_LANGUAGES = ["zh", "en"] as const;
export type SiteLanguage = (typeof SITE_LANGUAGES)[number];

/** Where a publication stands on a platform. `partial`: some parts are there, some failed or are in doubt. */
export const POST_STATES = ["posting", "posted", "partial", "failed", "removing", "removed"] as const;
export type PostState = (typeof POST_STATES)[number];

export const COMMENT_STATES = ["pending", "shown", "hidden"] as const;
export type CommentState = (typeof COMMENT_STATES)[number];

/** What is taken out of an anonymous draft; of a date the month stays. */
export const REMOVAL_KINDS = [
  "name",
  "handle",
  "phone",
  "email",
  "link",
  "wallet-address",
  "transaction-hash",
  "order-number",
  "date",
] as const;
export type RemovalKind = (typeof REMOVAL_KINDS)[number];

/** Ways to reach the brand that are really its own. */
export const CONTACT_KINDS = ["x", "telegram", "discord", "website", "email", "phone", "web-chat"] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** Where a page stands on the public site; its language is its own. */
export function publicPath(kind: PublicationKind, slug: string): string {
  return `/${kind === "faq" ? "faq" : "q"}/${encodeURIComponent(slug)}`;
}
