/** Automation rules: when, if, then; tried on past conversations first. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { ProblemError } from "../../domain/problem.ts";
import { toIso } from "../../domain/time.ts";
import { rehearse } from "../../inbox/rules/rehearse.ts";
import {
  changeRule,
  createRule,
  deleteRule,
  listRules,
  listRuns,
  moveRule,
  type RuleRow,
  switchRule,
} from "../../inbox/rules/rules.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { RehearsalPage, RuleInput, RuleRunView, RuleView } from "../playbook-schemas.ts";
import { presentConversation } from "../present/conversation.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const RUNS_SHOWN = 50;

const list = createRoute({
  method: "get",
  path: "/api/rules",
  summary: "The rules, in the order in which they act",
  ...needs("settings.change"),
  responses: { 200: json(listOf(RuleView), "In their order"), ...problems },
});

const create = createRoute({
  method: "post",
  path: "/api/rules",
  summary: "Makes a rule, switched off",
  ...needs("settings.change"),
  request: { body: jsonBody(RuleInput) },
  responses: { 201: json(RuleView, "The rule"), ...problems },
});

const change = createRoute({
  method: "put",
  path: "/api/rules/{id}",
  summary: "Changes a rule; what happened until then is not looked at again",
  ...needs("settings.change"),
  request: { params: IdParam, body: jsonBody(RuleInput) },
  responses: { 200: json(RuleView, "As it is now"), ...problems },
});

const turn = createRoute({
  method: "post",
  path: "/api/rules/{id}/switch",
  summary: "Switches a rule on or off; on, it looks at what happens from then on",
  ...needs("settings.change"),
  request: { params: IdParam, body: jsonBody(z.strictObject({ on: z.boolean() }).openapi("RuleSwitch")) },
  responses: { 200: json(RuleView, "As it is now"), ...problems },
});

const move = createRoute({
  method: "post",
  path: "/api/rules/{id}/move",
  summary: "Puts a rule in another place of the order",
  ...needs("settings.change"),
  request: {
    params: IdParam,
    body: jsonBody(z.strictObject({ to: z.int().min(1).max(1_000) }).openapi("RuleMove", { description: "From 1" })),
  },
  responses: { 200: json(listOf(RuleView), "In their order"), ...problems },
});

const remove = createRoute({
  method: "delete",
  path: "/api/rules/{id}",
  summary: "Deletes a rule; what it did stays",
  ...needs("settings.change"),
  request: { params: IdParam },
  responses: { 200: json(z.object({ deleted: z.literal(true) }), "Deleted"), ...problems },
});

const runs = createRoute({
  method: "get",
  path: "/api/rules/{id}/runs",
  summary: "What a rule did last",
  ...needs("settings.change"),
  request: { params: IdParam },
  responses: { 200: json(listOf(RuleRunView), "Newest first; kept for 30 days"), ...problems },
});

const dryRun = createRoute({
  method: "post",
  path: "/api/rules/dry-run",
  summary: "Shows what a rule would have done to the newest conversations, and does nothing",
  description:
    "Looks at 20 conversations a call, newest first; go on with `nextCursor` as `cursor`. Conditions are looked at as things are now.",
  ...needs("settings.change"),
  request: { body: jsonBody(RuleInput.extend({ cursor: z.string().max(40).optional() }).openapi("RuleDryRun")) },
  responses: { 200: json(RehearsalPage, "Those that would have matched"), ...problems },
});

export function ruleRoutes(deps: ApiDeps) {
  const { store } = deps;
  const idOf = (text: string) => pathId("rule", text);
  return newRouter()
    .openapi(list, (c) => c.json({ items: listRules(store).map(present) }, 200))
    .openapi(create, (c) => c.json(present(createRule(deskOf(deps, c), c.req.valid("json"))), 201))
    .openapi(change, (c) =>
      c.json(present(changeRule(deskOf(deps, c), idOf(c.req.valid("param").id), c.req.valid("json"))), 200),
    )
    .openapi(turn, (c) =>
      c.json(present(switchRule(deskOf(deps, c), idOf(c.req.valid("param").id), c.req.valid("json").on)), 200),
    )
    .openapi(move, (c) => {
      moveRule(deskOf(deps, c), idOf(c.req.valid("param").id), c.req.valid("json").to);
      return c.json({ items: listRules(store).map(present) }, 200);
    })
    .openapi(remove, (c) => {
      deleteRule(deskOf(deps, c), idOf(c.req.valid("param").id));
      return c.json({ deleted: true as const }, 200);
    })
    .openapi(runs, (c) => {
      const items = listRuns(store, idOf(c.req.valid("param").id), RUNS_SHOWN).map((row) => ({
        id: row.id,
        conversationId: formatId("conversation", row.conversationId),
        outcome: row.outcome,
        code: row.code,
        at: toIso(row.at),
      }));
      return c.json({ items }, 200);
    })
    .openapi(dryRun, (c) => {
      const { cursor, ...input } = c.req.valid("json");
      const { looked, items, next } = rehearse(deskOf(deps, c), input, cursor === undefined ? null : placeOf(cursor));
      return c.json(
        {
          looked,
          items: items.map(({ row, at, would }) => ({ conversation: presentConversation(row), at: toIso(at), would })),
          nextCursor: next && `${next.at}.${next.id}`,
        },
        200,
      );
    });
}

function placeOf(cursor: string): { at: number; id: number } {
  const match = /^(\d{1,16})\.(\d{1,15})$/.exec(cursor);
  if (!match) throw new ProblemError("invalid", "cursor: give `nextCursor` of the call before.", { field: "cursor" });
  return { at: Number(match[1]), id: Number(match[2]) };
}

function present(row: RuleRow): z.infer<typeof RuleView> {
  const { id, name, state, trigger, conditions, actions, quietHours, failures, runs: count, lastRunAt } = row;
  return {
    id: formatId("rule", id),
    name,
    state,
    trigger,
    conditions,
    actions,
    quietHours,
    failures,
    runs: count,
    lastRunAt: toIso(lastRunAt),
  };
}
