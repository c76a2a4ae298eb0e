/** Search over everything that was said. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { toIso } from "../../domain/time.ts";
import { searchHits } from "../../inbox/views/search.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { pageOf, PageQuery } from "../page.ts";
import { presentConversation } from "../present/conversation.ts";
import { json, newRouter, problems } from "../router.ts";
import { SearchHit } from "../schemas.ts";

const search = createRoute({
  method: "get",
  path: "/api/search",
  summary: "Messages and notes that hold all the words, newest first",
  description:
    "Chinese by any two characters that stand together, simplified and traditional alike; Latin words by their beginning.",
  ...needs("conversation.read"),
  request: { query: PageQuery.extend({ q: z.string().min(1).max(200) }) },
  responses: { 200: json(pageOf(SearchHit), "A page"), ...problems },
});

export function searchRoutes({ store }: ApiDeps) {
  return newRouter().openapi(search, (c) => {
    const { q, cursor, limit } = c.req.valid("query");
    const { items, nextCursor } = searchHits(store, q, { cursor, limit });
    const hits = items.map(({ message, authorName, conversation }) => ({
      messageId: formatId("message", message.id),
      direction: message.direction === "ambient" ? ("context" as const) : message.direction,
      authorName,
      text: message.text,
      sentAt: toIso(message.sentAt),
      conversation: presentConversation(conversation),
    }));
    return c.json({ items: hits, nextCursor }, 200);
  });
}
