/** Joins a fresh newest page with what was loaded before, and puts pages into reading order. Pure. */
import type { MessagePage } from "../client/queries.ts";
import type { MessageItem } from "../client/types.ts";

export interface LoadedMessages {
  pages: MessagePage[];
  pageParams: (string | null)[];
}

/**
 * The fresh page takes the place of the first; what the fresh one no longer reaches moves on with the old pages. Where a gap may lie between them,
 * only the fresh page is kept and the rest is loaded again on demand.
 */
export function mergeNewest(loaded: LoadedMessages, newest: MessagePage): LoadedMessages {
  const [first, ...older] = loaded.pages;
  if (first === undefined) return { pages: [newest], pageParams: [null] };
  // Of two readings on their way at once the older may come last.
  if (newest.seq < first.seq) return loaded;
  const fresh = new Set(newest.items.map((item) => item.id));
  const touches =
    newest.nextCursor === null || first.items.length === 0 || first.items.some((item) => fresh.has(item.id));
  if (!touches) return { pages: [newest], pageParams: [null] };
  const kept = keepIdentity(first.items, newest.items);
  const oldest = newest.items.at(-1);
  const left =
    newest.nextCursor === null || oldest === undefined
      ? []
      : first.items.filter((item) => !fresh.has(item.id) && item.sentAt <= oldest.sentAt);
  return {
    pages: [
      {
        items: [...kept, ...left],
        nextCursor: left.length > 0 ? first.nextCursor : older.length > 0 ? first.nextCursor : newest.nextCursor,
        seq: newest.seq,
      },
      ...older,
    ],
    pageParams: loaded.pageParams,
  };
}

/** Unchanged messages keep their object, so that only changed ones are drawn again. */
function keepIdentity(before: readonly MessageItem[], after: readonly MessageItem[]): MessageItem[] {
  const known = new Map(before.map((item) => [item.id, item]));
  return after.map((item) => {
    const old = known.get(item.id);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(item) ? old : item;
  });
}

/** Pages come newest first; people read oldest first. Each message once. */
export function inReadingOrder(pages: readonly MessagePage[]): MessageItem[] {
  const seen = new Set<string>();
  const result: MessageItem[] = [];
  for (const page of pages) {
    for (const item of page.items) {
      if (seen.has(item.id)) continue;
      seen.add(item.id);
      result.push(item);
    }
  }
  return result.reverse();
}
