/** What a page says to begin with, by its form: as it was said, or without anything that tells who asked. */
import { ProblemError } from "../../domain/problem.ts";
import type { PublicationForm, SiteLanguage } from "../../domain/publications.ts";
import type { Desk } from "../../inbox/desk.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Conversation } from "../../store/conversation-state.ts";
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
  return form === "attributed" ? asSaid(said, watch) : withoutWho(said, watch);
}

function asSaid({ where, sources, language }: Said, watch: Begun["watch"]): Begun {
  refuseUnlinked(where, watch);
  const question = attributedQuestion(sources, language);
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
export function attributedQuestion(sources: readonly Source[], language: SiteLanguage): string {
  return saidIn(sources, "question", language);
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

/** Begins empty: what was asked is told in other words. */
function withoutWho({ where, sources }: Said, watch: Begun["watch"]): Begun {
  const { askedAt, answeredAt } = timesOf(sources);
  return {
    form: "anonymous",
    watch,
    consent: where.kind === "public" ? "not-needed" : "needed",
    title: "",
    question: "",
    answer: "",
    removals: null,
    askedAt: monthOf(askedAt),
    answeredAt: monthOf(answeredAt),
  };
}

function monthOf(at: EpochMs | null): EpochMs | null {
  const date = at === null ? null : new Date(at);
  return date && Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}
