/** What users wrote under posts of pages: looked at by the team before a page shows it. */
import { createRoute, z } from "@hono/zod-openapi";
import { COMMENT_STATES } from "../../domain/publications.ts";
import { countPending, decideComment, listComments } from "../../qa/posts/comments.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, inputId, pathId } from "../ids.ts";
import { pageOf, PageQuery } from "../page.ts";
import { CommentView } from "../post-schemas.ts";
import { presentComment } from "../present/post.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const list = createRoute({
  method: "get",
  path: "/api/comments",
  summary: "Comments on public pages, newest first",
  ...needs("publication.read"),
  request: {
    query: PageQuery.extend({
      state: z.enum(COMMENT_STATES).optional(),
      publicationId: z.string().max(30).optional(),
    }),
  },
  responses: {
    200: json(pageOf(CommentView).extend({ pending: z.int() }), "A page, and how many wait to be looked at"),
    ...problems,
  },
});

const CommentInput = z
  .strictObject({
    state: z.enum(["shown", "hidden"]),
    text: z
      .string()
      .max(30_000)
      .optional()
      .openapi({ description: "As whoever decides has read it: `conflict` where its author has changed it since" }),
  })
  .openapi("CommentInput");

const decide = createRoute({
  method: "put",
  path: "/api/comments/{id}",
  summary: "Shows a comment on its page, or hides it there; on the platform it stays",
  ...needs("publication.manage"),
  request: {
    params: IdParam,
    body: jsonBody(CommentInput),
  },
  responses: { 200: json(CommentView, "The comment as it is now"), ...problems },
});

export function commentRoutes(deps: ApiDeps) {
  return newRouter()
    .openapi(list, (c) => {
      const { publicationId, ...rest } = c.req.valid("query");
      const about = publicationId === undefined ? undefined : inputId("publication", publicationId, "publicationId");
      const { items, nextCursor } = listComments(deps.store, { ...rest, publicationId: about });
      return c.json({ items: items.map(presentComment), nextCursor, pending: countPending(deps.store) }, 200);
    })
    .openapi(decide, (c) => {
      const id = pathId("comment", c.req.valid("param").id);
      const { state, text } = c.req.valid("json");
      return c.json(presentComment(decideComment(deskOf(deps, c), id, state, text)), 200);
    });
}
