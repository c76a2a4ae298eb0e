/** Puts published pages on platforms, and looks after what stands there. */
import { createRoute, type z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { listPlaces } from "../../inbox/accounts/post-places.ts";
import { type PostServices, postPage, previewPost, remove, resume, settle, update } from "../../qa/posts/post.ts";
import { listPosts, listTroubled, type PostView as View, requirePostView } from "../../qa/posts/view.ts";
import { siteSettings } from "../../qa/site-settings.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, inputId, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { PartInput, PostInput, PostPlaceView, PostPreview, PostView } from "../post-schemas.ts";
import { presentPlace, presentPost } from "../present/post.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const places = createRoute({
  method: "get",
  path: "/api/accounts/{id}/post-places",
  summary: "Where an account could post, with what stands in the way",
  description: "Asks the platform.",
  ...needs("publication.manage"),
  request: { params: IdParam },
  responses: { 200: json(listOf(PostPlaceView), "As the platform has them now"), ...problems },
});

const list = createRoute({
  method: "get",
  path: "/api/publications/{id}/posts",
  summary: "Where a page was posted, part by part",
  ...needs("publication.read"),
  request: { params: IdParam },
  responses: { 200: json(listOf(PostView), "Newest first"), ...problems },
});

const preview = createRoute({
  method: "post",
  path: "/api/publications/{id}/posts/preview",
  summary: "Checks with the platform what would be posted, and posts nothing",
  ...needs("publication.manage"),
  request: { params: IdParam, body: jsonBody(PostInput) },
  responses: { 200: json(PostPreview, "The parts"), ...problems },
});

const create = createRoute({
  method: "post",
  path: "/api/publications/{id}/posts",
  summary: "Posts a published page on a platform",
  description:
    "Everything is checked first; `post-refused` says with `platformCode` what stands in the way: `place-gone`, `not-a-post-place`, `not-admin`, `missing-permission`, `unknown-tag`, `tag-required`, `too-many-tags`. Where it is refused, nothing was posted.",
  ...needs("publication.manage"),
  request: { params: IdParam, body: jsonBody(PostInput) },
  responses: { 201: json(PostView, "The post, on its way"), ...problems },
});

const troubled = createRoute({
  method: "get",
  path: "/api/posts",
  summary: "Posts that need a person: some parts failed, are in doubt or were lost, or cannot be removed by us",
  ...needs("publication.read"),
  responses: { 200: json(listOf(PostView), "Oldest first"), ...problems },
});

const one = createRoute({
  method: "get",
  path: "/api/posts/{id}",
  summary: "One post, part by part",
  ...needs("publication.read"),
  request: { params: IdParam },
  responses: { 200: json(PostView, "The post"), ...problems },
});

const verb = <P extends string>(path: P, summary: string) =>
  createRoute({
    method: "post",
    path,
    summary,
    ...needs("publication.manage"),
    request: { params: IdParam },
    responses: { 200: json(PostView, "The post as it is now"), ...problems },
  });

const again = verb("/api/posts/{id}/resume", "Tries again what did not arrive, or did not go");
const away = verb("/api/posts/{id}/remove", "Takes the post off the platform; the page stays");
const follow = verb("/api/posts/{id}/update", "Makes the post say what the page says now");

const part = createRoute({
  method: "post",
  path: "/api/posts/{id}/parts",
  summary: "Says whether a part that is in doubt is there",
  description:
    "What is not there and shall be is sent again; what is there and shall not be is removed. `not-there` for a part that only a person can remove says that it was removed by hand.",
  ...needs("publication.manage"),
  request: { params: IdParam, body: jsonBody(PartInput) },
  responses: { 200: json(PostView, "The post as it is now"), ...problems },
});

export function postRoutes(deps: ApiDeps) {
  const { store } = deps;
  const present = (view: View) => {
    const platform = store.q.accountById.get({ id: view.row.accountId })?.platform ?? "x";
    const edits = deps.accounts.platforms.platform(platform).capabilities.posts?.edits ?? false;
    return presentPost(view, { platform, edits });
  };
  const shown = (id: number) => present(requirePostView(store, id));
  const postId = (c: { req: { valid(of: "param"): { id: string } } }) => pathId("post", c.req.valid("param").id);
  return newRouter()
    .openapi(places, async (c) => {
      const id = pathId("account", c.req.valid("param").id);
      const found = await listPlaces(deps.accounts, deskOf(deps, c), id);
      return c.json({ items: found.map(presentPlace) }, 200);
    })
    .openapi(list, (c) => {
      const id = pathId("publication", c.req.valid("param").id);
      return c.json({ items: listPosts(store, id).map(present) }, 200);
    })
    .openapi(preview, async (c) => {
      const id = pathId("publication", c.req.valid("param").id);
      const found = await previewPost(servicesOf(deps, c), deskOf(deps, c), id, requestOf(c.req.valid("json")));
      return c.json({ place: presentPlace(found.place), ...found.plan }, 200);
    })
    .openapi(create, async (c) => {
      const id = pathId("publication", c.req.valid("param").id);
      const made = await postPage(servicesOf(deps, c), deskOf(deps, c), id, requestOf(c.req.valid("json")));
      return c.json(shown(made), 201);
    })
    .openapi(troubled, (c) => c.json({ items: listTroubled(store).map(present) }, 200))
    .openapi(one, (c) => c.json(shown(postId(c)), 200))
    .openapi(again, (c) => {
      resume(servicesOf(deps, c), deskOf(deps, c), postId(c));
      return c.json(shown(postId(c)), 200);
    })
    .openapi(away, (c) => {
      remove(deskOf(deps, c), postId(c));
      return c.json(shown(postId(c)), 200);
    })
    .openapi(follow, (c) => {
      update(servicesOf(deps, c), deskOf(deps, c), postId(c));
      return c.json(shown(postId(c)), 200);
    })
    .openapi(part, (c) => {
      const { position, fate } = c.req.valid("json");
      settle(deskOf(deps, c), postId(c), position, fate);
      return c.json(shown(postId(c)), 200);
    });
}

function requestOf({ accountId, place, tags }: z.infer<typeof PostInput>) {
  return { accountId: inputId("account", accountId, "accountId"), place, tags };
}

/** The site's address as its pages say it. */
export function servicesOf(deps: ApiDeps, c: Context): PostServices {
  const { accounts, store } = deps;
  const origin = siteSettings(store).origin ?? new URL(accounts.publicUrl ?? c.req.url).origin;
  return { accounts, origin };
}
