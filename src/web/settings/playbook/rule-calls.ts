/** The calls of automation rules; loaded with their screen. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../../api/playbook-schemas.ts";
import { read, root } from "../../client/client.ts";

const remote = root.api.rules;

export type Rule = z.infer<typeof wire.RuleView>;
export type RuleInput = z.infer<typeof wire.RuleInput>;
export type Trigger = Rule["trigger"];
export type Condition = Rule["conditions"][number];
export type Rehearsal = z.infer<typeof wire.RehearsalPage>;

export const rules = {
  list: () => read(remote.$get({})),
  create: (json: RuleInput) => read(remote.$post({ json })),
  change: (id: string, json: RuleInput) => read(remote[":id"].$put({ param: { id }, json })),
  remove: (id: string) => read(remote[":id"].$delete({ param: { id } })),
  turn: (id: string, on: boolean) => read(remote[":id"].switch.$post({ param: { id }, json: { on } })),
  move: (id: string, to: number) => read(remote[":id"].move.$post({ param: { id }, json: { to } })),
  runs: (id: string) => read(remote[":id"].runs.$get({ param: { id } })),
  dryRun: (json: RuleInput, cursor: string | null) =>
    read(remote["dry-run"].$post({ json: { ...json, ...(cursor === null ? {} : { cursor }) } })),
};

export const rulesQuery = queryOptions({ queryKey: ["rules"], queryFn: rules.list });
