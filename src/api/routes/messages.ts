/** Changes of messages that the platform has: ours are edited and deleted, anybody's get a reaction, answers under ours are hidden. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import type { DeliveryState } from "../../domain/status.ts";
import { deleteMessage } from "../../inbox/delete-message.ts";
import { editMessage } from "../../inbox/edit-message.ts";
import { hide } from "../../inbox/hide.ts";
import { react } from "../../inbox/react.ts";
import { revealSecret } from "../../inbox/sealed-secrets.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { loggingRefusals } from "../refusals.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";
import { ChangeAccepted } from "../schemas.ts";

const accepted = {
  202: json(ChangeAccepted, "On its way; the message follows once the platform has it"),
  ...problems,
};

const edit = createRoute({
  method: "patch",
  path: "/api/messages/{id}",
  summary: "Changes the text of a message of ours on the platform",
  ...needs("reply.send"),
  request: {
    params: IdParam,
    body: jsonBody(z.strictObject({ text: z.string().min(1).max(40_000) }).openapi("MessagePatch")),
  },
  responses: accepted,
});

const remove = createRoute({
  method: "delete",
  path: "/api/messages/{id}",
  summary: "Deletes a message of ours on the platform",
  ...needs("reply.send"),
  request: { params: IdParam },
  responses: accepted,
});

const reaction = createRoute({
  method: "post",
  path: "/api/messages/{id}/reactions",
  summary: "Puts our reaction on a message, or takes it away",
  ...needs("reply.send"),
  request: {
    params: IdParam,
    body: jsonBody(
      z.strictObject({ emoji: z.string().min(1).max(64), remove: z.boolean().optional() }).openapi("ReactionInput"),
    ),
  },
  responses: accepted,
});

const hiding = createRoute({
  method: "post",
  path: "/api/messages/{id}/hide",
  summary: "Hides an answer under ours, or shows it again",
  ...needs("reply.send"),
  request: { params: IdParam, body: jsonBody(z.strictObject({ hidden: z.boolean() }).openapi("HideInput")) },
  responses: accepted,
});

const reveal = createRoute({
  method: "post",
  path: "/api/messages/{id}/secrets/{number}/reveal",
  summary: "Shows what stands behind a masked span of kind `undecided`, and logs who looked",
  ...needs("secret.reveal"),
  request: {
    params: IdParam.extend({ number: z.coerce.number().int().min(0).max(1_000).openapi({ example: 0 }) }),
  },
  responses: { 200: json(z.object({ text: z.string() }).openapi("RevealedSecret"), "Its text"), ...problems },
});

const present = ({ id, state }: { id: number; state: DeliveryState }) => ({
  delivery: { id: formatId("delivery", id), state },
});

export function messageRoutes(deps: ApiDeps) {
  return newRouter()
    .openapi(reveal, (c) => {
      const { id, number } = c.req.valid("param");
      const text = revealSecret(deskOf(deps, c), deps.accounts.keys, pathId("message", id), number);
      return c.json({ text }, 200);
    })
    .openapi(edit, (c) => {
      const id = pathId("message", c.req.valid("param").id);
      const { text } = c.req.valid("json");
      const change = () => editMessage(deskOf(deps, c), id, text);
      return c.json(present(loggingRefusals(deps, c, { messageId: id }, change)), 202);
    })
    .openapi(remove, (c) => {
      const id = pathId("message", c.req.valid("param").id);
      return c.json(present(deleteMessage(deskOf(deps, c), id)), 202);
    })
    .openapi(reaction, (c) => {
      const id = pathId("message", c.req.valid("param").id);
      const { emoji, remove: gone = false } = c.req.valid("json");
      return c.json(present(react(deskOf(deps, c), id, { emoji, remove: gone })), 202);
    })
    .openapi(hiding, (c) => {
      const id = pathId("message", c.req.valid("param").id);
      return c.json(present(hide(deskOf(deps, c), id, c.req.valid("json").hidden)), 202);
    });
}
