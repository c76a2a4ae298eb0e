/** Who takes work, how much, and how new conversations are given out. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { ROLES } from "../../domain/status.ts";
import { toIso } from "../../domain/time.ts";
import { ASSIGNMENT_MODES, assignmentOf, setAssignment } from "../../inbox/together/assignment.ts";
import { waitingForRoom } from "../../inbox/together/hand-out.ts";
import { listWorkers, setWork } from "../../inbox/together/work.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, inputId, pathId } from "../ids.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const Worker = z
  .object({
    id: z.string().openapi({ example: "agt_3" }),
    name: z.string(),
    role: z.enum(ROLES),
    availability: z
      .enum(["available", "away", "offline"])
      .openapi({ description: "`offline`: no page of theirs was open for some minutes" }),
    capacity: z.int().openapi({ description: "Most open conversations that are given to them" }),
    ownCapacity: z.int().nullable().openapi({ description: "Null: the brand's number holds" }),
    open: z.int().openapi({ description: "Open conversations that are theirs" }),
  })
  .openapi("Worker");

const Team = z
  .object({
    items: z.array(Worker),
    waiting: z.object({
      count: z.int().openapi({ description: "Conversations that nobody has room for; at most 1,000" }),
      since: z.iso.datetime().nullable(),
    }),
  })
  .openapi("Team");

const list = createRoute({
  method: "get",
  path: "/api/team",
  summary: "Who of the team takes work now, and what waits to be given out",
  ...needs("conversation.read"),
  responses: { 200: json(Team, "Everybody, oldest first"), ...problems },
});

const patch = createRoute({
  method: "patch",
  path: "/api/team/{id}",
  summary: "Says that somebody is away or back, or how many conversations they carry",
  description: "Yourself: `away`. `capacity`, and others, take `settings.change`.",
  ...needs("conversation.manage"),
  request: {
    params: IdParam,
    body: jsonBody(
      z
        .strictObject({ away: z.boolean().optional(), capacity: z.int().min(0).max(1_000).nullable().optional() })
        .openapi("WorkInput"),
    ),
  },
  responses: { 200: json(Team, "The team as it is now"), ...problems },
});

const Rule = z.object({
  mode: z.enum(ASSIGNMENT_MODES).openapi({ description: "`roundRobin`: in turn, to who was given one longest ago" }),
  capacity: z.int().min(1).max(1_000).openapi({ description: "For who has no number of their own" }),
  offlineMinutes: z.int().min(2).max(480).openapi({ description: "Who has no page open for so long is offline" }),
  accounts: z
    .array(z.strictObject({ accountId: z.string().max(30), agentIds: z.array(z.string().max(30)).max(500) }))
    .max(500)
    .openapi({ description: "Who takes part, by account; an account that is not here gives nothing out" }),
});
export const AssignmentInput = Rule.strict().openapi("AssignmentInput");
const AssignmentView = Rule.openapi("Assignment");

const read = createRoute({
  method: "get",
  path: "/api/settings/assignment",
  summary: "How new conversations are given out",
  ...needs("account.read"),
  responses: { 200: json(AssignmentView, "The rule"), ...problems },
});

const write = createRoute({
  method: "put",
  path: "/api/settings/assignment",
  summary: "Sets how new conversations are given out",
  description: "It holds for conversations that open from then on; what is unassigned already stays so.",
  ...needs("settings.change"),
  request: { body: jsonBody(AssignmentInput) },
  responses: { 200: json(AssignmentView, "The rule as it is now"), ...problems },
});

export function teamRoutes(deps: ApiDeps) {
  const { store } = deps;
  const team = () => {
    const { count, since } = waitingForRoom(store);
    const items = listWorkers(store).map((row) => ({
      id: formatId("agent", row.agentId),
      name: row.name,
      role: row.role,
      availability: row.availability,
      capacity: row.capacity,
      ownCapacity: row.ownCapacity,
      open: row.open,
    }));
    return { items, waiting: { count, since: toIso(since) } };
  };
  const rule = () => {
    const { accounts, ...rest } = assignmentOf(store);
    return {
      ...rest,
      accounts: accounts.map(({ accountId, agentIds }) => ({
        accountId: formatId("account", accountId),
        agentIds: agentIds.map((id) => formatId("agent", id)),
      })),
    };
  };
  return newRouter()
    .openapi(list, (c) => c.json(team(), 200))
    .openapi(patch, (c) => {
      setWork(deskOf(deps, c), pathId("agent", c.req.valid("param").id), c.req.valid("json"));
      return c.json(team(), 200);
    })
    .openapi(read, (c) => c.json(rule(), 200))
    .openapi(write, (c) => {
      const { accounts, ...rest } = c.req.valid("json");
      setAssignment(deskOf(deps, c), {
        ...rest,
        accounts: accounts.map(({ accountId, agentIds }, index) => ({
          accountId: inputId("account", accountId, `accounts.${index}.accountId`),
          agentIds: agentIds.map((id) => inputId("agent", id, `accounts.${index}.agentIds`)),
        })),
      });
      return c.json(rule(), 200);
    });
}
