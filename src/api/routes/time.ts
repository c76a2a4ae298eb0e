/** Opening hours and targets, of the brand and of single accounts. */
import { createRoute, z } from "@hono/zod-openapi";
import { BusinessHours } from "../../domain/hours/hours.ts";
import { formatId } from "../../domain/ids.ts";
import { Targets } from "../../domain/targets.ts";
import { listAccountRows } from "../../inbox/accounts/rows.ts";
import { setAccountHours, setAccountTargets, setBrandHours, setBrandTargets } from "../../inbox/time/settings.ts";
import { brandHours, brandTargets } from "../../store/policies.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

// Without names of their own: the domain's schemas know nothing of OpenAPI.
const Hours = BusinessHours.describe(
  "`always`, or a week in a time zone without its holidays. A span that ends at or before its beginning ends on the next day.",
);
const TargetsView = Targets.describe(
  "In working minutes, by priority; null: no target. Warnings come after a share of the time.",
);
const HoursView = z
  .object({ hours: Hours, accounts: z.array(z.object({ accountId: z.string(), hours: Hours.nullable() })) })
  .openapi("HoursSettings");
const TargetSettings = z
  .object({
    targets: TargetsView,
    accounts: z.array(z.object({ accountId: z.string(), targets: TargetsView.nullable() })),
  })
  .openapi("TargetSettings");

const readHours = createRoute({
  method: "get",
  path: "/api/settings/hours",
  summary: "When the team works: the brand's hours, and those of accounts that have their own",
  ...needs("account.read"),
  responses: { 200: json(HoursView, "Null: as the brand"), ...problems },
});
const writeHours = createRoute({
  method: "put",
  path: "/api/settings/hours",
  summary: "Sets the brand's hours; open deadlines are computed anew by a job",
  ...needs("settings.change"),
  request: { body: jsonBody(z.strictObject({ hours: Hours }).openapi("HoursInput")) },
  responses: { 200: json(HoursView, "As it is now"), ...problems },
});
const writeAccountHours = createRoute({
  method: "put",
  path: "/api/accounts/{id}/hours",
  summary: "Gives an account hours of its own; null: the brand's",
  ...needs("settings.change"),
  request: {
    params: IdParam,
    body: jsonBody(z.strictObject({ hours: Hours.nullable() }).openapi("AccountHoursInput")),
  },
  responses: { 200: json(HoursView, "As it is now"), ...problems },
});
const readTargets = createRoute({
  method: "get",
  path: "/api/settings/targets",
  summary: "Within what working time people may expect an answer and an end",
  ...needs("account.read"),
  responses: { 200: json(TargetSettings, "Null: as the brand"), ...problems },
});
const writeTargets = createRoute({
  method: "put",
  path: "/api/settings/targets",
  summary: "Sets the brand's targets; open deadlines are computed anew by a job",
  ...needs("settings.change"),
  request: { body: jsonBody(z.strictObject({ targets: TargetsView }).openapi("TargetsInput")) },
  responses: { 200: json(TargetSettings, "As it is now"), ...problems },
});
const writeAccountTargets = createRoute({
  method: "put",
  path: "/api/accounts/{id}/targets",
  summary: "Gives an account targets of its own; null: the brand's",
  ...needs("settings.change"),
  request: {
    params: IdParam,
    body: jsonBody(z.strictObject({ targets: TargetsView.nullable() }).openapi("AccountTargetsInput")),
  },
  responses: { 200: json(TargetSettings, "As it is now"), ...problems },
});

export function timeRoutes(deps: ApiDeps) {
  const { store } = deps;
  const accountsOf = () =>
    listAccountRows(store).map((row) => ({
      accountId: formatId("account", row.id),
      hours: row.hours,
      targets: row.targets,
    }));
  const hours = () => ({
    hours: brandHours(store),
    accounts: accountsOf().map(({ accountId, hours: own }) => ({ accountId, hours: own })),
  });
  const targets = () => ({
    targets: brandTargets(store),
    accounts: accountsOf().map(({ accountId, targets: own }) => ({ accountId, targets: own })),
  });
  return newRouter()
    .openapi(readHours, (c) => c.json(hours(), 200))
    .openapi(writeHours, (c) => {
      setBrandHours(deskOf(deps, c), c.req.valid("json").hours);
      return c.json(hours(), 200);
    })
    .openapi(writeAccountHours, (c) => {
      setAccountHours(deskOf(deps, c), pathId("account", c.req.valid("param").id), c.req.valid("json").hours);
      return c.json(hours(), 200);
    })
    .openapi(readTargets, (c) => c.json(targets(), 200))
    .openapi(writeTargets, (c) => {
      setBrandTargets(deskOf(deps, c), c.req.valid("json").targets);
      return c.json(targets(), 200);
    })
    .openapi(writeAccountTargets, (c) => {
      setAccountTargets(deskOf(deps, c), pathId("account", c.req.valid("param").id), c.req.valid("json").targets);
      return c.json(targets(), 200);
    });
}
