/** What stands at an address: a page, another address, something that was withdrawn, or nothing. */
import type { PublicationKind, SiteLanguage } from "../domain/publications.ts";
import type { Store } from "../store/db.ts";
import { pagePath } from "./addresses.ts";
import { type SitePage, siteQueries } from "./queries.ts";

export type Standing =
  | { state: "here"; page: SitePage }
  | { state: "moved"; to: string }
  | { state: "gone"; language: SiteLanguage }
  | { state: "nothing" };

export function findPage(store: Store, kind: PublicationKind, slug: string): Standing {
  const q = siteQueries(store);
  const page = q.bySlug.get({ slug });
  if (page) {
    if (page.state !== "published") return { state: "gone", language: page.language };
    return page.kind === kind ? { state: "here", page } : { state: "moved", to: pagePath(page) };
  }
  const former = q.formerSlug.get({ slug });
  // What was never published has no version, and nobody knows its address.
  if (!former || former.version === 0) return { state: "nothing" };
  return former.state === "published"
    ? { state: "moved", to: pagePath(former) }
    : { state: "gone", language: former.language };
}

/** Address of the page in the other language; null: there is none. */
export function translationPath(store: Store, { id, translationOf }: SitePage): string | null {
  const q = siteQueries(store);
  const other = translationOf === null ? q.translated.get({ id }) : q.translation.get({ id: translationOf });
  return other ? pagePath(other) : null;
}
