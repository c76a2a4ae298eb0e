/** What one is still writing: kept on the server, given to nobody else. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { DRAFT_MODES } from "../../domain/status.ts";
import { toIso } from "../../domain/time.ts";
import { draftsOf, listDrafts, saveDraft } from "../../inbox/drafts.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, inputId, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { presentDraft } from "../present/draft.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";
import { DraftView } from "../schemas.ts";

const DraftListed = z
  .object({ conversationId: z.string(), mode: z.enum(DRAFT_MODES), updatedAt: z.iso.datetime() })
  .openapi("DraftListed");

const all = createRoute({
  method: "get",
  path: "/api/drafts",
  summary: "Where you have drafts, the newest 500",
  ...needs("reply.send"),
  responses: { 200: json(listOf(DraftListed), "Newest first"), ...problems },
});

const ofConversation = createRoute({
  method: "get",
  path: "/api/conversations/{id}/drafts",
  summary: "Your drafts in a conversation; nobody else is given them",
  ...needs("reply.send"),
  request: { params: IdParam },
  responses: { 200: json(listOf(DraftView), "One for each mode at most"), ...problems },
});

const DraftInput = z
  .strictObject({
    text: z.string().max(40_000),
    uploads: z.array(z.string()).max(10).optional(),
    inReplyTo: z.string().nullable().optional(),
    version: z.int().nullable().openapi({ description: "The version that these words were made from; null: none" }),
  })
  .openapi("DraftInput");

const save = createRoute({
  method: "put",
  path: "/api/conversations/{id}/drafts/{mode}",
  summary: "Keeps what you are writing; empty words end the draft",
  description:
    "`draft-changed` (409) where another window of yours has written since `version`; it carries the `version` there is. Secrets are masked before they are stored. A draft is kept for 30 days after its last change.",
  ...needs("reply.send"),
  request: {
    params: IdParam.extend({ mode: z.enum(DRAFT_MODES).openapi({ param: { name: "mode", in: "path" } }) }),
    body: jsonBody(DraftInput),
  },
  responses: {
    200: json(z.object({ version: z.int().nullable() }).openapi("DraftKept"), "The version to name next time"),
    ...problems,
  },
});

export function draftRoutes(deps: ApiDeps) {
  return newRouter()
    .openapi(all, (c) => {
      const items = listDrafts(deskOf(deps, c)).map((row) => ({
        conversationId: formatId("conversation", row.conversationId),
        mode: row.mode,
        updatedAt: toIso(row.updatedAt),
      }));
      return c.json({ items }, 200);
    })
    .openapi(ofConversation, (c) => {
      const id = pathId("conversation", c.req.valid("param").id);
      return c.json({ items: draftsOf(deskOf(deps, c), id).map(presentDraft) }, 200);
    })
    .openapi(save, (c) => {
      const { id, mode } = c.req.valid("param");
      const conversationId = pathId("conversation", id);
      const { text, uploads = [], inReplyTo = null, version } = c.req.valid("json");
      const kept = saveDraft(deskOf(deps, c), conversationId, mode, {
        text,
        uploads: uploads.map((one) => inputId("upload", one, "uploads")),
        inReplyTo: inReplyTo === null ? null : inputId("message", inReplyTo, "inReplyTo"),
        version,
      });
      return c.json({ version: kept?.version ?? null }, 200);
    });
}
