/** Search over everything that was said. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { ProblemError } from "../../domain/problem.ts";
import { matchesIn } from "../../inbox/search/in-conversation.ts";
import { searchMessagesWith } from "../../inbox/search/list.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { listOf, pageOf, PageQuery } from "../page.ts";
import { presentConversation } from "../present/conversation.ts";
import { presentHit } from "../present/hit.ts";
import { json, newRouter, problems } from "../router.ts";
import { MessageMatch, SearchHit } from "../schemas.ts";
import { resolvedSearch, SearchText, TimeZone } from "../search-input.ts";

const search = createRoute({
  method: "get",
  path: "/api/search",
  summary: "Messages and notes that hold all the words, newest first",
  description: `Chinese by any two characters that stand together, simplified and traditional alike; Latin words whole, the last one by its beginning; "quoted" words in their order. Beside words: \`from:\` a name or handle, \`is:\` a state, \`in:\` a platform or account, \`label:\`, \`before:\`, \`after:\` (that day included), \`has:\`, each in Chinese too. It takes a word or \`from:\`; conversations by state alone are \`GET /api/conversations?q=\`. A page can be short, or empty, while there is more.`,
  ...needs("conversation.read"),
  request: { query: PageQuery.extend({ q: SearchText, timeZone: TimeZone }) },
  responses: { 200: json(pageOf(SearchHit), "A page"), ...problems },
});

const matches = createRoute({
  method: "get",
  path: "/api/conversations/{id}/matches",
  summary: "Where the words of a search stand in a conversation, newest first",
  description: "Any of the words, among its newest 1,000 messages; operators are passed over.",
  ...needs("conversation.read"),
  request: { params: IdParam, query: z.object({ q: SearchText.optional(), timeZone: TimeZone }) },
  responses: { 200: json(listOf(MessageMatch), "The messages, with ranges of their texts"), ...problems },
});

export function searchRoutes({ store }: ApiDeps) {
  return newRouter()
    .openapi(search, (c) => {
      const { q, timeZone, cursor, limit } = c.req.valid("query");
      const asked = resolvedSearch(store, c.get("actor"), q, timeZone);
      if (asked.fts === null && !asked.impossible)
        throw new ProblemError("invalid", "Add a word, or from: and a name; a state alone finds no message.", {
          field: "q",
        });
      const { items, nextCursor } = searchMessagesWith(store, asked, { cursor, limit });
      const hits = items.map(({ row, hit }) => ({ ...presentHit(hit), conversation: presentConversation(row) }));
      return c.json({ items: hits, nextCursor }, 200);
    })
    .openapi(matches, (c) => {
      const id = pathId("conversation", c.req.valid("param").id);
      const { q, timeZone } = c.req.valid("query");
      const terms = q === undefined ? [] : resolvedSearch(store, c.get("actor"), q, timeZone).terms;
      const items = matchesIn(store, id, terms).map(({ messageId, marks }) => ({
        messageId: formatId("message", messageId),
        marks,
      }));
      return c.json({ items }, 200);
    });
}
