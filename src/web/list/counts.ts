/** Which of the maintained counters stands beside which view. */
import type { Counts } from "../client/types.ts";
import { type InboxSearch, STATUSES, type View, viewOf } from "./views.ts";

/** The number beside a view. */
export function countOfView(counts: Counts, view: View, meId: string): number {
  switch (view) {
    case "open":
    case "pending":
    case "snoozed":
      return counts.status[view];
    case "mine":
      return counts.byAssignee[meId] ?? 0;
    case "unassigned":
      return counts.unassigned;
    case "attention":
      return counts.attention;
    case "mentions":
      return counts.mentions;
    case "closed":
    case "spam":
      return counts.status[view];
    case "all":
      return Object.values(counts.status).reduce((sum, n) => sum + n, 0);
  }
}

/** The number beside the list's title; null where nobody counts just that. */
export function countOf(counts: Counts, search: InboxSearch, meId: string): number | null {
  const { account, status } = search;
  if (search.q || search.assignee || search.label || search.platform || search.kind) return null;
  if (account) {
    if (search.view !== undefined && search.view !== "all") return null;
    const of = counts.accountStatus[account];
    const statuses = status?.split(",") ?? (search.view === "all" ? Object.keys(counts.status) : ["open"]);
    return STATUSES.filter((one) => statuses.includes(one)).reduce((sum, one) => sum + (of?.[one] ?? 0), 0);
  }
  if (status)
    return STATUSES.filter((one) => status.split(",").includes(one)).reduce((sum, one) => sum + counts.status[one], 0);
  return countOfView(counts, viewOf(search), meId);
}
