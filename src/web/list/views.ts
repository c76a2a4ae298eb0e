/** The views of the rail: which filter each stands for, and whether a conversation still belongs to it. */
import type { ConversationFilter, ConversationItem } from "../client/types.ts";
import type { SavedView } from "./calls.ts";

export const VIEWS = [
  "open",
  "mine",
  "unassigned",
  "mentions",
  "pending",
  "snoozed",
  "closed",
  "spam",
  "all",
  "attention",
] as const;
export type View = (typeof VIEWS)[number];

export const SORTS = ["waiting", "due"] as const;
const PLATFORMS = ["x", "telegram", "discord"] as const;
const KINDS = ["direct", "public"] as const;

/** What the address holds: the view, and what narrows and sorts it; a search. */
export interface InboxSearch {
  view?: View | undefined;
  account?: string | undefined;
  q?: string | undefined;
  /** One or several, by commas; stands before the view's own. */
  status?: string | undefined;
  /** An agent's id, `me` or `none`. */
  assignee?: string | undefined;
  label?: string | undefined;
  platform?: (typeof PLATFORMS)[number] | undefined;
  kind?: (typeof KINDS)[number] | undefined;
  /** Newest first where there is none. */
  sort?: (typeof SORTS)[number] | undefined;
  /** The saved view that these filters come from. */
  saved?: string | undefined;
}

/** Reads the address; whatever is not understood is left out. */
export function parseSearch(raw: Record<string, unknown>): InboxSearch {
  const text = (name: string) => {
    const value = raw[name];
    return typeof value === "string" || typeof value === "number" ? String(value) || undefined : undefined;
  };
  const one = <T extends string>(name: string, of: readonly T[]) => of.find((value) => value === raw[name]);
  const view = one("view", VIEWS);
  return {
    view: view === "open" ? undefined : view,
    account: text("account"),
    q: text("q"),
    status: text("status"),
    assignee: text("assignee"),
    label: text("label"),
    platform: one("platform", PLATFORMS),
    kind: one("kind", KINDS),
    sort: one("sort", SORTS),
    saved: text("saved"),
  };
}

/** The view whose filters are asked for. Searching, and what was saved, look everywhere unless a view was chosen. */
export function viewOf(search: InboxSearch): View {
  return search.view ?? (search.q || search.saved || search.status ? "all" : "open");
}

/** The filter that the API is asked with. */
export function filterOf(search: InboxSearch, meId: string | null): ConversationFilter {
  const filter: ConversationFilter = {};
  const view = viewOf(search);
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
    case "mentions":
      filter.mentioned = "me";
      break;
    case "attention":
      filter.attention = true;
      break;
    case "all":
      break;
  }
  if (search.status) filter.status = search.status;
  if (search.account) filter.accountId = search.account;
  if (search.assignee) filter.assigneeId = search.assignee === "me" && meId ? meId : search.assignee;
  if (search.label) filter.label = search.label;
  if (search.platform) filter.platform = search.platform;
  if (search.kind) filter.kind = search.kind;
  if (search.q) filter.q = search.q;
  // A search gives the newest first.
  if (search.sort && !search.q) filter.sort = search.sort;
  return filter;
}

/** The address of a saved view. */
export function searchOf({ id, filter }: SavedView): InboxSearch {
  const { status, accountId, assigneeId, label, platform, kind, q, sort } = filter;
  return {
    saved: id,
    view: filter.mentioned ? "mentions" : filter.attention ? "attention" : undefined,
    status: status?.join(","),
    account: accountId,
    assignee: assigneeId,
    label,
    platform,
    kind,
    q,
    sort: sort === "newest" ? undefined : sort,
  };
}

/** What a list's filters are saved as. */
export function savedFilterOf(search: InboxSearch): SavedView["filter"] {
  const { status, assigneeId, accountId, label, platform, kind, q, sort, mentioned, attention } = filterOf(
    search,
    null,
  );
  const statuses = STATUSES.filter((one) => status?.split(",").includes(one));
  return {
    ...(statuses.length > 0 ? { status: statuses } : {}),
    ...(assigneeId === undefined ? {} : { assigneeId }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(label === undefined ? {} : { label }),
    ...(platform === undefined ? {} : { platform }),
    ...(kind === undefined ? {} : { kind }),
    ...(q === undefined ? {} : { q }),
    ...(sort === undefined ? {} : { sort }),
    ...(mentioned === undefined ? {} : { mentioned }),
    ...(attention === true ? { attention } : {}),
  };
}

export const STATUSES = ["open", "pending", "snoozed", "closed", "spam"] as const;

/** Whether only the server can tell what belongs to a list. */
export function isServersBusiness(filter: ConversationFilter): boolean {
  return filter.q !== undefined || filter.mentioned !== undefined;
}

/** Whether a conversation belongs to a list, as far as the browser can tell. */
export function belongs(item: ConversationItem, filter: ConversationFilter): boolean {
  if (filter.status !== undefined && !filter.status.split(",").includes(item.status)) return false;
  if (filter.accountId !== undefined && item.accountId !== filter.accountId) return false;
  if (filter.platform !== undefined && item.platform !== filter.platform) return false;
  if (filter.kind !== undefined && item.kind !== filter.kind) return false;
  if (filter.label !== undefined && !item.labels.includes(filter.label)) return false;
  if (filter.attention && !item.needsAttention) return false;
  if (filter.assigneeId === "none") return item.assigneeId === null;
  return filter.assigneeId === undefined || item.assigneeId === filter.assigneeId;
}
