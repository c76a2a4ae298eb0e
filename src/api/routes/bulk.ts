/** Many conversations at once, and taking that back. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { CONVERSATION_STATUSES, PRIORITIES } from "../../domain/status.ts";
import { changeMany, MOST_AT_ONCE } from "../../inbox/bulk/change.ts";
import { undoChange, type UndoOutcome } from "../../inbox/bulk/undo.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdempotencyHeader, onceOnly } from "../idempotency.ts";
import { IdParam, inputId, pathId } from "../ids.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const Labels = z.array(z.string().min(1).max(50)).max(20);

const Change = z
  .strictObject({
    status: z.enum(CONVERSATION_STATUSES).optional(),
    snoozedUntil: z.iso.datetime().nullable().optional(),
    assigneeId: z.string().nullable().optional(),
    priority: z.enum(PRIORITIES).optional(),
    addLabels: Labels.optional(),
    removeLabels: Labels.optional(),
    /** true: mark unread; false: all read. */
    unread: z.boolean().optional(),
  })
  .openapi("BulkChange");

const Input = z
  .strictObject({
    ids: z
      .array(z.string().max(30))
      .min(1)
      .max(MOST_AT_ONCE)
      .openapi({ example: ["cnv_7", "cnv_9"] }),
    change: Change,
  })
  .openapi("BulkInput");

const outcomes = z.enum(["done", "unchanged", "failed"]);
const Item = z.object({
  id: z.string(),
  outcome: outcomes,
  /** Why it failed: a stable code, and what to do. */
  code: z.string().optional(),
  detail: z.string().optional(),
});

const Changed = z
  .object({
    items: z.array(Item),
    /** For `POST /api/bulk/{id}/undo`; null where nothing changed. */
    undoId: z.string().nullable(),
  })
  .openapi("BulkChanged");

const Undone = z
  .object({ items: z.array(Item.extend({ outcome: z.enum([...outcomes.options, "changed"]) })) })
  .openapi("BulkUndone");

const change = createRoute({
  method: "post",
  path: "/api/conversations/bulk",
  summary: "Changes many conversations, each with an outcome of its own",
  description: `At most ${MOST_AT_ONCE} at once: send more in further calls. What fails for one conversation leaves it as it was and touches no other. What is wrong with the change itself is refused as a whole.`,
  ...needs("conversation.manage"),
  request: { headers: IdempotencyHeader, body: jsonBody(Input) },
  responses: { 200: json(Changed, "In the order of the ids, each once"), ...problems },
});

const undo = createRoute({
  method: "post",
  path: "/api/bulk/{id}/undo",
  summary: "Takes a change of many back, once, within an hour",
  description:
    "Only by whoever made it. A conversation that somebody changed meanwhile stays as it is, with the outcome `changed`; all others are exactly as before.",
  ...needs("conversation.manage"),
  request: { params: IdParam },
  responses: { 200: json(Undone, "What became of each"), ...problems },
});

export function bulkRoutes(deps: ApiDeps) {
  return newRouter()
    .openapi(change, (c) => {
      const body = c.req.valid("json");
      const { assigneeId, snoozedUntil, ...rest } = body.change;
      const ids = body.ids.map((id, index) => inputId("conversation", id, `ids.${index}`));
      const answer = onceOnly(deps, c, { status: 200, body, schema: Changed }, () => {
        const { outcomes, undoId } = changeMany(deskOf(deps, c), ids, {
          ...rest,
          assigneeId: typeof assigneeId === "string" ? inputId("agent", assigneeId, "assigneeId") : assigneeId,
          snoozedUntil: typeof snoozedUntil === "string" ? Date.parse(snoozedUntil) : snoozedUntil,
        });
        return { items: outcomes.map(present), undoId: undoId === null ? null : formatId("bulk", undoId) };
      });
      return c.json(answer, 200);
    })
    .openapi(undo, (c) => {
      const items = undoChange(deskOf(deps, c), pathId("bulk", c.req.valid("param").id)).map(present);
      return c.json({ items }, 200);
    });
}

function present<T extends UndoOutcome>(outcome: T): Omit<T, "id"> & { id: string } {
  return { ...outcome, id: formatId("conversation", outcome.id) };
}
