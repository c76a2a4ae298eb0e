/** The people of the team, as the event log and assignment know them. */
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Role } from "../domain/status.ts";
import type { Store } from "../store/db.ts";
import { agent } from "../store/schema.ts";

export type Agent = typeof agent.$inferSelect;

/** The agent of that name and role who is still with us, made if there is none. Call inside a transaction. */
export function agentNamed(store: Store, now: number, name: string, role: Role): Agent {
  const found = store.db
    .select()
    .from(agent)
    .where(and(eq(agent.name, name), eq(agent.role, role), isNull(agent.deactivatedAt)))
    .get();
  return found ?? store.db.insert(agent).values({ name, role, createdAt: now }).returning().get();
}

/** Everybody, oldest first. */
export function listAgents(store: Store): Agent[] {
  return store.db.select().from(agent).orderBy(asc(agent.id)).all();
}
