/** The labels of the team. */
import { createRoute, z } from "@hono/zod-openapi";
import { sql } from "drizzle-orm";
import { formatId } from "../../domain/ids.ts";
import {
  createLabel,
  deleteLabel,
  type LabelRow,
  listLabels,
  mergeLabel,
  patchLabel,
} from "../../inbox/labels/labels.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, inputId, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { LabelInput, LabelPatch, LabelView } from "../playbook-schemas.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const MOST_COUNTED = 1_000;

const list = createRoute({
  method: "get",
  path: "/api/labels",
  summary: "The labels, archived ones too",
  ...needs("conversation.read"),
  request: { query: z.object({ counted: z.enum(["true", "false"]).optional() }) },
  responses: { 200: json(listOf(LabelView), "By name"), ...problems },
});

const create = createRoute({
  method: "post",
  path: "/api/labels",
  summary: "Makes a label",
  ...needs("settings.change"),
  request: { body: jsonBody(LabelInput) },
  responses: { 201: json(LabelView, "The label"), ...problems },
});

const patch = createRoute({
  method: "patch",
  path: "/api/labels/{id}",
  summary: "Renames, colours, describes or archives a label; conversations keep it",
  ...needs("settings.change"),
  request: { params: IdParam, body: jsonBody(LabelPatch) },
  responses: { 200: json(LabelView, "As it is now"), ...problems },
});

const merge = createRoute({
  method: "post",
  path: "/api/labels/{id}/merge",
  summary: "Makes it part of another: conversations, macros and rules have that one from then on",
  ...needs("settings.change"),
  request: { params: IdParam, body: jsonBody(z.strictObject({ intoId: z.string().max(30) }).openapi("LabelMerge")) },
  responses: { 202: json(z.object({ merged: z.literal(true) }), "Conversations follow, 500 at a time"), ...problems },
});

const remove = createRoute({
  method: "delete",
  path: "/api/labels/{id}",
  summary: "Deletes a label: conversations lose it. Refused while a macro or rule uses it",
  ...needs("settings.change"),
  request: { params: IdParam },
  responses: { 202: json(z.object({ deleted: z.literal(true) }), "Conversations follow, 500 at a time"), ...problems },
});

export function labelRoutes(deps: ApiDeps) {
  const { store } = deps;
  const idOf = (text: string) => pathId("label", text);
  return newRouter()
    .openapi(list, (c) => {
      const counted = c.req.valid("query").counted === "true";
      const items = listLabels(store).map((row) => ({
        ...present(row),
        ...(counted ? { used: used(store, row.id) } : {}),
      }));
      return c.json({ items }, 200);
    })
    .openapi(create, (c) => c.json(present(createLabel(deskOf(deps, c), c.req.valid("json"))), 201))
    .openapi(patch, (c) =>
      c.json(present(patchLabel(deskOf(deps, c), idOf(c.req.valid("param").id), c.req.valid("json"))), 200),
    )
    .openapi(merge, (c) => {
      const id = idOf(c.req.valid("param").id);
      mergeLabel(deskOf(deps, c), id, inputId("label", c.req.valid("json").intoId, "intoId"));
      return c.json({ merged: true as const }, 202);
    })
    .openapi(remove, (c) => {
      deleteLabel(deskOf(deps, c), idOf(c.req.valid("param").id));
      return c.json({ deleted: true as const }, 202);
    });
}

const queriesOf = perStore((db) => ({
  used: db
    .select({ n: sql<number>`count(*)` })
    .from(
      sql`(select 1 from conversation_label where label_id = ${sql.placeholder("labelId")} limit ${sql.raw(String(MOST_COUNTED))})`,
    )
    .prepare(),
}));

function used(store: Store, labelId: number): number {
  return queriesOf(store).used.get({ labelId })?.n ?? 0;
}

function present({ id, name, color, description, archivedAt }: LabelRow): z.infer<typeof LabelView> {
  return { id: formatId("label", id), name, color, description, archived: archivedAt !== null };
}
