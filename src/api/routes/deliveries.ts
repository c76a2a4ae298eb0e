/** A person decides about a delivery that failed, is held or in doubt. */
import { createRoute, z } from "@hono/zod-openapi";
import { resolveDelivery } from "../../delivery/resolve.ts";
import { ProblemError } from "../../domain/problem.ts";
import { waitingCodes } from "../../inbox/views/delivery-shown.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { presentDelivery } from "../present/message.ts";
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

export function deliveryRoutes(deps: ApiDeps) {
  return newRouter().openapi(resolve, (c) => {
    const id = pathId("delivery", c.req.valid("param").id);
    resolveDelivery(deskOf(deps, c), id, c.req.valid("json").as);
    const row = deps.store.q.deliveryById.get({ id });
    if (!row) throw new ProblemError("not-found", "There is no such delivery.");
    return c.json(presentDelivery({ ...row, code: waitingCodes(deps.store, [row])(row) }), 200);
  });
}
