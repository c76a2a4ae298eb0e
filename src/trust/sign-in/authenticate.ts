/** Whose session a cookie is, by one prepared query: revoking, demoting and deactivating hold from the next request on. */
import { eq } from "drizzle-orm";
import type { Permission } from "../../domain/permissions.ts";
import { authSession } from "../../store/schema.ts";
import { prolonged } from "../session-times.ts";
import { type Authenticated, authenticateSession } from "../tokens.ts";
import type { Gate } from "./gate.ts";
import { signedValue } from "./secret.ts";

export interface InSession extends Authenticated {
  sessionId: string;
  /** `none`: came by a one-time link of the machine's owner. */
  secondFactor: "none" | "off" | "on" | "required";
  email: string | null;
}

/** All that somebody may do who must set up a second factor first. */
const ENROL_ONLY: readonly Permission[] = ["self.read", "self.manage"];

/** Null for a session that is unknown or over. Use prolongs it where `prolong` says so. */
export function authenticateCookie(gate: Gate, cookie: string, options: { prolong: boolean }): InSession | null {
  if (!cookie.includes(".")) {
    const who = authenticateSession(gate.store, cookie, options);
    return who && { ...who, secondFactor: "none", email: null };
  }
  const token = signedValue(gate.secret(), cookie);
  const row = token === null ? undefined : gate.store.q.signedSession.get({ token });
  const now = gate.store.clock.now();
  if (!row || row.expiresAt.getTime() <= now) return null;
  if (options.prolong) {
    const expiresAt = prolonged(now, { createdAt: row.createdAt.getTime(), expiresAt: row.expiresAt.getTime() });
    if (expiresAt !== null) {
      const times = { expiresAt: new Date(expiresAt), updatedAt: new Date(now) };
      gate.store.db.update(authSession).set(times).where(eq(authSession.id, row.sessionId)).run();
    }
  }
  const { agentId: id, role, name, email, sessionId } = row;
  const required = gate.secondFactorRequired && row.secondFactor !== true;
  return {
    actor: { kind: "agent", id, role, ...(required ? { scopes: ENROL_ONLY } : {}) },
    name,
    email,
    sessionId,
    secondFactor: row.secondFactor === true ? "on" : required ? "required" : "off",
  };
}
