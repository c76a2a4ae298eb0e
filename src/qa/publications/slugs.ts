/** The addresses of pages: one for each, and every former one leads to it. */
import { and, eq, ne } from "drizzle-orm";
import { formatId } from "../../domain/ids.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { publication, publicationSlug } from "../../store/schema.ts";
import type { PublicationRow } from "./rows.ts";

export const LONGEST_SLUG = 80;
const SLUG = /^[\p{Ll}\p{Lo}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{N}]+)*$/u;

/** From the words of a title in Latin letters; a number for any other: `0412`. */
export function ownSlug(title: string, id: number): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f'’]/g, "")
    .match(/[a-z0-9]+/g);
  const isLatin = !/\p{Lo}/u.test(title) && words !== null && words.length > 1;
  if (!isLatin) return String(id).padStart(4, "0");
  let slug = "";
  for (const word of words) {
    if (slug.length + word.length + 1 > LONGEST_SLUG - 8) break;
    slug += slug === "" ? word : `-${word}`;
  }
  return slug === "" ? String(id).padStart(4, "0") : slug;
}

/** The slug that a page gets by itself: with its number behind it where another page has it. */
export function freeSlug(store: Store, title: string, id: number): string {
  const slug = ownSlug(title, id);
  return holderOf(store, slug, id) === null ? slug : `${slug}-${id}`;
}

/** Throws ProblemError `invalid`, or `conflict` naming who has it. */
export function checkedSlug(store: Store, given: string, id: number): string {
  const slug = given.normalize("NFC").trim().toLowerCase();
  if (slug.length > LONGEST_SLUG || !SLUG.test(slug))
    throw new ProblemError(
      "invalid",
      `Letters and digits with single hyphens between them, ${LONGEST_SLUG} at most: locked-account.`,
      { field: "slug" },
    );
  const holder = holderOf(store, slug, id);
  if (holder !== null)
    throw new ProblemError(
      "conflict",
      "Another page has this address, or had it: links to it lead there. Choose another.",
      { field: "slug", extra: { reason: "slug-taken", publicationId: formatId("publication", holder) } },
    );
  return slug;
}

/** The other page that has the address, or had it; null: nobody. */
function holderOf({ db }: Store, slug: string, id: number): number | null {
  const now = db
    .select({ id: publication.id })
    .from(publication)
    .where(and(eq(publication.slug, slug), ne(publication.id, id)))
    .get();
  const before = db.select().from(publicationSlug).where(eq(publicationSlug.slug, slug)).get();
  return now?.id ?? (before && before.publicationId !== id ? before.publicationId : null);
}

/** From now on the address leads to the page, whatever the page is called later. */
export function keepSlug({ db }: Store, now: EpochMs, { id, slug }: PublicationRow): void {
  db.insert(publicationSlug).values({ slug, publicationId: id, at: now }).onConflictDoNothing().run();
}
