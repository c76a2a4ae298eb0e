/** Begins a page: out of a conversation, or from nothing. */
import { detectLanguage } from "../../domain/language.ts";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { PublicationForm, SiteLanguage } from "../../domain/publications.ts";
import type { Desk } from "../../inbox/desk.ts";
import { requireConversation } from "../../inbox/require-conversation.ts";
import { findTopic } from "../../inbox/topics/topics.ts";
import type { Context } from "../../store/context.ts";
import type { Conversation } from "../../store/conversation-state.ts";
import { publicationSource } from "../../store/schema.ts";
import { insertDraft } from "./drafts.ts";
import { beginAs } from "./forms.ts";
import { chosenSources, type Source } from "./sources.ts";
import { checkTranslation } from "./translations.ts";
import type { PublicationRow } from "./rows.ts";
import { cleanWords } from "./words.ts";

export interface ThreadInput {
  form: PublicationForm;
  conversationId: number;
  /** Messages of the person, and of ours; at least one of theirs. */
  questions: number[];
  answers: number[];
  /** Absent: as the question is written. */
  language?: SiteLanguage | undefined;
}

/**
 * A draft with the words of the conversation. Throws ProblemError `forbidden`, `not-found`, `invalid` naming the field, or `not-supported` where the source
 * is private or cannot be watched and should be shown as it was said.
 */
export function createThread(desk: Desk, input: ThreadInput): PublicationRow {
  demand(desk, "publication.write");
  // Its words are the conversation's.
  demand(desk, "conversation.read");
  return desk.store.transaction((now) => {
    const where = requireConversation(desk, input.conversationId);
    const questions = chosenSources(desk.store, where.id, "question", input.questions);
    const answers = chosenSources(desk.store, where.id, "answer", input.answers);
    if (questions.length === 0)
      throw new ProblemError("invalid", "Choose at least one message of the person.", { field: "questions" });
    const sources = [...questions, ...answers];
    const language = input.language ?? languageOf(questions);
    const begun = beginAs(desk, input.form, { where, sources, language });
    const row = insertDraft(desk, now, {
      kind: "thread",
      language,
      conversationId: where.id,
      topicId: topicOf(desk, where),
      ...begun,
      watchAt: begun.watch === "polled" ? now : null,
    });
    sources.forEach(({ role, version, message }, position) =>
      desk.store.db
        .insert(publicationSource)
        .values({ publicationId: row.id, messageId: message.id, role, position, version })
        .run(),
    );
    return row;
  });
}

export interface FaqInput {
  language: SiteLanguage;
  title: string;
  answer: string;
  appliesTo: string;
  byline: string;
  topicId: number | null;
  /** The page that says the same in the other language. */
  translationOf: number | null;
}

/** A draft of a page that nobody asked for. Throws ProblemError `forbidden`, or `invalid` naming the field. */
export function createFaq(ctx: Context, input: FaqInput): PublicationRow {
  demand(ctx, "publication.write");
  return ctx.store.transaction((now) => {
    if (input.topicId !== null) findTopic(ctx.store, input.topicId);
    if (input.translationOf !== null)
      checkTranslation(ctx.store, { id: null, kind: "faq", language: input.language }, input.translationOf);
    return insertDraft(ctx, now, {
      kind: "faq",
      form: "anonymous",
      consent: "not-needed",
      language: input.language,
      title: cleanWords("title", input.title),
      question: "",
      answer: cleanWords("answer", input.answer),
      appliesTo: cleanWords("appliesTo", input.appliesTo),
      byline: cleanWords("byline", input.byline),
      topicId: input.topicId,
      translationOf: input.translationOf,
    });
  });
}

function topicOf({ store }: Context, { episodeId }: Conversation): number | null {
  return episodeId === null ? null : (store.q.episodeById.get({ id: episodeId })?.topicId ?? null);
}

function languageOf(questions: readonly Source[]): SiteLanguage {
  return detectLanguage(questions.map(({ message }) => message.text).join(" ")) === "zh" ? "zh" : "en";
}
