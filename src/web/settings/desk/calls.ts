/** The calls of approvals, the allow-list and set-aside input. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { read, root } from "../../client/client.ts";

const remote = root.api;

const page = (cursor: string | null) => (cursor === null ? {} : { cursor });

export const calls = {
  held: (cursor: string | null) =>
    read(remote.deliveries.$get({ query: { state: "held", limit: "20", ...page(cursor) } })),
  links: () => read(remote.settings["outbound-links"].$get({})),
  setLinks: (json: { entries: string[]; explorers: boolean }) => read(remote.settings["outbound-links"].$put({ json })),
  poisons: (cursor: string | null) => read(remote.poisons.$get({ query: { limit: "20", ...page(cursor) } })),
  dismiss: (id: string) => read(remote.poisons[":id"].$delete({ param: { id } })),
};

export type Held = Awaited<ReturnType<typeof calls.held>>["items"][number];

export const heldQuery = infiniteQueryOptions({
  queryKey: ["held"],
  queryFn: ({ pageParam }) => calls.held(pageParam),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
});

export const linksQuery = queryOptions({ queryKey: ["outbound-links"], queryFn: calls.links });

export const poisonsQuery = infiniteQueryOptions({
  queryKey: ["poisons"],
  queryFn: ({ pageParam }) => calls.poisons(pageParam),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
});
