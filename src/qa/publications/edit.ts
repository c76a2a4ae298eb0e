/** Changes what a page says, and where it is filed. */
import { agentIdOf } from "../../domain/actor.ts";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { PublicationForm, SiteLanguage } from "../../domain/publications.ts";
import { DRAFT_FIELDS, followEdit, putBack } from "../../domain/redaction/removals.ts";
import type { Desk } from "../../inbox/desk.ts";
import { requireConversation } from "../../inbox/require-conversation.ts";
import { findTopic } from "../../inbox/topics/topics.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { beginAs } from "./forms.ts";
import { type PublicationRow, requireEdition, save, step } from "./rows.ts";
import { checkedSlug, freeSlug, keepSlug } from "./slugs.ts";
import { sourcesOf } from "./sources.ts";
import { checkTranslation } from "./translations.ts";
import { versionOf } from "./versions.ts";
import { cleanWords, WORDS_LENGTH, type WordsField } from "./words.ts";

export interface PublicationPatch extends Partial<Record<WordsField, string | undefined>> {
  /** The one that was changed. */
  edition: number;
  language?: SiteLanguage | undefined;
  slug?: string | undefined;
  topicId?: number | null | undefined;
  translationOf?: number | null | undefined;
  /** Begins anew with the words of the source. */
  form?: PublicationForm | undefined;
  /** `rewritten`: a general question, that needs nobody's consent. */
  consent?: "needed" | "rewritten" | undefined;
}

type Change = Partial<PublicationRow>;

/**
 * Of a published page, new words become a revision, and the page keeps its old ones; where it is filed changes at once, which takes a lead. Throws ProblemError
 * `forbidden`, `not-found`, `conflict` where it has changed or is withdrawn, `invalid` naming the field.
 */
export function editPublication(desk: Desk, id: number, patch: PublicationPatch): PublicationRow {
  demand(desk, "publication.write");
  const { store } = desk;
  return store.transaction((now) => {
    const before = requireEdition(store, id, patch.edition);
    const to = step(before, "edit");
    if (to === "gone") throw new Error("an edit deletes nothing");
    const filed = filing(desk, before, patch);
    const begun = formOf(desk, before, patch);
    const words = wordsOf({ ...before, ...begun }, patch);
    if (before.state === "published" && Object.keys(filed).length > 0) demand(desk, "publication.manage");
    const consent = consentOf(before, patch);
    if (consent.consent === "rewritten") refuseTakenBack(store, before, words);
    // That nobody needs to be asked is said of the words, and looked at by a second person like them.
    const saysNew = [words, begun, consent].some((one) => Object.keys(one).length > 0);
    const change: Change = {
      ...filed,
      ...begun,
      ...words,
      ...consent,
      ...(saysNew ? { ...to, editorId: agentIdOf(desk.actor) } : {}),
    };
    const row = save(store, now, before, { ...change, ...slugOf(desk, before, change, patch.slug) });
    if (row.version > 0) keepSlug(store, now, row);
    record(desk, now, {
      type: "publication.edited",
      data: { publicationId: id, edition: row.edition, words: saysNew, slug: row.slug !== before.slug },
    });
    return row;
  });
}

/** Puts back what was taken out of a draft: the numbers are those of its `removals`. Throws ProblemError `conflict` where one is no longer there. */
export function putRemovalsBack(
  ctx: Context,
  id: number,
  input: { edition: number; removals: number[] },
): PublicationRow {
  demand(ctx, "publication.write");
  demand(ctx, "conversation.read");
  const { store } = ctx;
  return store.transaction((now) => {
    const before = requireEdition(store, id, input.edition);
    step(before, "edit");
    const removals = before.removals ?? [];
    // From the last to the first: what is put back moves only what stands behind it.
    const wanted = [...new Set(input.removals)]
      .map((number) => removals[number])
      .toSorted((a, b) => (b?.start ?? 0) - (a?.start ?? 0));
    let rest = { words: { title: before.title, question: before.question, answer: before.answer }, removals };
    for (const removal of wanted) {
      const next = removal && putBack(rest.words, rest.removals, removal);
      if (!next)
        throw new ProblemError("conflict", "What stood in its place has gone: write it yourself.", {
          field: "removals",
        });
      rest = next;
    }
    const row = save(store, now, before, { ...rest.words, removals: rest.removals, editorId: agentIdOf(ctx.actor) });
    record(ctx, now, {
      type: "publication.edited",
      data: { publicationId: id, edition: row.edition, words: true, slug: false },
    });
    return row;
  });
}

function filing(ctx: Context, before: PublicationRow, { topicId, translationOf, language }: PublicationPatch): Change {
  const change: Change = {};
  if (topicId !== undefined && topicId !== before.topicId) {
    if (topicId !== null) findTopic(ctx.store, topicId);
    change.topicId = topicId;
  }
  if (language !== undefined && language !== before.language) {
    if (before.version > 0)
      throw new ProblemError("conflict", "It was public in this language. Make a translation instead.", {
        field: "language",
      });
    change.language = language;
  }
  const other = translationOf === undefined ? before.translationOf : translationOf;
  if (other !== null && (other !== before.translationOf || change.language !== undefined))
    checkTranslation(ctx.store, { ...before, ...change }, other);
  if (other !== before.translationOf) change.translationOf = other;
  return change;
}

/** Another form begins with the words of the source again. */
function formOf(desk: Desk, before: PublicationRow, { form, language }: PublicationPatch): Change {
  if (form === undefined || form === before.form) return {};
  demand(desk, "conversation.read");
  if (before.state !== "draft")
    throw new ProblemError("conflict", "Only a draft can change its form. Send it back, or withdraw it first.", {
      field: "form",
    });
  if (before.conversationId === null)
    throw new ProblemError("not-supported", "It has no source that it could be attributed to.", { field: "form" });
  const where = requireConversation(desk, before.conversationId);
  const sources = sourcesOf(desk.store, before.id);
  const begun = beginAs(desk, form, { where, sources, language: language ?? before.language });
  return { ...begun, title: begun.title === "" ? before.title : begun.title };
}

function wordsOf(before: PublicationRow, patch: PublicationPatch): Change {
  const change: Change = {};
  for (const field of Object.keys(WORDS_LENGTH) as WordsField[]) {
    const given = patch[field];
    if (given === undefined) continue;
    const text = cleanWords(field, given);
    if (text === before[field]) continue;
    if (field === "question" && before.form === "attributed")
      throw new ProblemError(
        "not-supported",
        "An attributed question stands as it was said. Make it anonymous to rewrite it.",
        {
          field,
        },
      );
    change[field] = text;
  }
  const isNew = DRAFT_FIELDS.some((field) => change[field] !== undefined);
  if (before.removals !== null && isNew)
    change.removals = followEdit(before, { ...before, ...change }, before.removals);
  return change;
}

function consentOf(before: PublicationRow, { consent }: PublicationPatch): Change {
  if (consent === undefined || consent === before.consent) return {};
  const open = before.consent === "needed" || before.consent === "asked" || before.consent === "rewritten";
  const refused = before.consent === "refused" || before.consent === "withdrawn";
  if (before.state !== "draft" || !(open || (refused && consent === "rewritten")))
    throw new ProblemError("conflict", "Consent cannot be changed like this now.", {
      field: "consent",
      extra: { reason: "state", consent: before.consent },
    });
  return { consent };
}

/** What somebody took back is no general question before it is told in other words. */
function refuseTakenBack(store: Store, before: PublicationRow, { question = before.question }: Change): void {
  if (before.consent !== "withdrawn" || before.version === 0) return;
  if (question === versionOf(store, before).question)
    throw new ProblemError("conflict", "This is the question that they took back. Write it anew first.", {
      field: "question",
      extra: { reason: "taken-back" },
    });
}

/** A page that was never public follows its title, until somebody chooses an address. */
function slugOf(ctx: Context, before: PublicationRow, { title }: Change, given: string | undefined): Change {
  const { store } = ctx;
  if (given !== undefined && given !== before.slug) {
    if (before.state === "published") demand(ctx, "publication.manage");
    return { slug: checkedSlug(store, given, before.id) };
  }
  const isOwn = before.slug === freeSlug(store, before.title, before.id);
  return title !== undefined && before.version === 0 && isOwn ? { slug: freeSlug(store, title, before.id) } : {};
}
