/** Outgoing webhooks: who is told what happens. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { type EpochMs, toIso } from "../../domain/time.ts";
import {
  addEndpoint,
  type EndpointRow,
  listEndpoints,
  patchEndpoint,
  removeEndpoint,
  replaceSecret,
  replayEndpoint,
  testEndpoint,
} from "../../inbox/webhooks/endpoints.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";
import { Webhook } from "../schemas.ts";

const Url = z.string().max(2_000);
const Types = z
  .array(z.string().regex(/^[a-z]+\.(\*|[a-z-]+)$/))
  .max(50)
  .openapi({ description: "`conversation.status`, or `message.*`; empty: everything" });

const list = createRoute({
  method: "get",
  path: "/api/webhooks",
  summary: "Who is told what happens",
  ...needs("webhook.manage"),
  responses: { 200: json(listOf(Webhook), "Oldest first"), ...problems },
});

const add = createRoute({
  method: "post",
  path: "/api/webhooks",
  summary: "Tells an address what happens from now on",
  description:
    "Signed by the Standard Webhooks rules. Any 2xx takes an event; anything else is tried again for three days, then the webhook is disabled. An event can come twice, under the same `webhook-id`, and out of order.",
  ...needs("webhook.manage"),
  request: {
    body: jsonBody(z.strictObject({ url: Url, types: Types.default([]) }).openapi("WebhookInput")),
  },
  responses: {
    201: json(
      z.object({ webhook: Webhook, secret: z.string().openapi({ example: "whsec_…" }) }),
      "The secret is shown only here",
    ),
    ...problems,
  },
});

const patch = createRoute({
  method: "patch",
  path: "/api/webhooks/{id}",
  summary: "Changes where and what; `active` sets a disabled one to work again, from where it stood",
  ...needs("webhook.manage"),
  request: {
    params: IdParam,
    body: jsonBody(
      z
        .strictObject({
          url: Url.optional(),
          types: Types.optional(),
          state: z.enum(["active", "disabled"]).optional(),
        })
        .openapi("WebhookPatch"),
    ),
  },
  responses: { 200: json(Webhook, "As it is now"), ...problems },
});

const remove = createRoute({
  method: "delete",
  path: "/api/webhooks/{id}",
  summary: "Tells it nothing more",
  ...needs("webhook.manage"),
  request: { params: IdParam },
  responses: { 200: json(z.object({ removed: z.literal(true) }), "Removed"), ...problems },
});

const replay = createRoute({
  method: "post",
  path: "/api/webhooks/{id}/replay",
  summary: "Tells it once more what happened after an event",
  description: "Under the same ids, with what the events are about as it stands now.",
  ...needs("webhook.manage"),
  request: {
    params: IdParam,
    body: jsonBody(z.strictObject({ sinceSeq: z.int().min(0) }).openapi("WebhookReplay")),
  },
  responses: { 202: json(Webhook, "It is under way"), ...problems },
});

const Overlap = z.strictObject({
  overlapHours: z
    .int()
    .min(0)
    .max(168)
    .default(24)
    .openapi({ description: "How long both secrets sign; 0: the old one ends at once" }),
});

const secret = createRoute({
  method: "post",
  path: "/api/webhooks/{id}/secret",
  summary: "Gives it another secret; for a while every call is signed with both",
  ...needs("webhook.manage"),
  request: { params: IdParam, body: jsonBody(Overlap.openapi("WebhookSecretInput")) },
  responses: {
    200: json(
      z.object({ webhook: Webhook, secret: z.string().openapi({ example: "whsec_…" }) }),
      "The secret is shown only here",
    ),
    ...problems,
  },
});

const test = createRoute({
  method: "post",
  path: "/api/webhooks/{id}/test",
  summary: "Tells it alone an event `webhook.tested`; how that went stands among its attempts",
  ...needs("webhook.manage"),
  request: { params: IdParam },
  responses: { 202: json(z.object({ seq: z.int() }), "Number of the event"), ...problems },
});

export function outgoingRoutes(deps: ApiDeps) {
  const { store } = deps;
  const { keys } = deps.accounts;
  const idOf = (text: string) => pathId("webhook", text);
  return newRouter()
    .openapi(list, (c) => c.json({ items: listEndpoints(store).map((row) => present(row, store.clock.now())) }, 200))
    .openapi(add, (c) => {
      const { row, secret } = addEndpoint(deskOf(deps, c), keys, c.req.valid("json"));
      return c.json({ webhook: present(row, store.clock.now()), secret }, 201);
    })
    .openapi(patch, (c) =>
      c.json(
        present(patchEndpoint(deskOf(deps, c), idOf(c.req.valid("param").id), c.req.valid("json")), store.clock.now()),
        200,
      ),
    )
    .openapi(remove, (c) => {
      removeEndpoint(deskOf(deps, c), idOf(c.req.valid("param").id));
      return c.json({ removed: true as const }, 200);
    })
    .openapi(secret, (c) => {
      const { row, secret } = replaceSecret(deskOf(deps, c), keys, idOf(c.req.valid("param").id), c.req.valid("json"));
      return c.json({ webhook: present(row, store.clock.now()), secret }, 200);
    })
    .openapi(test, (c) => c.json({ seq: testEndpoint(deskOf(deps, c), idOf(c.req.valid("param").id)) }, 202))
    .openapi(replay, (c) => {
      const { sinceSeq } = c.req.valid("json");
      return c.json(
        present(replayEndpoint(deskOf(deps, c), idOf(c.req.valid("param").id), sinceSeq), store.clock.now()),
        202,
      );
    });
}

function present(row: EndpointRow, now: EpochMs): z.infer<typeof Webhook> {
  const { url, types, state, reason, cursor, lastError, recent, previousUntil } = row;
  return {
    id: formatId("webhook", row.id),
    url,
    types,
    state,
    reason,
    seq: cursor,
    lastSentAt: toIso(row.lastSentAt),
    lastErrorAt: toIso(row.lastErrorAt),
    lastError,
    previousSecretUntil: previousUntil !== null && previousUntil > now ? toIso(previousUntil) : null,
    recent: (recent ?? []).map((one) => ({ ...one, at: toIso(one.at) })),
    createdAt: toIso(row.createdAt),
  };
}
