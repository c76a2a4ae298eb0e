/** Somebody who changes their own sign-in: who they are, and proof by password that it is them. */
import { eq } from "drizzle-orm";
import type { Actor } from "../../domain/actor.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Context } from "../../store/context.ts";
import { authCredential } from "../../store/schema.ts";
import type { Gate } from "./gate.ts";
import { signedValue } from "./secret.ts";
import { countFailure, forgiveFailures, refuseWhileThrottled } from "./throttle.ts";

export interface Oneself extends Context {
  actor: Extract<Actor, { kind: "agent" }>;
  userId: string;
  name: string;
  email: string;
  secondFactor: boolean;
  /** Their session's signed value, and its id. */
  session: string;
  sessionId: string;
  address: string;
}

/** Throws ProblemError `conflict` where they came in by a one-time link or a key: then there is no password to change. */
export function oneself(gate: Gate, session: string | null, actor: Actor, address: string): Oneself {
  const token = session === null ? null : signedValue(gate.secret(), session);
  const row = token === null ? undefined : gate.store.q.signedSession.get({ token });
  if (session === null || !row || actor.kind !== "agent" || actor.id !== row.agentId)
    throw new ProblemError(
      "conflict",
      "You came in by a link or a key, which has no password. Sign in with yours first.",
    );
  const { userId, name, email, sessionId } = row;
  return {
    store: gate.store,
    actor,
    userId,
    name,
    email,
    secondFactor: row.secondFactor === true,
    session,
    sessionId,
    address,
  };
}

/** Throws ProblemError `wrong-credentials`, or `too-many-attempts`: a session left open shall not become a guessing machine. */
export async function checkOwnPassword(gate: Gate, me: Oneself, password: string, field = "password"): Promise<void> {
  const attempt = { email: me.email, address: me.address };
  refuseWhileThrottled(gate.store, attempt);
  countFailure(gate.store, attempt);
  const row = gate.store.db
    .select({ hash: authCredential.password })
    .from(authCredential)
    .where(eq(authCredential.userId, me.userId))
    .get();
  const { password: hashing } = await (await gate.engine()).$context;
  if (typeof row?.hash !== "string" || !(await hashing.verify({ hash: row.hash, password })))
    throw new ProblemError("wrong-credentials", "This is not your password.", { field });
  forgiveFailures(gate.store, attempt);
}
