/** Saved views: lists of conversations under a name. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { PLACE_KINDS, PLATFORMS } from "../../domain/platform.ts";
import { CONVERSATION_STATUSES } from "../../domain/status.ts";
import type { ViewFilter as Filter } from "../../inbox/saved-views/filter.ts";
import { changeView, createView, listViews, removeView, type SavedView } from "../../inbox/saved-views/views.ts";
import { LIST_SORTS } from "../../inbox/views/conversation-list.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, inputId, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

/** As `GET /api/conversations` is asked. */
const ViewFilter = z
  .strictObject({
    status: z.array(z.enum(CONVERSATION_STATUSES)).min(1).max(5).optional(),
    accountId: z.string().max(30).optional(),
    platform: z.enum(PLATFORMS).optional(),
    kind: z.enum(PLACE_KINDS).optional(),
    assigneeId: z
      .string()
      .max(30)
      .optional()
      .openapi({ description: "An agent's id, `me` (whoever looks), or `none`" }),
    label: z.string().min(1).max(50).optional(),
    attention: z.literal(true).optional(),
    mentioned: z.literal("me").optional(),
    q: z.string().trim().min(1).max(200).optional(),
    sort: z.enum(LIST_SORTS).optional(),
  })
  .openapi("ViewFilter");

const name = z.string().trim().min(1).max(60).openapi({ example: "Refunds on X" });
const shared = z.boolean().openapi({ description: "Everybody sees it; takes the permission `settings.change`" });

const Input = z.strictObject({ name, filter: ViewFilter, shared: shared.optional() }).openapi("SavedViewInput");
const Patch = z
  .strictObject({
    name: name.optional(),
    filter: ViewFilter.optional(),
    shared: shared.optional(),
    position: z.int().min(0).max(99).optional().openapi({ description: "Its place among the others, from 0" }),
  })
  .openapi("SavedViewPatch");

export const SavedViewItem = z
  .object({
    id: z.string().openapi({ example: "svw_3" }),
    name: z.string(),
    shared: z.boolean(),
    /** Whether you made it. */
    own: z.boolean(),
    filter: ViewFilter,
    /** What the filter names that is no longer there, by its last name: the view finds nothing by it until it is changed. */
    gone: z.array(z.object({ field: z.enum(["label", "assigneeId", "accountId"]), name: z.string() })),
  })
  .openapi("SavedView");

const list = createRoute({
  method: "get",
  path: "/api/views",
  summary: "Your saved views, then everybody's",
  ...needs("conversation.read"),
  responses: { 200: json(listOf(SavedViewItem), "Each kind in its order"), ...problems },
});

const create = createRoute({
  method: "post",
  path: "/api/views",
  summary: "Keeps a list under a name",
  ...needs("conversation.manage"),
  request: { body: jsonBody(Input) },
  responses: { 201: json(SavedViewItem, "The view, last of its kind"), ...problems },
});

const patch = createRoute({
  method: "patch",
  path: "/api/views/{id}",
  summary: "Renames, changes, shares or moves a saved view",
  ...needs("conversation.manage"),
  request: { params: IdParam, body: jsonBody(Patch) },
  responses: { 200: json(SavedViewItem, "The view as it is now"), ...problems },
});

const remove = createRoute({
  method: "delete",
  path: "/api/views/{id}",
  summary: "Forgets a saved view; conversations stay",
  ...needs("conversation.manage"),
  request: { params: IdParam },
  responses: { 204: { description: "Gone" }, ...problems },
});

export function viewRoutes(deps: ApiDeps) {
  return newRouter()
    .openapi(list, (c) => c.json({ items: listViews(deskOf(deps, c)).map(present) }, 200))
    .openapi(create, (c) => {
      const { filter, ...rest } = c.req.valid("json");
      return c.json(present(createView(deskOf(deps, c), { ...rest, filter: readInput(filter) })), 201);
    })
    .openapi(patch, (c) => {
      const { filter, ...rest } = c.req.valid("json");
      const id = pathId("view", c.req.valid("param").id);
      const change = { ...rest, filter: filter && readInput(filter) };
      return c.json(present(changeView(deskOf(deps, c), id, change)), 200);
    })
    .openapi(remove, (c) => {
      removeView(deskOf(deps, c), pathId("view", c.req.valid("param").id));
      return c.body(null, 204);
    });
}

function readInput({ status, accountId, assigneeId, mentioned, ...rest }: z.infer<typeof ViewFilter>): Filter {
  return {
    ...rest,
    statuses: status,
    accountId: accountId === undefined ? undefined : inputId("account", accountId, "filter.accountId"),
    assignee:
      assigneeId === undefined || assigneeId === "me" || assigneeId === "none"
        ? assigneeId
        : inputId("agent", assigneeId, "filter.assigneeId"),
    mentioned: mentioned && true,
  };
}

function present({ id, filter, ...rest }: SavedView): z.infer<typeof SavedViewItem> {
  const { statuses, accountId, assignee, mentioned, ...others } = filter;
  return {
    ...rest,
    id: formatId("view", id),
    filter: {
      ...others,
      status: statuses,
      accountId: accountId === undefined ? undefined : formatId("account", accountId),
      assigneeId: typeof assignee === "number" ? formatId("agent", assignee) : assignee,
      mentioned: mentioned && ("me" as const),
    },
  };
}
