/** Where pages stand. A page has one address in its own language; lists have one in each. */
import type { PublicationKind } from "../domain/publications.ts";

const FOLDERS: Record<PublicationKind, string> = { thread: "/q", faq: "/faq" };

/** `/q/locked-account`; slugs may hold any letters. */
export function pagePath({ kind, slug }: { kind: PublicationKind; slug: string }): string {
  return `${FOLDERS[kind]}/${encodeURIComponent(slug)}`;
}

/** As people read the number of an answer: `0412`. */
export function pageNumber(id: number): string {
  return String(id).padStart(4, "0");
}
