/** Pages as they go over the wire. */
import { z } from "@hono/zod-openapi";
import {
  CONSENTS,
  PUBLICATION_FORMS,
  PUBLICATION_KINDS,
  PUBLICATION_STATES,
  REMOVAL_KINDS,
  REVISION_STATES,
  SITE_LANGUAGES,
  WATCHES,
  WITHDRAWAL_REASONS,
} from "../domain/publications.ts";
import { CHECK_CODES } from "../qa/publications/checks.ts";
import { PUBLICATION_STAGES } from "../qa/publications/list.ts";
import { LONGEST_SLUG } from "../qa/publications/slugs.ts";
import { WORDS_LENGTH } from "../qa/publications/words.ts";
import { PageQuery } from "./page.ts";

const Id = z.string().max(30);
const Time = z.iso.datetime();
const Somebody = z.object({ id: z.string(), name: z.string() }).nullable();

export const PublicationQuery = PageQuery.extend({
  stage: z.enum(PUBLICATION_STAGES).optional().openapi({
    description: "`draft` and `review` hold the new words of published pages too",
  }),
  kind: z.enum(PUBLICATION_KINDS).optional(),
  language: z.enum(SITE_LANGUAGES).optional(),
  topicId: Id.optional(),
  conversationId: Id.optional(),
});

export const PublicationItem = z
  .object({
    id: z.string().openapi({ example: "pub_7" }),
    kind: z.enum(PUBLICATION_KINDS),
    form: z.enum(PUBLICATION_FORMS),
    state: z.enum(PUBLICATION_STATES),
    /** While published: where the new words stand; null: there are none. */
    revision: z.enum(REVISION_STATES).nullable(),
    language: z.enum(SITE_LANGUAGES),
    slug: z.string(),
    path: z.string().openapi({ example: "/q/0412", description: "Its address on the public site" }),
    title: z.string(),
    topicId: z.string().nullable(),
    conversationId: z.string().nullable(),
    consent: z.enum(CONSENTS),
    watch: z.enum(WATCHES).nullable(),
    version: z.int().openapi({ description: "What the public reads; 0: nothing yet" }),
    edition: z.int().openapi({ description: "Pass it with a change: it says which words were changed" }),
    author: Somebody,
    /** Who wrote the words as they are now. */
    editor: Somebody,
    reviewer: Somebody,
    remark: z.string().openapi({ description: "What whoever sent it back had to say" }),
    publishedAt: Time.nullable(),
    updatedAt: Time,
    withdrawnAt: Time.nullable(),
    withdrawnFor: z.enum(WITHDRAWAL_REASONS).nullable(),
    createdAt: Time,
  })
  .openapi("PublicationItem");

const RemovalView = z
  .object({
    field: z.enum(["title", "question", "answer"]),
    kind: z.enum(REMOVAL_KINDS),
    start: z.int().openapi({ description: "Where its stand-in begins in the field, in UTF-16 units" }),
    original: z.string(),
    standIn: z.string(),
  })
  .openapi("Removal");

const SourceView = z
  .object({
    messageId: z.string(),
    role: z.enum(["question", "answer"]),
    text: z.string(),
    url: z.string().nullable(),
    sentAt: Time,
    /** Since it was taken. */
    edited: z.boolean(),
    deleted: z.boolean(),
  })
  .openapi("PublicationSource");

export const CheckView = z
  .object({
    code: z.enum(CHECK_CODES),
    blocks: z.enum(["submit", "publish", "nothing"]).openapi({
      description: "What it keeps from happening; `nothing`: for the reviewer to judge",
    }),
    field: z.enum(["title", "question", "answer", "appliesTo", "byline"]).nullable(),
    words: z.string(),
  })
  .openapi("PublicationCheck");

const Words = z.object({
  title: z.string(),
  question: z.string(),
  answer: z.string().openapi({
    description: "Markdown: paragraphs, headings, lists, tables, code, bold, links over https",
  }),
  appliesTo: z.string(),
  byline: z.string(),
});

const ConsentRequest = z
  .object({
    messageId: z.string().nullable().openapi({ description: "Our message that bears the link" }),
    askedAt: Time,
    expiresAt: Time.openapi({ description: "Until then it can be given; taking it back knows no end" }),
    answeredAt: Time.nullable(),
    withdrawnAt: Time.nullable(),
  })
  .openapi("ConsentRequest");

export const PublicationView = PublicationItem.extend({
  ...Words.shape,
  askedAt: Time.nullable(),
  answeredAt: Time.nullable(),
  /** Null once it was handed in: what was taken out is forgotten then. */
  removals: z.array(RemovalView).nullable(),
  sources: z.array(SourceView),
  checks: z.array(CheckView),
  translation: PublicationItem.nullable(),
  consentRequest: ConsentRequest.nullable(),
}).openapi("Publication");

export const PublicationInput = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("thread"),
      form: z.enum(PUBLICATION_FORMS),
      conversationId: Id,
      questions: z.array(Id).min(1).max(20).openapi({ description: "Messages of the person" }),
      answers: z.array(Id).max(20).default([]).openapi({ description: "Messages of ours" }),
      language: z.enum(SITE_LANGUAGES).optional(),
    }),
    z.strictObject({
      kind: z.literal("faq"),
      language: z.enum(SITE_LANGUAGES),
      title: z.string().max(WORDS_LENGTH.title).default(""),
      answer: z.string().max(WORDS_LENGTH.answer).default(""),
      appliesTo: z.string().max(WORDS_LENGTH.appliesTo).default(""),
      byline: z.string().max(WORDS_LENGTH.byline).default(""),
      topicId: Id.nullable().default(null),
      translationOf: Id.nullable().default(null),
    }),
  ])
  .openapi("PublicationInput");

export const Edition = z.strictObject({ edition: z.int().min(1) }).openapi("PublicationEdition");

export const PublicationChange = Edition.extend({
  title: z.string().max(WORDS_LENGTH.title).optional(),
  question: z.string().max(WORDS_LENGTH.question).optional(),
  answer: z.string().max(WORDS_LENGTH.answer).optional(),
  appliesTo: z.string().max(WORDS_LENGTH.appliesTo).optional(),
  byline: z.string().max(WORDS_LENGTH.byline).optional(),
  language: z.enum(SITE_LANGUAGES).optional(),
  slug: z.string().max(LONGEST_SLUG).optional(),
  topicId: Id.nullable().optional(),
  translationOf: Id.nullable().optional(),
  form: z.enum(PUBLICATION_FORMS).optional().openapi({ description: "Begins anew with the words of the source" }),
  consent: z.enum(["needed", "rewritten"]).optional().openapi({
    description: "`rewritten`: a general question, which needs nobody’s consent",
  }),
}).openapi("PublicationChange");

export const PutBack = Edition.extend({
  removals: z.array(z.int().min(0)).min(1).max(500).openapi({ description: "Their places in `removals`, from 0" }),
}).openapi("PutBack");

export const SendBack = Edition.extend({ remark: z.string().max(1_000).default("") }).openapi("SendBack");

export const Publish = Edition.extend({
  note: z
    .string()
    .max(WORDS_LENGTH.appliesTo)
    .default("")
    .openapi({ description: "What changed since the last version" }),
}).openapi("Publish");

export const VersionView = Words.extend({
  version: z.int(),
  note: z.string(),
  editor: z.string().nullable(),
  reviewer: z.string().nullable(),
  at: Time,
}).openapi("PublicationVersion");

export const PublishingSettings = z
  .strictObject({
    secondPerson: z.boolean().openapi({ description: "Whoever wrote the words cannot publish them" }),
  })
  .openapi("PublishingSettings");
