/** Who is there, and the words and numbers around the list. */
import { createRoute } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { unreadMentions } from "../../inbox/mentions.ts";
import { conversationCounts } from "../../inbox/views/counts.ts";
import { listAgents } from "../../trust/agents.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { listOf } from "../page.ts";
import { json, newRouter, problems } from "../router.ts";
import { Colleague, Counts } from "../schemas.ts";

const agents = createRoute({
  method: "get",
  path: "/api/agents",
  summary: "The people of the team",
  ...needs("conversation.read"),
  responses: { 200: json(listOf(Colleague), "Everybody, oldest first"), ...problems },
});

const counts = createRoute({
  method: "get",
  path: "/api/counts",
  summary: "How many conversations there are",
  ...needs("conversation.read"),
  responses: { 200: json(Counts, "Maintained, not counted"), ...problems },
});

export function meRoutes({ store }: ApiDeps) {
  return newRouter()
    .openapi(agents, (c) => {
      const items = listAgents(store).map((row) => ({
        id: formatId("agent", row.id),
        name: row.name,
        role: row.role,
        active: row.deactivatedAt === null,
      }));
      return c.json({ items }, 200);
    })
    .openapi(counts, (c) => {
      const { status, unassigned, attention, byAccount, byAssignee, accountStatus } = conversationCounts(store);
      const named = <T>(kind: "account" | "agent", numbers: Map<number, T>) =>
        Object.fromEntries([...numbers].map(([id, n]) => [formatId(kind, id), n]));
      return c.json(
        {
          status,
          unassigned,
          attention,
          byAccount: named("account", byAccount),
          accountStatus: named("account", accountStatus),
          byAssignee: named("agent", byAssignee),
          mentions: unreadMentions(store, c.get("actor").id),
        },
        200,
      );
    });
}
