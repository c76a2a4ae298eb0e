/** The brand's rule for giving new conversations out: off, or in turn, with who takes part for each account. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { account, agent, meta } from "../../store/schema.ts";

export const ASSIGNMENT_MODES = ["off", "roundRobin"] as const;

const Stored = z.object({
  mode: z.enum(ASSIGNMENT_MODES),
  /** Most open conversations that are given to somebody who has no number of their own. */
  capacity: z.int(),
  /** Who has no page open for so long is offline. */
  offlineMinutes: z.int(),
  /** By account: who takes part. An account that is not there gives nothing out. */
  accounts: z.array(z.object({ accountId: z.int(), agentIds: z.array(z.int()) })),
});
export type Assignment = z.infer<typeof Stored>;

const KEY = "assignment";
const DEFAULT: Assignment = { mode: "off", capacity: 20, offlineMinutes: 10, accounts: [] };

export function assignmentOf(store: Store): Assignment {
  const row = store.q.metaByKey.get({ key: KEY });
  return row ? Stored.parse(JSON.parse(row.value)) : DEFAULT;
}

/** Who takes part for an account; nobody while it is off. */
export function participantsOf(assignment: Assignment, accountId: number): readonly number[] {
  if (assignment.mode === "off") return [];
  return assignment.accounts.find((one) => one.accountId === accountId)?.agentIds ?? [];
}

/** Sets the whole rule. Throws ProblemError `forbidden`, or `invalid` naming an account or person who does not exist. */
export function setAssignment(ctx: Context, input: Assignment): void {
  demand(ctx, "settings.change");
  ctx.store.transaction((now) => {
    const { db } = ctx.store;
    for (const [index, { accountId, agentIds }] of input.accounts.entries()) {
      const invalid = (message: string) => new ProblemError("invalid", message, { field: `accounts.${index}` });
      if (!db.select().from(account).where(eq(account.id, accountId)).get())
        throw invalid("There is no such account. GET /api/accounts lists them.");
      for (const id of agentIds) {
        const person = db.select().from(agent).where(eq(agent.id, id)).get();
        if (!person) throw invalid("There is no such person. GET /api/agents lists the team.");
      }
    }
    const value = JSON.stringify(input);
    db.insert(meta).values({ key: KEY, value }).onConflictDoUpdate({ target: meta.key, set: { value } }).run();
    const { mode, capacity, offlineMinutes } = input;
    record(ctx, now, {
      type: "settings.changed",
      data: { setting: KEY, mode, capacity, offlineMinutes, accounts: input.accounts.length },
    });
  });
}
