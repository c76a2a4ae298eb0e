/** The list's calls beside reading it: many at once, taking that back, saved views. */
import { queryOptions } from "@tanstack/react-query";
import { read, root } from "../client/client.ts";
import { problemOf } from "../client/problem.ts";

const remote = root.api;

/** So many the API takes in one call. */
export const BULK_CALL = 50;

export const listCalls = {
  /** The same key with the same body is applied once, however often it is sent. */
  bulk: (key: string, ids: string[], change: BulkChange) =>
    read(remote.conversations.bulk.$post({ header: { "idempotency-key": key }, json: { ids, change } })),
  undo: (id: string) => read(remote.bulk[":id"].undo.$post({ param: { id } })),
  views: (signal?: AbortSignal) => read(remote.views.$get({}, { init: { signal: signal ?? null } })),
  saveView: (json: ViewInput) => read(remote.views.$post({ json })),
  changeView: (id: string, json: Partial<ViewInput> & { position?: number }) =>
    read(remote.views[":id"].$patch({ param: { id }, json })),
  async removeView(id: string): Promise<void> {
    const response = await remote.views[":id"].$delete({ param: { id } });
    if (!response.ok) throw await problemOf(response);
  },
};

export type BulkChange = Parameters<typeof remote.conversations.bulk.$post>[0]["json"]["change"];
export type BulkItem = Awaited<ReturnType<typeof listCalls.undo>>["items"][number];
export type SavedView = Awaited<ReturnType<typeof listCalls.views>>["items"][number];
type ViewInput = Parameters<typeof remote.views.$post>[0]["json"];

export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: ({ signal }) => listCalls.views(signal),
  staleTime: 5 * 60_000,
});
