/** Addresses of the workspace, and links to them that keep the view they were opened from. */
import type { InboxSearch } from "../list/views.ts";

/** Plain words in the query, no JSON: addresses are read and shared by people. */
export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === "string" && value !== "") params.set(name, value);
  }
  const text = params.toString();
  return text ? `?${text}` : "";
}

export function parseQuery(text: string): Record<string, unknown> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** `/inbox`, or a conversation in it, or one of its messages. */
export function inboxHref(id: string | null, search: InboxSearch, messageId: string | null = null): string {
  const path = `/inbox${id === null ? "" : `/${encodeURIComponent(id)}`}${stringifySearch({ ...search })}`;
  return messageId === null ? path : `${path}#${encodeURIComponent(messageId)}`;
}
