/** The live stream of what happens. */
import { createRoute, z } from "@hono/zod-openapi";
import { may } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { SECOND_MS } from "../../domain/time.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { besideLog } from "../beside-log.ts";
import { eventStream } from "../event-stream.ts";
import { newRouter, problems } from "../router.ts";

/** How people and programs come in, and what was taken out: of others, that is for who may read the audit log. */
const AUDIT_ONLY = /^(audit|bridge|factor|invitation|key|link|password|session|sign-in|token|webhook)\./;

const HEARTBEAT_MS = 20 * SECOND_MS;

const live = createRoute({
  method: "get",
  path: "/api/events",
  summary: "What happens, as server-sent events",
  description:
    "Each has the event's number as `id`, `parley` as event name and a LiveEvent as data. Starts at now, or after `Last-Event-ID` (also `?lastEventId=`) with nothing missed. A reader that falls behind is dropped and resumes. Without `audit.read`, how others come in is left out. `reset` says that the log was replaced: read everything again. Without an id, for who has the page open just now: `presence` with a Here (who is at a conversation), and `notices` when your notices changed.",
  ...needs("conversation.read"),
  request: {
    query: z.object({ lastEventId: z.string().max(20).optional() }),
    headers: z.object({
      "last-event-id": z.string().max(20).optional(),
    }),
  },
  responses: {
    200: { description: "The stream", content: { "text/event-stream": { schema: z.string() } } },
    ...problems,
  },
});

export function eventRoutes(deps: ApiDeps) {
  return newRouter().openapi(live, (c) => {
    const given = c.req.header("last-event-id") ?? c.req.valid("query").lastEventId;
    const { role, id } = c.get("actor");
    const readsAudit = may(c.get("actor"), "audit.read");
    const again = c.get("again");
    const body = eventStream({
      store: deps.store,
      after: given === undefined || given === "" ? null : parseSeq(given),
      heartbeatMs: deps.heartbeatMs ?? HEARTBEAT_MS,
      beside: besideLog(deps.store, id),
      shows: ({ type, data }) =>
        readsAudit || !AUDIT_ONLY.test(type) || Concerned.parse(JSON.parse(data)).agentId === id,
      allowed: () => {
        const now = again();
        return now !== null && now.actor.role === role && may(now.actor, "conversation.read");
      },
    });
    return c.body(body, 200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      // nginx would hold the events back.
      "x-accel-buffering": "no",
    });
  });
}

const Concerned = z.object({ agentId: z.number().nullish() });

function parseSeq(value: string): number {
  if (/^[0-9]{1,15}$/.test(value)) return Number(value);
  throw new ProblemError("invalid", "Last-Event-ID: the number of an event.", { field: "Last-Event-ID" });
}
