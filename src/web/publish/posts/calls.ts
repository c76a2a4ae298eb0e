/** The calls of posts on platforms and of the comments under them. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { InferRequestType } from "hono/client";
import type { z } from "zod";
import type * as wire from "../../../api/post-schemas.ts";
import { read, root } from "../../client/client.ts";
import { publishKeys } from "../calls.ts";

const remote = root.api;
const ofPage = remote.publications[":id"].posts;
const one = remote.posts[":id"];

export type PostView = z.infer<typeof wire.PostView>;
export type PostPart = z.infer<typeof wire.PostPartView>;
export type PostPlace = z.infer<typeof wire.PostPlaceView>;
export type CommentView = z.infer<typeof wire.CommentView>;
export type PostInput = InferRequestType<typeof ofPage.$post>["json"];
export type PartFate = InferRequestType<typeof one.parts.$post>["json"]["fate"];
export type CommentState = CommentView["state"];

export const posts = {
  preview: (id: string, json: PostInput, signal: AbortSignal) =>
    read(ofPage.preview.$post({ param: { id }, json }, { init: { signal } })),
  create: (id: string, json: PostInput) => read(ofPage.$post({ param: { id }, json })),
  resume: (id: string) => read(one.resume.$post({ param: { id } })),
  remove: (id: string) => read(one.remove.$post({ param: { id } })),
  update: (id: string) => read(one.update.$post({ param: { id } })),
  settle: (id: string, position: number, fate: PartFate) =>
    read(one.parts.$post({ param: { id }, json: { position, fate } })),
  decide: ({ id, text }: Pick<CommentView, "id" | "text">, state: "shown" | "hidden") =>
    read(remote.comments[":id"].$put({ param: { id }, json: { state, text } })),
};

export const postsQuery = (publicationId: string) =>
  queryOptions({
    queryKey: [...publishKeys.all, "posts", publicationId],
    queryFn: ({ signal }) => read(ofPage.$get({ param: { id: publicationId } }, { init: { signal } })),
  });

/** Asks the platform, so it is read when somebody is about to post, and not again for a while. */
export const placesQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["post-places", accountId],
    queryFn: ({ signal }) =>
      read(remote.accounts[":id"]["post-places"].$get({ param: { id: accountId } }, { init: { signal } })),
    staleTime: 60_000,
    retry: false,
  });

export const previewQuery = (publicationId: string, input: PostInput) =>
  queryOptions({
    queryKey: ["post-preview", publicationId, input],
    queryFn: ({ signal }) => posts.preview(publicationId, input, signal),
    enabled: input.accountId !== "" && input.place !== "",
    staleTime: 30_000,
    retry: false,
  });

export const commentsQuery = (state: CommentState, publicationId?: string) =>
  infiniteQueryOptions({
    queryKey: [...publishKeys.all, "comments", state, publicationId ?? null],
    queryFn: ({ pageParam, signal }) =>
      read(
        remote.comments.$get(
          {
            query: {
              state,
              ...(publicationId === undefined ? {} : { publicationId }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          { init: { signal } },
        ),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** How many wait to be looked at. */
export const pendingComments = queryOptions({
  queryKey: [...publishKeys.all, "comments", "count"],
  queryFn: ({ signal }) => read(remote.comments.$get({ query: { limit: "1" } }, { init: { signal } })),
});
