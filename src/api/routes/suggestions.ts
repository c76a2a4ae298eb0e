/** What may answer a conversation, and that it did. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { PUBLICATION_KINDS, SITE_LANGUAGES } from "../../domain/publications.ts";
import { siteSettings } from "../../qa/site-settings.ts";
import { countUsed } from "../../qa/suggestions/count-used.ts";
import { type Suggestion as Suggested, suggestFor } from "../../qa/suggestions/suggest.ts";
import { needs } from "../access.ts";
import { baseUrl } from "../client.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { deskOf, json, newRouter, problems } from "../router.ts";

const shared = {
  title: z.string(),
  language: z.enum(SITE_LANGUAGES),
  text: z.string().openapi({ description: "Plain text, as it would go into a reply. Gaps of canned answers stay" }),
  match: z.number().min(0).max(1).openapi({ description: "How much of what was asked it has" }),
};

const Suggestion = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.enum(PUBLICATION_KINDS),
      id: z.string(),
      ...shared,
      url: z.string().openapi({ description: "The public page" }),
    }),
    z.object({ kind: z.literal("answer"), id: z.string(), name: z.string(), ...shared }),
  ])
  .openapi("Suggestion");

const MOST = 10;

const list = createRoute({
  method: "get",
  path: "/api/conversations/{id}/suggestions",
  summary: "What may answer the person's newest messages, best first",
  description:
    "Published pages, threads and canned answers that may be used there, in the language that the person writes; where there is nothing in it, in the other one. Compared by words alone: nothing leaves this machine.",
  ...needs("conversation.read"),
  request: {
    params: IdParam,
    query: z.object({ limit: z.coerce.number().int().min(1).max(MOST).default(5) }),
  },
  responses: { 200: json(listOf(Suggestion), "At most `limit`"), ...problems },
});

const use = createRoute({
  method: "post",
  path: "/api/publications/{id}/use",
  summary: "Counts that an answer led to the page, or took its words",
  ...needs("reply.send"),
  request: { params: IdParam },
  responses: { 200: json(z.object({ counted: z.literal(true) }), "Counted"), ...problems },
});

export function suggestionRoutes(deps: ApiDeps) {
  return newRouter()
    .openapi(list, (c) => {
      const id = pathId("conversation", c.req.valid("param").id);
      const origin = siteSettings(deps.store).origin ?? baseUrl(c, deps);
      const found = suggestFor(deskOf(deps, c), id, c.req.valid("query").limit, origin);
      return c.json({ items: found.map((one) => present(one, origin)) }, 200);
    })
    .openapi(use, (c) => {
      countUsed(deskOf(deps, c), pathId("publication", c.req.valid("param").id));
      return c.json({ counted: true as const }, 200);
    });
}

function present(one: Suggested, origin: string): z.infer<typeof Suggestion> {
  const { title, language, text, match } = one;
  return one.kind === "answer"
    ? { kind: one.kind, id: formatId("answer", one.answerId), name: one.name, title, language, text, match }
    : {
        kind: one.kind,
        id: formatId("publication", one.publicationId),
        title,
        language,
        text,
        match,
        url: `${origin}${one.path}`,
      };
}
