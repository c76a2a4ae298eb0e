/** A person decides about a delivery that failed or is in doubt; a lead about one that is held. */
import { createRoute, z } from "@hono/zod-openapi";
import { approveDelivery, rejectDelivery } from "../../delivery/approve.ts";
import { resolveDelivery } from "../../delivery/resolve.ts";
import { formatId } from "../../domain/ids.ts";
import { PLACE_KINDS } from "../../domain/platform.ts";
import { toIso } from "../../domain/time.ts";
import { type HeldDelivery as HeldRow, listHeld } from "../../inbox/views/held.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { pageOf, PageQuery } from "../page.ts";
import { deliveryPresenter, presentDelivery } from "../present/message.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";
import { DeliveryView } from "../schemas.ts";

const resolve = createRoute({
  method: "post",
  path: "/api/deliveries/{id}/resolve",
  summary: "Sends it again, says that it was sent, or cancels it",
  ...needs("reply.send"),
  request: {
    params: IdParam,
    body: jsonBody(z.strictObject({ as: z.enum(["retry", "sent", "cancelled"]) }).openapi("ResolveInput")),
  },
  responses: { 200: json(DeliveryView, "The delivery as it is now"), ...problems },
});

const HeldDelivery = DeliveryView.extend({
  conversationId: z.string(),
  messageId: z.string(),
  text: z.string().openapi({ description: "The words that would leave" }),
  author: z.string().nullable(),
  createdAt: z.iso.datetime(),
  place: z.enum(PLACE_KINDS).openapi({ description: "Who could read it" }),
  findings: z
    .array(z.object({ rule: z.string(), start: z.int(), end: z.int() }))
    .openapi({ description: "What it is held for, by today's rules; half-open ranges of `text` in UTF-16 units" }),
}).openapi("HeldDelivery");

const list = createRoute({
  method: "get",
  path: "/api/deliveries",
  summary: "What waits for a lead, oldest first",
  ...needs("conversation.read"),
  request: { query: PageQuery.extend({ state: z.literal("held") }) },
  responses: { 200: json(pageOf(HeldDelivery), "A page"), ...problems },
});

const approve = createRoute({
  method: "post",
  path: "/api/deliveries/{id}/approve",
  summary: "Lets out what was held, with all parts of its text",
  ...needs("reply.approve"),
  request: { params: IdParam },
  responses: { 200: json(DeliveryView, "The delivery as it is now"), ...problems },
});

const reject = createRoute({
  method: "post",
  path: "/api/deliveries/{id}/reject",
  summary: "Turns down what was held, with all parts of its text",
  ...needs("reply.approve"),
  request: { params: IdParam },
  responses: { 200: json(DeliveryView, "The delivery as it is now"), ...problems },
});

export function deliveryRoutes(deps: ApiDeps) {
  const present = deliveryPresenter(deps.store);
  return newRouter()
    .openapi(resolve, (c) => {
      const id = pathId("delivery", c.req.valid("param").id);
      resolveDelivery(deskOf(deps, c), id, c.req.valid("json").as);
      return c.json(present(id), 200);
    })
    .openapi(list, (c) => {
      const { items, nextCursor } = listHeld(deps.store, c.req.valid("query"));
      return c.json({ items: items.map(presentHeld), nextCursor }, 200);
    })
    .openapi(approve, (c) => {
      const id = pathId("delivery", c.req.valid("param").id);
      approveDelivery(deskOf(deps, c), id);
      return c.json(present(id), 200);
    })
    .openapi(reject, (c) => {
      const id = pathId("delivery", c.req.valid("param").id);
      rejectDelivery(deskOf(deps, c), id);
      return c.json(present(id), 200);
    });
}

function presentHeld({
  row,
  conversationId,
  text,
  author,
  createdAt,
  findings,
  place,
}: HeldRow): z.infer<typeof HeldDelivery> {
  return {
    ...presentDelivery(row),
    conversationId: formatId("conversation", conversationId),
    messageId: formatId("message", row.messageId),
    text,
    author,
    createdAt: toIso(createdAt),
    place,
    findings,
  };
}
