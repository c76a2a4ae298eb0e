/** API keys: what programs come in with. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { PERMISSIONS } from "../../domain/permissions.ts";
import { createOwnKey, listTokens, revokeToken } from "../../trust/tokens.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { KeyView } from "../people-schemas.ts";
import { presentKey } from "../present/person.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const list = createRoute({
  method: "get",
  path: "/api/keys",
  summary: "All API keys, also those that the command line made",
  ...needs("keys.manage"),
  responses: { 200: json(listOf(KeyView), "Oldest first, revoked ones included"), ...problems },
});

const KeyInput = z
  .strictObject({
    label: z.string().trim().min(1).max(100),
    scopes: z.array(z.enum(PERMISSIONS)).min(1),
    expiresAt: z.iso.datetime().openapi({ description: "At most a year ahead" }),
  })
  .openapi("ApiKeyInput");

const create = createRoute({
  method: "post",
  path: "/api/keys",
  summary: "Makes a key that acts for whoever makes it, within its scopes",
  ...needs("keys.manage"),
  request: { body: jsonBody(KeyInput) },
  responses: { 201: json(z.object({ id: z.string(), key: z.string() }), "The key; shown only here"), ...problems },
});

const revoke = createRoute({
  method: "delete",
  path: "/api/keys/{id}",
  summary: "Ends a key at once",
  ...needs("keys.manage"),
  request: { params: IdParam },
  responses: { 204: { description: "Ended" }, ...problems },
});

export function keyRoutes(deps: ApiDeps) {
  return newRouter()
    .openapi(list, (c) => c.json({ items: listTokens(deps.store).map(presentKey) }, 200))
    .openapi(create, (c) => {
      const { label, scopes, expiresAt } = c.req.valid("json");
      const made = createOwnKey(deskOf(deps, c), { label, scopes, expiresAt: Date.parse(expiresAt) });
      return c.json({ id: formatId("token", made.id), key: made.token }, 201);
    })
    .openapi(revoke, (c) => {
      revokeToken(deskOf(deps, c), pathId("token", c.req.valid("param").id));
      return c.body(null, 204);
    });
}
