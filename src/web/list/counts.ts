/** Which of the maintained counters stands beside which view. */
import type { Counts } from "../client/types.ts";
import type { InboxSearch, View } from "./views.ts";

/** The number beside a view; null where nobody counts. */
export function countOfView(counts: Counts, view: View, meId: string): number | null {
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
    case "closed":
    case "spam":
    case "all":
      return null;
  }
}

/** The number beside the list's title. */
export function countOf(counts: Counts, search: InboxSearch, meId: string): number | null {
  if (search.account) return search.view ? null : (counts.byAccount[search.account] ?? 0);
  return countOfView(counts, search.view ?? "open", meId);
}
