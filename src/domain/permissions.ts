/** Who may do what: every permission with the lowest role that has it. Routes name one each; verbs ask again. */
import type { Actor } from "./actor.ts";
import { ProblemError } from "./problem.ts";
import { type Role, ROLES } from "./status.ts";

/** A lead may do all that an agent may, an admin all that a lead may. */
const LOWEST_ROLE = {
  "self.read": "agent",
  /** One's own password, second factor and sessions. Never given to an API key. */
  "self.manage": "agent",
  "conversation.read": "agent",
  /** Status, owner, priority, labels, read state. */
  "conversation.manage": "agent",
  "contact.manage": "agent",
  "note.write": "agent",
  /** Replies, edits, deletions, reactions and hiding; settling one's doubt about a delivery. */
  "reply.send": "agent",
  /** What a user pasted and was sealed; each look is logged. */
  "secret.reveal": "agent",
  "account.read": "agent",
  "job.read": "agent",
  "metrics.read": "agent",
  /** Reports of one's own work. */
  "report.own": "agent",
  "publication.read": "agent",
  /** Writes drafts and hands them in for review. */
  "publication.write": "agent",
  /** Lets out what was held for a lead. */
  "reply.approve": "lead",
  /** Reviews, publishes, withdraws, posts, moderates comments. */
  "publication.manage": "lead",
  /** Reports of everybody's. */
  "report.read": "lead",
  "settings.change": "lead",
  "job.run": "lead",
  /** Input that was set aside, as it came. */
  "poison.read": "lead",
  "account.manage": "admin",
  "people.manage": "admin",
  "keys.manage": "admin",
  "webhook.manage": "admin",
  "audit.read": "admin",
  "data.export": "admin",
  "data.erase": "admin",
  "system.resume": "admin",
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof LOWEST_ROLE;

// The table's own keys, in its order.
export const PERMISSIONS = Object.keys(LOWEST_ROLE) as [Permission, ...Permission[]];

/** What a role has. */
export function permissionsOf(role: Role): Permission[] {
  return PERMISSIONS.filter((one) => roleHas(role, one));
}

/** A person's role decides; an API key, or a session that must enrol first, is further limited to its scopes. */
export function may(actor: Actor, permission: Permission): boolean {
  if (actor.kind !== "agent") return true;
  return roleHas(actor.role, permission) && (actor.scopes?.includes(permission) ?? true);
}

/** Throws ProblemError `forbidden`, with the permission that is missing. */
export function demand({ actor }: { actor: Actor }, permission: Permission): void {
  if (may(actor, permission)) return;
  throw new ProblemError(
    "forbidden",
    actor.kind === "agent" && roleHas(actor.role, permission)
      ? `This key or session is not for that: it lacks \`${permission}\`. Use one that has it.`
      : `This takes the role \`${LOWEST_ROLE[permission]}\`. Ask somebody who has it.`,
    { extra: { permission } },
  );
}

function roleHas(role: Role, permission: Permission): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(LOWEST_ROLE[permission]);
}
