/** The question that follows a close: its words, and which accounts ask it. */
import { createRoute, z } from "@hono/zod-openapi";
import { setSatisfaction } from "../../inbox/satisfaction/settings.ts";
import { accountView } from "../../inbox/accounts/view.ts";
import { DEFAULT_TEXTS, satisfactionTexts, setSatisfactionTexts } from "../../trust/satisfaction-texts.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";
import { AccountView } from "../schemas.ts";

const Texts = z.strictObject({ en: z.string().max(2_000), zh: z.string().max(2_000) });
const TextsView = z.object({ texts: Texts, defaults: Texts }).openapi("SatisfactionTexts");

const read = createRoute({
  method: "get",
  path: "/api/settings/satisfaction",
  summary: "What people are asked after a close; each account says whether (`satisfactionAfterMinutes`)",
  ...needs("account.read"),
  responses: { 200: json(TextsView, "The words in use, and ours"), ...problems },
});
const write = createRoute({
  method: "put",
  path: "/api/settings/satisfaction",
  summary: "Changes the question; it must say how to answer, and pass the guard",
  ...needs("settings.change"),
  request: { body: jsonBody(z.strictObject({ texts: Texts }).openapi("SatisfactionTextsInput")) },
  responses: { 200: json(TextsView, "As it is now"), ...problems },
});
const writeAccount = createRoute({
  method: "put",
  path: "/api/accounts/{id}/satisfaction",
  summary: "Asks those who wrote to an account in private how it went, once a close, or stops it",
  ...needs("settings.change"),
  request: {
    params: IdParam,
    body: jsonBody(
      z
        .strictObject({
          afterMinutes: z
            .int()
            .min(0)
            .max(1_440)
            .nullable()
            .openapi({ description: "After the close; null: not asked" }),
        })
        .openapi("SatisfactionInput"),
    ),
  },
  responses: { 200: json(AccountView, "The account as it is now"), ...problems },
});

export function satisfactionRoutes(deps: ApiDeps) {
  const { store } = deps;
  const view = () => ({ texts: satisfactionTexts(store), defaults: DEFAULT_TEXTS });
  return newRouter()
    .openapi(read, (c) => c.json(view(), 200))
    .openapi(write, (c) => {
      setSatisfactionTexts(deskOf(deps, c), c.req.valid("json").texts);
      return c.json(view(), 200);
    })
    .openapi(writeAccount, (c) => {
      const id = pathId("account", c.req.valid("param").id);
      setSatisfaction(deskOf(deps, c), id, c.req.valid("json").afterMinutes);
      return c.json(accountView(store, id), 200);
    });
}
