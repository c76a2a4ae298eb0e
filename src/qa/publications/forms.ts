/** What a page says to begin with, by its form: as it was said, or without anything that tells who asked. */
import { aliasedTable, eq } from "drizzle-orm";
import { coarseTime } from "../../domain/redaction/dates.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { PublicationForm, SiteLanguage } from "../../domain/publications.ts";
import type { Desk } from "../../inbox/desk.ts";
import type { Store } from "../../store/db.ts";
import type { Conversation } from "../../store/conversation-state.ts";
import { identity } from "../../store/schema.ts";
import type { Around } from "../../trust/redaction/around.ts";
import { publicText } from "../../trust/redaction/public-text.ts";
import { redactDraft } from "../../trust/redaction/redact.ts";
import { aroundOf } from "../around.ts";
import type { PublicationRow } from "./rows.ts";
import { answerSaid, saidIn, type Source, timesOf, titleFrom } from "./sources.ts";
import { watchOf } from "./watch.ts";

interface Said {
  where: Conversation;
  sources: readonly Source[];
  language: SiteLanguage;
}

type Begun = Pick<
  PublicationRow,
  "form" | "title" | "question" | "answer" | "askedAt" | "answeredAt" | "watch" | "consent" | "removals"
>;

/** Throws ProblemError `not-supported` with the reason where it cannot be attributed. */
export function beginAs(desk: Desk, form: PublicationForm, said: Said): Begun {
  const watch = watchOf(desk, said.where);
  return form === "attributed" ? asSaid(desk, said, watch) : withoutWho(desk.store, said, watch);
}

function asSaid({ store }: Desk, { where, sources, language }: Said, watch: Begun["watch"]): Begun {
  refuseUnlinked(where, watch);
  const question = attributedQuestion(store, where, sources, language);
  return {
    form: "attributed",
    watch,
    consent: "not-needed",
    title: titleFrom(question),
    question,
    answer: answerSaid(sources, language),
    removals: null,
    ...timesOf(sources),
  };
}

/** What a page shows as it was said: without what could lead a reader astray. */
export function attributedQuestion(
  store: Store,
  { personId }: Pick<Conversation, "personId">,
  sources: readonly Source[],
  language: SiteLanguage,
): string {
  return publicText(saidIn(sources, "question", language), aroundPerson(store, personId), language);
}

function refuseUnlinked({ kind }: Conversation, watch: Begun["watch"]): void {
  const anonymous = (reason: string, message: string) =>
    new ProblemError("not-supported", message, { field: "form", extra: { reason } });
  if (kind !== "public")
    throw anonymous(
      "private",
      "What was said in private is published anonymously only, and with the person’s consent.",
    );
  if (watch === "blind")
    throw anonymous(
      "blind",
      "This platform does not tell us of deletions there: such a source is published anonymously only.",
    );
}

function withoutWho(store: Store, { where, sources, language }: Said, watch: Begun["watch"]): Begun {
  const { askedAt, answeredAt } = timesOf(sources);
  const said = { title: "", question: saidIn(sources, "question", language), answer: answerSaid(sources, language) };
  const { words, removals } = redactDraft(said, aroundPerson(store, where.personId), language);
  return {
    form: "anonymous",
    watch,
    consent: where.kind === "public" ? "not-needed" : "needed",
    ...words,
    removals,
    askedAt: askedAt === null ? null : coarseTime(askedAt),
    answeredAt: answeredAt === null ? null : coarseTime(answeredAt),
  };
}

/** The brand, and who asked, by every name that we know of them. */
export function aroundPerson(store: Store, personId: number): Around {
  const theirs = aliasedTable(identity, "theirs");
  const people = store.db
    .select({ name: identity.name, handle: identity.handle })
    .from(theirs)
    .innerJoin(identity, eq(identity.contactId, theirs.contactId))
    .where(eq(theirs.id, personId))
    .all();
  return aroundOf(store, people);
}
