/** Macros: several actions under one name. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { toIso } from "../../domain/time.ts";
import {
  changeMacro,
  createMacro,
  deleteMacro,
  listMacros,
  type MacroRow,
  runMacro,
} from "../../inbox/macros/macros.ts";
import type { DeskChange } from "../../inbox/change-conversation.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdempotencyHeader, onceOnly } from "../idempotency.ts";
import { IdParam, inputId, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { MacroInput, MacroView } from "../playbook-schemas.ts";
import { loggingRefusals } from "../refusals.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";
import { ConversationPatch } from "../schemas.ts";

const MacroRan = z
  .object({
    outcomes: z.array(
      z.object({
        do: z.string(),
        outcome: z.enum(["done", "nothing", "queued", "held", "insert"]).openapi({
          description: "`nothing`: it was so already. `held`: waits for a lead. `insert`: `text` is for the reply box",
        }),
        text: z.string().optional(),
      }),
    ),
    /** For `PATCH /api/conversations/{id}`: takes back what can be; what was sent or noted stays. Empty: nothing to take back. */
    undo: ConversationPatch,
  })
  .openapi("MacroRan");

const list = createRoute({
  method: "get",
  path: "/api/macros",
  summary: "The macros",
  ...needs("conversation.read"),
  responses: { 200: json(listOf(MacroView), "By name"), ...problems },
});

const create = createRoute({
  method: "post",
  path: "/api/macros",
  summary: "Makes a macro",
  ...needs("settings.change"),
  request: { body: jsonBody(MacroInput) },
  responses: { 201: json(MacroView, "The macro"), ...problems },
});

const change = createRoute({
  method: "put",
  path: "/api/macros/{id}",
  summary: "Changes a macro",
  ...needs("settings.change"),
  request: { params: IdParam, body: jsonBody(MacroInput) },
  responses: { 200: json(MacroView, "As it is now"), ...problems },
});

const remove = createRoute({
  method: "delete",
  path: "/api/macros/{id}",
  summary: "Deletes a macro",
  ...needs("settings.change"),
  request: { params: IdParam },
  responses: { 200: json(z.object({ deleted: z.literal(true) }), "Deleted"), ...problems },
});

const run = createRoute({
  method: "post",
  path: "/api/macros/{id}/run",
  summary: "Runs a macro on a conversation: all of it or nothing",
  description:
    "A problem carries `action`, the number of the action that could not be done, and `do`; then nothing was done. Its texts pass the guard as replies do.",
  ...needs("conversation.manage"),
  request: {
    params: IdParam,
    headers: IdempotencyHeader,
    body: jsonBody(
      z.strictObject({ conversationId: z.string().max(30), seenSeq: z.int().optional() }).openapi("MacroRun"),
    ),
  },
  responses: { 200: json(MacroRan, "What it did"), ...problems },
});

export function macroRoutes(deps: ApiDeps) {
  const { store } = deps;
  const idOf = (text: string) => pathId("macro", text);
  return newRouter()
    .openapi(list, (c) => c.json({ items: listMacros(store).map(present) }, 200))
    .openapi(create, (c) => c.json(present(createMacro(deskOf(deps, c), c.req.valid("json"))), 201))
    .openapi(change, (c) =>
      c.json(present(changeMacro(deskOf(deps, c), idOf(c.req.valid("param").id), c.req.valid("json"))), 200),
    )
    .openapi(remove, (c) => {
      deleteMacro(deskOf(deps, c), idOf(c.req.valid("param").id));
      return c.json({ deleted: true as const }, 200);
    })
    .openapi(run, (c) => {
      const id = idOf(c.req.valid("param").id);
      const body = c.req.valid("json");
      const conversationId = inputId("conversation", body.conversationId, "conversationId");
      const ran = loggingRefusals(deps, c, { conversationId }, () =>
        onceOnly(deps, c, { status: 200, body, schema: MacroRan }, () => {
          const { outcomes, undo } = runMacro(deskOf(deps, c), id, conversationId, body.seenSeq ?? null);
          return { outcomes, undo: presentUndo(undo) };
        }),
      );
      return c.json(ran, 200);
    });
}

function present({ id, name, key, actions, uses }: MacroRow): z.infer<typeof MacroView> {
  return { id: formatId("macro", id), name, key, actions, uses };
}

function presentUndo({ assigneeId, snoozedUntil, topicId, ...change }: DeskChange): z.infer<typeof ConversationPatch> {
  return {
    ...change,
    ...(assigneeId === undefined ? {} : { assigneeId: assigneeId === null ? null : formatId("agent", assigneeId) }),
    ...(topicId === undefined ? {} : { topicId: topicId === null ? null : formatId("topic", topicId) }),
    ...(snoozedUntil === undefined ? {} : { snoozedUntil: toIso(snoozedUntil) }),
  };
}
