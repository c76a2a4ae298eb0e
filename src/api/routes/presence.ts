/** Who looks at what, and who writes: said by each open page, told over the live stream, never stored. */
import { createRoute, z } from "@hono/zod-openapi";
import { ProblemError } from "../../domain/problem.ts";
import { SECOND_MS } from "../../domain/time.ts";
import { requireConversation } from "../../inbox/require-conversation.ts";
import { WRITING_MODES } from "../../inbox/together/presence.ts";
import { teamOf } from "../../inbox/together/team.ts";
import { noteSeen } from "../../inbox/together/work.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { inputId } from "../ids.ts";
import { listOf } from "../page.ts";
import { Here, presentHere } from "../present/presence.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const Announcement = z
  .strictObject({
    tab: z.string().min(1).max(40).openapi({ description: "The page's own name for itself" }),
    conversationId: z.string().max(30).nullable().openapi({ description: "Null: none, or the page is hidden" }),
    typing: z.enum(WRITING_MODES).nullable().default(null).openapi({ description: "Renew it every 4 s" }),
    takeOver: z.boolean().default(false).openapi({ description: "Answer it although a colleague began" }),
  })
  .openapi("PresenceInput");

const announce = createRoute({
  method: "post",
  path: "/api/presence",
  summary: "Says which conversation a page of yours shows, and whether you write there",
  description:
    "Say it on each change and every 20 s: it is over after 45 s. Who types an answer first holds the conversation for a minute after the last letter; colleagues see it and may take over. At most 2 a second in the long run.",
  ...needs("conversation.read"),
  request: { body: jsonBody(Announcement) },
  responses: { 200: json(z.object({ here: Here.nullable() }), "Who is at that conversation now"), ...problems },
});

const read = createRoute({
  method: "get",
  path: "/api/presence",
  summary: "Every conversation at which somebody looks just now",
  description: "Changes come over `GET /api/events`, as event `presence` with a Here as data.",
  ...needs("conversation.read"),
  responses: { 200: json(listOf(Here), "In no order"), ...problems },
});

export function presenceRoutes(deps: ApiDeps) {
  const { presence } = teamOf(deps.store);
  return newRouter()
    .openapi(announce, (c) => {
      const { conversationId, ...rest } = c.req.valid("json");
      const { id: agentId } = c.get("actor");
      const waitMs = presence.wait(agentId);
      if (waitMs > 0)
        throw new ProblemError("too-many-attempts", "Announce at most twice a second.", {
          extra: { retryAfterSeconds: Math.ceil(waitMs / SECOND_MS) },
        });
      const id = conversationId === null ? null : inputId("conversation", conversationId, "conversationId");
      if (id !== null) requireConversation(deskOf(deps, c), id);
      noteSeen(deps.store, agentId);
      presence.announce(agentId, { ...rest, conversationId: id });
      return c.json({ here: id === null ? null : presentHere(presence.at(id)) }, 200);
    })
    .openapi(read, (c) => c.json({ items: presence.everywhere().map(presentHere) }, 200));
}
