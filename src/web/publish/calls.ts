/** The calls of public answers; apart from the inbox's, so that they load with their screens. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { InferRequestType } from "hono/client";
import type { z } from "zod";
import type * as wire from "../../api/publication-schemas.ts";
import { read, root } from "../client/client.ts";
import type { ListName } from "./address.ts";

const remote = root.api.publications;
const one = remote[":id"];

export type PublicationItem = z.infer<typeof wire.PublicationItem>;
export type PublicationDetail = z.infer<typeof wire.PublicationView>;
export type CheckCode = z.infer<typeof wire.CheckView>["code"];
type Input = InferRequestType<typeof remote.$post>["json"];
type Without<T, K extends Input["kind"]> = Omit<Extract<T, { kind: K }>, "kind">;
type Change = InferRequestType<typeof one.$patch>["json"];

export const publications = {
  get: (id: string, signal?: AbortSignal) => read(one.$get({ param: { id } }, { init: { signal: signal ?? null } })),
  createThread: (input: Without<Input, "thread">) => read(remote.$post({ json: { kind: "thread", ...input } })),
  createFaq: (input: Without<Input, "faq">) => read(remote.$post({ json: { kind: "faq", ...input } })),
  edit: (id: string, json: Change) => read(one.$patch({ param: { id }, json })),
  submit: (id: string, edition: number) => read(one.submit.$post({ param: { id }, json: { edition } })),
  sendBack: (id: string, edition: number, remark: string) =>
    read(one.return.$post({ param: { id }, json: { edition, remark } })),
  publish: (id: string, edition: number, note: string) =>
    read(one.publish.$post({ param: { id }, json: { edition, note } })),
  withdraw: (id: string) => read(one.withdraw.$post({ param: { id } })),
  reopen: (id: string) => read(one.reopen.$post({ param: { id } })),
  /** Null: it is gone. */
  discard: (id: string) => read(one.$delete({ param: { id } })).then(({ publication }) => publication),
  askConsent: (id: string, edition: number) => read(one["ask-consent"].$post({ param: { id }, json: { edition } })),
  translate: (id: string) => read(one.translate.$post({ param: { id } })),
};

export const publishKeys = { all: ["publications"] as const };

/** With the first row of a list the counts of all come along. */
export const countsOfPublications = queryOptions({
  queryKey: [...publishKeys.all, "counts"],
  queryFn: ({ signal }) => read(remote.$get({ query: { limit: "1" } }, { init: { signal } })),
});

export const publicationQuery = (id: string) =>
  queryOptions({
    queryKey: [...publishKeys.all, "page", id],
    queryFn: ({ signal }) => publications.get(id, signal),
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...publishKeys.all, "versions", id],
    queryFn: ({ signal }) => read(one.versions.$get({ param: { id } }, { init: { signal } })),
  });

const PAGE = "50";

export const listOfPublications = (stage: Exclude<ListName, "comments">) =>
  infiniteQueryOptions({
    queryKey: [...publishKeys.all, "list", stage],
    queryFn: ({ pageParam, signal }) =>
      read(
        remote.$get(
          { query: { stage, limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          { init: { signal } },
        ),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
