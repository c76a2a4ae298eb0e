/** Two pages that say the same, each in its own language; one of them points to the other. */
import { and, asc, eq, inArray, ne, notInArray, or } from "drizzle-orm";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { PublicationKind, SiteLanguage } from "../../domain/publications.ts";
import type { Context } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { publication, publicationConsent, publicationSource } from "../../store/schema.ts";
import { insertDraft } from "./drafts.ts";
import { type PublicationRow, requirePublication } from "./rows.ts";

/** The page in the other language, whichever of the two points; null: there is none. */
export function translationFor({ db }: Store, { id, translationOf }: PublicationRow): PublicationRow | null {
  const other = translationOf === null ? eq(publication.translationOf, id) : eq(publication.id, translationOf);
  return db.select().from(publication).where(other).get() ?? null;
}

/** Pages that took over what the person said of this one: translations of it, whatever they point to now. */
export function copiesOfConsent({ db }: Store, { id, conversationId }: PublicationRow): PublicationRow[] {
  if (conversationId === null) return [];
  const asked = db.select({ id: publicationConsent.publicationId }).from(publicationConsent);
  return db
    .select()
    .from(publication)
    .where(
      and(
        eq(publication.conversationId, conversationId),
        ne(publication.id, id),
        inArray(publication.consent, ["asked", "given"]),
        notInArray(publication.id, asked),
      ),
    )
    .orderBy(asc(publication.id))
    .all();
}

/** Throws ProblemError `invalid` where the other page is not there, is of another kind or of the same language, or has a translation already. `id` null: it is new. */
export function checkTranslation(
  store: Store,
  page: { id: number | null; kind: PublicationKind; language: SiteLanguage },
  otherId: number,
): void {
  const invalid = (message: string) => new ProblemError("invalid", message, { field: "translationOf" });
  const other = store.db.select().from(publication).where(eq(publication.id, otherId)).get();
  if (!other || other.id === page.id) throw invalid("There is no such other page.");
  if (other.kind !== page.kind) throw invalid("One is a thread and the other an FAQ page: they stand apart.");
  if (other.language === page.language) throw invalid("That page is in the same language.");
  const own = page.id ?? -1;
  const taken = store.db
    .select({ id: publication.id })
    .from(publication)
    .where(and(or(eq(publication.translationOf, otherId), eq(publication.translationOf, own)), ne(publication.id, own)))
    .get();
  if (taken || (other.translationOf !== null && other.translationOf !== own))
    throw invalid("One of the two has a translation already.");
}

/** Begins the page in the other language with the words of this one, to be translated. Throws ProblemError `forbidden`, `not-found`, or `conflict` where there is one. */
export function translate(ctx: Context, id: number): PublicationRow {
  demand(ctx, "publication.write");
  return ctx.store.transaction((now) => {
    const row = requirePublication(ctx.store, id);
    if (translationFor(ctx.store, row) !== null)
      throw new ProblemError("conflict", "It has a translation already: open that one.", {
        extra: { reason: "translated" },
      });
    if (row.form === "attributed")
      throw new ProblemError(
        "not-supported",
        "What is shown as it was said cannot be translated. Make it anonymous, or write an FAQ page.",
      );
    if (row.removals !== null)
      throw new ProblemError("conflict", "Hand it in first: the translation begins with words that are cleared.", {
        extra: { reason: "state" },
      });
    const { kind, form, consent, conversationId, title, question, answer, appliesTo, byline, topicId } = row;
    const made = insertDraft(ctx, now, {
      kind,
      form,
      consent,
      conversationId,
      watch: row.watch,
      watchAt: row.watchAt,
      language: row.language === "zh" ? "en" : "zh",
      translationOf: id,
      title,
      question,
      answer,
      appliesTo,
      byline,
      topicId,
      askedAt: row.askedAt,
      answeredAt: row.answeredAt,
    });
    // It follows the same messages.
    const sources = ctx.store.db.select().from(publicationSource).where(eq(publicationSource.publicationId, id)).all();
    for (const source of sources)
      ctx.store.db
        .insert(publicationSource)
        .values({ ...source, publicationId: made.id })
        .run();
    return made;
  });
}
