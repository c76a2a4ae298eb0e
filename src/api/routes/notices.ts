/** What somebody of the team is told of, and what they want to be told. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { NOTICE_KINDS } from "../../domain/notices.ts";
import { PLACE_KINDS, PLATFORMS } from "../../domain/platform.ts";
import { toIso } from "../../domain/time.ts";
import { listNotices, markNoticesRead, noticeSettings, setNoticeSettings } from "../../inbox/together/notices.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const Notice = z
  .object({
    seq: z.int().openapi({ description: "Number of the newest event that it tells of" }),
    kind: z.enum(NOTICE_KINDS),
    at: z.iso.datetime(),
    conversationId: z.string(),
    /** With whom the conversation is. */
    personName: z.string(),
    platform: z.enum(PLATFORMS),
    placeKind: z.enum(PLACE_KINDS),
    actor: z.string().openapi({ description: "Who did it: an agent's id, or `system`" }),
    messageId: z.string().nullable(),
    unread: z.int().openapi({ description: "Such events since you last looked; 0: read" }),
  })
  .openapi("Notice");

const Notices = z
  .object({ items: z.array(Notice), unread: z.int() })
  .openapi("Notices", { description: "`unread`: of all that are kept, not of this page" });

const list = createRoute({
  method: "get",
  path: "/api/notices",
  summary: "What you are told of, newest first",
  description:
    "One for each kind and conversation, however often it happened; 200 are kept. `GET /api/events` sends event `notices` when they changed.",
  ...needs("conversation.read"),
  request: { query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }) },
  responses: { 200: json(Notices, "The list"), ...problems },
});

const read = createRoute({
  method: "post",
  path: "/api/notices/read",
  summary: "Says that you have read all notices up to a number",
  ...needs("conversation.read"),
  request: { body: jsonBody(z.strictObject({ upTo: z.int().min(0) }).openapi("NoticesReadInput")) },
  responses: { 204: { description: "Noted" }, ...problems },
});

const Switches = z.object({
  assigned: z.boolean(),
  mentioned: z.boolean(),
  answered: z.boolean().openapi({ description: "Somebody whose conversation is yours wrote" }),
  decided: z.boolean().openapi({ description: "A reply of yours that was held is let out or turned down" }),
  sla: z.boolean(),
  browser: z.boolean().openapi({ description: "Whether the browser's own notifications show them" }),
  words: z.boolean().openapi({ description: "Whether those show what was written; else only who and what kind" }),
  sound: z.boolean(),
});
export const SwitchesInput = Switches.strict().openapi("NoticeSettingsInput");
const SwitchesView = Switches.openapi("NoticeSettings");

const readSwitches = createRoute({
  method: "get",
  path: "/api/me/notices",
  summary: "What you want to be told of",
  ...needs("conversation.read"),
  responses: { 200: json(SwitchesView, "Your switches"), ...problems },
});

const writeSwitches = createRoute({
  method: "put",
  path: "/api/me/notices",
  summary: "Sets what you want to be told of",
  ...needs("conversation.read"),
  request: { body: jsonBody(SwitchesInput) },
  responses: { 200: json(SwitchesView, "Your switches as they are now"), ...problems },
});

export function noticeRoutes(deps: ApiDeps) {
  const { store } = deps;
  return newRouter()
    .openapi(list, (c) => {
      const { items, unread } = listNotices(store, c.get("actor").id, c.req.valid("query").limit);
      return c.json(
        {
          unread,
          items: items.map(({ notice, person, platform, kind }) => ({
            seq: notice.seq,
            kind: notice.kind,
            at: toIso(notice.at),
            conversationId: formatId("conversation", notice.conversationId),
            personName: person,
            platform,
            placeKind: kind,
            actor: notice.actor,
            messageId: notice.messageId === null ? null : formatId("message", notice.messageId),
            unread: notice.unread,
          })),
        },
        200,
      );
    })
    .openapi(read, (c) => {
      markNoticesRead(deskOf(deps, c), c.req.valid("json").upTo);
      return c.body(null, 204);
    })
    .openapi(readSwitches, (c) => c.json(noticeSettings(store, c.get("actor").id), 200))
    .openapi(writeSwitches, (c) => {
      setNoticeSettings(deskOf(deps, c), c.req.valid("json"));
      return c.json(noticeSettings(store, c.get("actor").id), 200);
    });
}
