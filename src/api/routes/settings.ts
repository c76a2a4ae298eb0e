/** What the brand may set: the list of what replies may link to. */
import { createRoute, z } from "@hono/zod-openapi";
import { EXPLORERS } from "../../trust/guard/hosts.ts";
import { accountLinks, outboundLinks, setOutboundLinks } from "../../trust/outbound-links.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const Input = z
  .strictObject({
    entries: z
      .array(z.string().min(1).max(300))
      .max(500)
      .openapi({ description: "`host`, `*.host`, `host/path` or `@handle`", example: ["*.bobowallet.com"] }),
    explorers: z.boolean().default(true).openapi({ description: "Whether the known block explorers are on the list" }),
  })
  .openapi("OutboundLinksInput");

const View = z
  .object({
    entries: z.array(z.string()),
    explorers: z.boolean(),
    /** Always on the list: the pages of the connected accounts. */
    accounts: z.array(z.string()),
    knownExplorers: z.array(z.string()),
  })
  .openapi("OutboundLinks");

const read = createRoute({
  method: "get",
  path: "/api/settings/outbound-links",
  summary: "What replies may link to without a lead",
  ...needs("account.read"),
  responses: { 200: json(View, "The list"), ...problems },
});

const write = createRoute({
  method: "put",
  path: "/api/settings/outbound-links",
  summary: "Sets what replies may link to without a lead",
  ...needs("settings.change"),
  request: { body: jsonBody(Input) },
  responses: { 200: json(View, "The list as it is now"), ...problems },
});

export function settingsRoutes(deps: ApiDeps) {
  const view = () => ({
    ...outboundLinks(deps.store),
    accounts: accountLinks(deps.store),
    knownExplorers: [...EXPLORERS],
  });
  return newRouter()
    .openapi(read, (c) => c.json(view(), 200))
    .openapi(write, (c) => {
      setOutboundLinks(deskOf(deps, c), c.req.valid("json"));
      return c.json(view(), 200);
    });
}
