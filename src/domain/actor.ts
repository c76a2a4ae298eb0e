/** Who does something: a person of the team, or the program itself. */
import { formatId } from "./ids.ts";
import type { Permission } from "./permissions.ts";
import type { Role } from "./status.ts";

export type Actor =
  | {
      kind: "agent";
      id: number;
      role: Role;
      /** All that this key or session may do at most; absent: what the role may. */
      scopes?: readonly Permission[];
    }
  /** The program, as an automation rule tells it. */
  | { kind: "rule"; id: number }
  | { kind: "system" };

export const SYSTEM: Actor = { kind: "system" };

/** The form in the event log: `agt_3`, `rul_2` or `system`. */
export function actorName(actor: Actor): string {
  return actor.kind === "system" ? "system" : formatId(actor.kind, actor.id);
}

/** The agent's id for rows that keep one, null for the program. */
export function agentIdOf(actor: Actor): number | null {
  return actor.kind === "agent" ? actor.id : null;
}
