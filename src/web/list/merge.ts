/** How news reach a list that never moves by itself: known rows change in place, the rest is held back. Pure. */
import type { ConversationFilter, ConversationItem, Page } from "../client/types.ts";
import { belongs, isServersBusiness } from "./views.ts";

export interface Loaded {
  pages: Page<ConversationItem>[];
  pageParams: (string | null)[];
}

/** Puts fresher copies of rows where the rows are. Pages without a change keep their identity, so nothing re-renders for them. */
export function patchRows(loaded: Loaded, fresh: ReadonlyMap<string, ConversationItem>): Loaded {
  let changed = false;
  const pages = loaded.pages.map((page) => {
    if (!page.items.some((item) => differs(item, fresh.get(item.id)))) return page;
    changed = true;
    return { ...page, items: page.items.map((item) => fresher(item, fresh.get(item.id))) };
  });
  return changed ? { ...loaded, pages } : loaded;
}

/** Every row in order, each conversation once: one that moved up between two pages comes twice. */
export function flatten(loaded: Pick<Loaded, "pages"> | undefined): ConversationItem[] {
  const seen = new Set<string>();
  const rows: ConversationItem[] = [];
  for (const page of loaded?.pages ?? []) {
    for (const item of page.items) {
      if (seen.has(item.id)) continue;
      seen.add(item.id);
      rows.push(item);
    }
  }
  return rows;
}

/**
 * Which conversations of the newest page wait behind the button: those not in the list, and those whose newest message would move them up.
 * `shownAt` holds the time under which each row stands in its place.
 */
export function heldBack(
  newest: readonly ConversationItem[],
  shownAt: ReadonlyMap<string, string>,
  filter: ConversationFilter,
): string[] {
  // Behind the last one that is known stand those that scrolling will bring.
  const known = newest.findLastIndex((item) => shownAt.has(item.id));
  return newest
    .slice(0, known < 0 ? newest.length : known + 1)
    .filter((item) => isServersBusiness(filter) || belongs(item, filter))
    .filter((item) => {
      const at = shownAt.get(item.id);
      // By urgency, what is new of a known one leaves it in its place.
      return (
        at === undefined ||
        (filter.sort === undefined && item.lastMessageAt > at && item.excerptDirection === "inbound")
      );
    })
    .map((item) => item.id);
}

/** Puts rows behind all others: what comes there moves nothing. Only for a list of which nothing is left to read. */
export function appended(loaded: Loaded, items: readonly ConversationItem[]): Loaded {
  const known = new Set(flatten(loaded).map((row) => row.id));
  const last = loaded.pages.at(-1);
  const more = items.filter((item) => !known.has(item.id)).map(rowOf);
  if (!last || last.nextCursor !== null || more.length === 0) return loaded;
  return { ...loaded, pages: [...loaded.pages.slice(0, -1), { ...last, items: [...last.items, ...more] }] };
}

function differs(item: ConversationItem, fresh: ConversationItem | undefined): boolean {
  return fresh !== undefined && JSON.stringify(rowOf(item)) !== JSON.stringify(rowOf(fresh));
}

function fresher(item: ConversationItem, fresh: ConversationItem | undefined): ConversationItem {
  return fresh !== undefined && differs(item, fresh)
    ? { ...rowOf(fresh), ...(item.hit === undefined ? {} : { hit: item.hit }) }
    : item;
}

/** Only what a row has, in one order: a detail carries more. */
export function rowOf(item: ConversationItem): ConversationItem {
  return {
    id: item.id,
    accountId: item.accountId,
    platform: item.platform,
    kind: item.kind,
    status: item.status,
    priority: item.priority,
    requester: item.requester,
    place: item.place,
    excerpt: item.excerpt,
    excerptDirection: item.excerptDirection,
    labels: item.labels,
    assigneeId: item.assigneeId,
    unread: item.unread,
    waitingSince: item.waitingSince,
    snoozedUntil: item.snoozedUntil,
    due: item.due,
    lastMessageAt: item.lastMessageAt,
    needsAttention: item.needsAttention,
  };
}
