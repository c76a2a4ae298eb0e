/** Notes that were written, and what else happened in a conversation. */
import { createRoute, z } from "@hono/zod-openapi";
import { ProblemError } from "../../domain/problem.ts";
import { deleteNote, editNote } from "../../inbox/change-note.ts";
import { listActivity } from "../../inbox/views/activity.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { pageOf, PageQuery } from "../page.ts";
import { presentEvent } from "../present/event.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";
import { ActivityItem } from "../schemas.ts";

const NoteChanged = z.object({ seq: z.int() }).openapi("NoteChanged");

const edit = createRoute({
  method: "patch",
  path: "/api/notes/{id}",
  summary: "Changes a note of one's own; its earlier text is kept",
  ...needs("note.write"),
  request: {
    params: IdParam,
    body: jsonBody(z.strictObject({ text: z.string().min(1).max(40_000) }).openapi("NotePatch")),
  },
  responses: { 200: json(NoteChanged, "The conversation's `seq` with it"), ...problems },
});

const remove = createRoute({
  method: "delete",
  path: "/api/notes/{id}",
  summary: "Deletes a note of one's own, with its earlier texts",
  ...needs("note.write"),
  request: { params: IdParam },
  responses: { 200: json(NoteChanged, "The conversation's `seq` with it"), ...problems },
});

const activity = createRoute({
  method: "get",
  path: "/api/conversations/{id}/activity",
  summary: "What happened between the messages, newest first",
  description: "Owners, states, labels, deadlines and notes. A page can be short while there is more.",
  ...needs("conversation.read"),
  request: { params: IdParam, query: PageQuery },
  responses: { 200: json(pageOf(ActivityItem), "A page"), ...problems },
});

export function noteRoutes(deps: ApiDeps) {
  return newRouter()
    .openapi(edit, (c) => {
      const id = pathId("message", c.req.valid("param").id);
      return c.json({ seq: editNote(deskOf(deps, c), id, c.req.valid("json").text).seq }, 200);
    })
    .openapi(remove, (c) => {
      const id = pathId("message", c.req.valid("param").id);
      return c.json({ seq: deleteNote(deskOf(deps, c), id).seq }, 200);
    })
    .openapi(activity, (c) => {
      const id = pathId("conversation", c.req.valid("param").id);
      const { cursor, limit } = c.req.valid("query");
      const { items, next } = listActivity(deps.store, id, { before: parseBefore(cursor), limit });
      const shown = items.map(({ event, actorName, labels }) => ({ ...presentEvent(event), actorName, labels }));
      return c.json({ items: shown, nextCursor: next === null ? null : String(next) }, 200);
    });
}

function parseBefore(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  if (!/^[0-9]{1,15}$/.test(cursor))
    throw new ProblemError("invalid", "This cursor is not one of ours: pass `nextCursor` as it was given.", {
      field: "cursor",
    });
  return Number(cursor);
}
