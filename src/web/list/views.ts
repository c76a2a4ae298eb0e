/** The views of the rail: which filter each stands for, and whether a conversation still belongs to it. */
import type { ConversationFilter, ConversationItem } from "../client/types.ts";

export const VIEWS = [
  "open",
  "mine",
  "unassigned",
  "pending",
  "snoozed",
  "closed",
  "spam",
  "all",
  "attention",
] as const;
export type View = (typeof VIEWS)[number];

/** What the address holds: the view, an account, a search. */
export interface InboxSearch {
  view?: View | undefined;
  account?: string | undefined;
  q?: string | undefined;
}

/** Reads the address; whatever is not understood is left out. */
export function parseSearch(raw: Record<string, unknown>): InboxSearch {
  const view = VIEWS.find((one) => one === raw["view"]);
  const text = (value: unknown) =>
    typeof value === "string" || typeof value === "number" ? String(value) || undefined : undefined;
  return { view: view === "open" ? undefined : view, account: text(raw["account"]), q: text(raw["q"]) };
}

/** The filter that the API is asked with. Searching looks everywhere unless a view was chosen. */
export function filterOf(search: InboxSearch, meId: string | null): ConversationFilter {
  const filter: ConversationFilter = {};
  const view = search.view ?? (search.q ? "all" : "open");
  switch (view) {
    case "open":
    case "pending":
    case "snoozed":
    case "closed":
    case "spam":
      filter.status = view;
      break;
    case "mine":
      filter.status = "open";
      filter.assigneeId = meId ?? "me";
      break;
    case "unassigned":
      filter.status = "open";
      filter.assigneeId = "none";
      break;
    case "attention":
      filter.attention = true;
      break;
    case "all":
      break;
  }
  if (search.account) filter.accountId = search.account;
  if (search.q) filter.q = search.q;
  return filter;
}

/** Whether a conversation belongs to a list, as far as the browser can tell; a search is the server's business. */
export function belongs(item: ConversationItem, filter: ConversationFilter): boolean {
  if (filter.status !== undefined && item.status !== filter.status) return false;
  if (filter.accountId !== undefined && item.accountId !== filter.accountId) return false;
  if (filter.attention && !item.needsAttention) return false;
  if (filter.assigneeId === "none") return item.assigneeId === null;
  return filter.assigneeId === undefined || item.assigneeId === filter.assigneeId;
}
