/** Conversations: the list, one of them, its messages, and what the desk changes. */
import { createRoute, z } from "@hono/zod-openapi";
import { PLACE_KINDS, PLATFORMS } from "../../domain/platform.ts";
import { ProblemError } from "../../domain/problem.ts";
import { CONVERSATION_STATUSES, type ConversationStatus } from "../../domain/status.ts";
import { changeByDesk } from "../../inbox/change-conversation.ts";
import { markSeen } from "../../inbox/seen.ts";
import { searchConversations } from "../../inbox/search/list.ts";
import { conversationDetail } from "../../inbox/views/conversation-detail.ts";
import { LIST_SORTS, listConversations } from "../../inbox/views/conversation-list.ts";
import { listMessages } from "../../inbox/views/messages.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, inputId, pathId } from "../ids.ts";
import { pageOf, PageQuery } from "../page.ts";
import { presentConversation, presentDetail } from "../present/conversation.ts";
import { presentHit } from "../present/hit.ts";
import { presentMessage } from "../present/message.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";
import { resolvedSearch, SearchText, TimeZone } from "../search-input.ts";
import { ConversationDetail, ConversationPatch, FoundConversation, MessageItem } from "../schemas.ts";

const ListQuery = PageQuery.extend({
  status: z
    .string()
    .max(60)
    .optional()
    .openapi({
      description: `One or several, by commas: ${CONVERSATION_STATUSES.join(", ")}`,
      example: "open,pending",
    }),
  accountId: z.string().max(30).optional(),
  platform: z.enum(PLATFORMS).optional(),
  kind: z.enum(PLACE_KINDS).optional(),
  assigneeId: z.string().max(30).optional().openapi({ description: "An agent's id, `me`, or `none`" }),
  label: z.string().max(50).optional(),
  sort: z.enum(LIST_SORTS).default("newest").openapi({
    description:
      "waiting: who waits longest first; due: what is owed soonest first; behind them the others, newest first. A cursor goes on in the order it was given in",
  }),
  attention: z.enum(["true", "false"]).optional().openapi({ description: "Whether a delivery needs a person" }),
  mentioned: z
    .string()
    .max(30)
    .optional()
    .openapi({ description: "Whom its notes mention: an agent's id, or `me`; of the newest 1,000 mentions" }),
  q: SearchText.optional().openapi({ description: "A search, as `GET /api/search` takes it; operators alone as well" }),
  timeZone: TimeZone,
});

const list = createRoute({
  method: "get",
  path: "/api/conversations",
  summary: "Conversations, newest first or most urgent first",
  description:
    "Where few of many conversations fit a filter, a page can be short or even empty although there is more: go on until `nextCursor` is null.",
  ...needs("conversation.read"),
  request: { query: ListQuery },
  responses: { 200: json(pageOf(FoundConversation), "A page"), ...problems },
});

const detail = createRoute({
  method: "get",
  path: "/api/conversations/{id}",
  summary: "One conversation, and whether and how it can be answered",
  ...needs("conversation.read"),
  request: { params: IdParam },
  responses: { 200: json(ConversationDetail, "The conversation"), ...problems },
});

const patch = createRoute({
  method: "patch",
  path: "/api/conversations/{id}",
  summary: "Changes status, assignee, priority, labels, topic or read state, all or nothing",
  ...needs("conversation.manage"),
  request: { params: IdParam, body: jsonBody(ConversationPatch) },
  responses: { 200: json(ConversationDetail, "The conversation as it is now"), ...problems },
});

const messages = createRoute({
  method: "get",
  path: "/api/conversations/{id}/messages",
  summary: "What was said, newest first; others' words in the same place are context",
  ...needs("conversation.read"),
  request: { params: IdParam, query: PageQuery },
  responses: { 200: json(pageOf(MessageItem), "A page"), ...problems },
});

const seen = createRoute({
  method: "post",
  path: "/api/conversations/{id}/seen",
  summary: "Says that you look at it: your mentions and notices of it are read",
  ...needs("conversation.read"),
  request: { params: IdParam },
  responses: { 204: { description: "Noted" }, ...problems },
});

export function conversationRoutes(deps: ApiDeps) {
  const { store, platforms } = deps;
  return newRouter()
    .openapi(list, (c) => {
      const { status, accountId, assigneeId, attention, mentioned, cursor, limit, q, timeZone, sort, ...rest } =
        c.req.valid("query");
      const filter = {
        ...rest,
        statuses: status === undefined ? undefined : parseStatuses(status),
        accountId: accountId === undefined ? undefined : inputId("account", accountId, "accountId"),
        assigneeId: assigneeId === undefined ? undefined : parseAssignee(assigneeId, c.get("actor").id),
        attention: attention === undefined ? undefined : attention === "true",
        mentionedId: mentioned === undefined ? undefined : parseMentioned(mentioned, c.get("actor").id),
      };
      if (q !== undefined) {
        if (sort !== "newest")
          throw new ProblemError("invalid", "A search gives the newest first: leave `sort` out, or `q`.", {
            field: "sort",
          });
        const search = resolvedSearch(store, c.get("actor"), q, timeZone);
        const found = searchConversations(store, filter, search, { cursor, limit });
        const rows = found.items.map(({ row, hit }) => ({ ...presentConversation(row), hit: hit && presentHit(hit) }));
        return c.json({ items: rows, nextCursor: found.nextCursor }, 200);
      }
      const { items, nextCursor } = listConversations(store, filter, { cursor, limit, sort });
      return c.json({ items: items.map(presentConversation), nextCursor }, 200);
    })
    .openapi(detail, (c) => {
      const id = pathId("conversation", c.req.valid("param").id);
      return c.json(presentDetail(conversationDetail(store, platforms, id)), 200);
    })
    .openapi(patch, (c) => {
      const id = pathId("conversation", c.req.valid("param").id);
      const { assigneeId, snoozedUntil, topicId, ...rest } = c.req.valid("json");
      changeByDesk(deskOf(deps, c), id, {
        ...rest,
        assigneeId: typeof assigneeId === "string" ? inputId("agent", assigneeId, "assigneeId") : assigneeId,
        topicId: typeof topicId === "string" ? inputId("topic", topicId, "topicId") : topicId,
        snoozedUntil: typeof snoozedUntil === "string" ? Date.parse(snoozedUntil) : snoozedUntil,
      });
      return c.json(presentDetail(conversationDetail(store, platforms, id)), 200);
    })
    .openapi(seen, (c) => {
      markSeen(deskOf(deps, c), pathId("conversation", c.req.valid("param").id));
      return c.body(null, 204);
    })
    .openapi(messages, (c) => {
      const id = pathId("conversation", c.req.valid("param").id);
      const { items, nextCursor } = listMessages(store, id, c.req.valid("query"));
      const { account } = conversationDetail(store, platforms, id);
      return c.json({ items: items.map((item) => presentMessage(item, account)), nextCursor }, 200);
    });
}

const Statuses = z.array(z.enum(CONVERSATION_STATUSES));

function parseStatuses(value: string): ConversationStatus[] {
  const parsed = Statuses.safeParse(value.split(","));
  if (parsed.success) return parsed.data;
  throw new ProblemError("invalid", `status: one or several, by commas, of ${CONVERSATION_STATUSES.join(", ")}.`, {
    field: "status",
  });
}

function parseAssignee(value: string, me: number): number | null {
  if (value === "none") return null;
  return value === "me" ? me : inputId("agent", value, "assigneeId");
}

function parseMentioned(value: string, me: number): number {
  return value === "me" ? me : inputId("agent", value, "mentioned");
}
