/** Pages to read on from a page. */
import type { Store } from "../../store/db.ts";
import { featuresOf } from "./features.ts";
import { rankPages, type ReadPage, readPages } from "./rank.ts";

const SAME_TOPIC = 1.3;
const LEAST_COVERAGE = 0.15;

/** In its language, nearest first; empty where the page is not published. */
export function relatedPublications(store: Store, publicationId: number, limit: number): ReadPage[] {
  const [page] = readPages(store, [publicationId]);
  if (page === undefined) return [];
  return rankPages(store, featuresOf(page.title), page.language)
    .filter(({ id, coverage }) => id !== publicationId && coverage >= LEAST_COVERAGE)
    .map((one) => ({
      ...one,
      score: one.topicId !== null && one.topicId === page.topicId ? one.score * SAME_TOPIC : one.score,
    }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit);
}
