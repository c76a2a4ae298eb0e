/** Topics: what people write about. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { addTopic, changeTopic, listTopics, type TopicRow } from "../../inbox/topics/topics.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, inputId, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const TopicView = z
  .object({
    id: z.string().openapi({ example: "top_3" }),
    name: z.string(),
    parentId: z.string().nullable(),
    /** No longer offered; what has it keeps it. */
    archived: z.boolean(),
  })
  .openapi("Topic");

const Name = z.string().min(1).max(60);

const list = createRoute({
  method: "get",
  path: "/api/topics",
  summary: "What a piece of work can be about: a tree of two levels",
  ...needs("conversation.read"),
  responses: { 200: json(listOf(TopicView), "Oldest first, archived ones too"), ...problems },
});
const add = createRoute({
  method: "post",
  path: "/api/topics",
  summary: "Adds a topic",
  ...needs("settings.change"),
  request: {
    body: jsonBody(
      z.strictObject({ name: Name, parentId: z.string().max(30).nullable().default(null) }).openapi("TopicInput"),
    ),
  },
  responses: { 201: json(TopicView, "The topic"), ...problems },
});
const patch = createRoute({
  method: "patch",
  path: "/api/topics/{id}",
  summary: "Renames, moves, archives or brings back a topic",
  ...needs("settings.change"),
  request: {
    params: IdParam,
    body: jsonBody(
      z
        .strictObject({
          name: Name.optional(),
          parentId: z.string().max(30).nullable().optional(),
          archived: z.boolean().optional(),
        })
        .openapi("TopicPatch"),
    ),
  },
  responses: { 200: json(TopicView, "The topic as it is now"), ...problems },
});

export function topicRoutes(deps: ApiDeps) {
  return newRouter()
    .openapi(list, (c) => c.json({ items: listTopics(deps.store).map(presentTopic) }, 200))
    .openapi(add, (c) => {
      const { name, parentId } = c.req.valid("json");
      const under = parentId === null ? null : inputId("topic", parentId, "parentId");
      return c.json(presentTopic(addTopic(deskOf(deps, c), { name, parentId: under })), 201);
    })
    .openapi(patch, (c) => {
      const { parentId, ...rest } = c.req.valid("json");
      const under = typeof parentId === "string" ? inputId("topic", parentId, "parentId") : parentId;
      const id = pathId("topic", c.req.valid("param").id);
      return c.json(presentTopic(changeTopic(deskOf(deps, c), id, { ...rest, parentId: under })), 200);
    });
}

function presentTopic({ id, name, parentId, archivedAt }: TopicRow): z.infer<typeof TopicView> {
  return {
    id: formatId("topic", id),
    name,
    parentId: parentId === null ? null : formatId("topic", parentId),
    archived: archivedAt !== null,
  };
}
