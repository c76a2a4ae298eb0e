/** Signs somebody in: the password, then the second factor where there is one. Each outcome is in the log. */
import { eq } from "drizzle-orm";
import { SYSTEM } from "../../domain/actor.ts";
import { ProblemError } from "../../domain/problem.ts";
import { record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { agent, authSession, authUser, authVerification } from "../../store/schema.ts";
import { refused } from "./refused.ts";
import { proofHeaders, proofsOf } from "./proofs.ts";
import type { Gate } from "./gate.ts";
import { signedValue } from "./secret.ts";
import { pruneSessions } from "./sessions.ts";
import { type Attempt, countFailure, forgiveFailures, refuseWhileThrottled } from "./throttle.ts";
import { takeTotpStep } from "./totp.ts";

/** The browser, as far as we know it. */
export interface Client {
  address: string;
  userAgent: string | null;
}

export type SignInStep =
  | { state: "signed-in"; session: string; agentId: number }
  /** Valid for ten minutes, together with a code. */
  | { state: "second-factor"; challenge: string };

export type Factor = "totp" | "backup";

// Unknown and deactivated people cost as much time as a wrong password: better-auth hashes for them too.
const NOBODY = "nobody@parley.invalid";

/** Throws ProblemError `wrong-credentials`, whatever is wrong, or `too-many-attempts`. */
export async function signIn(
  gate: Gate,
  input: { email: string; password: string },
  client: Client,
): Promise<SignInStep> {
  const email = input.email.trim().toLowerCase();
  const attempt = { email, address: client.address };
  const person = personBy(gate.store, eq(authUser.email, email));
  begin(gate.store, attempt, person?.agentId ?? null);
  const engine = await gate.engine();
  const answer = await engine.api
    .signInEmail({
      body: { email: person === null ? NOBODY : email, password: input.password },
      headers: proofHeaders({ session: null, challenge: null }, client.userAgent),
      returnHeaders: true,
    })
    .catch(refused);
  const { session, challenge } = answer === null ? { session: null, challenge: null } : proofsOf(answer.headers);
  if (person !== null && challenge !== null) return { state: "second-factor", challenge };
  if (person === null || session === null)
    throw new ProblemError("wrong-credentials", "E-mail or password is wrong.", { field: "password" });
  return finish(gate, attempt, person.agentId, session, "password");
}

/** Throws ProblemError `wrong-code`, `sign-in-again` where the password was too long ago, or `too-many-attempts`. */
export async function secondStep(
  gate: Gate,
  input: { challenge: string; code: string; factor: Factor },
  client: Client,
): Promise<SignInStep> {
  const { challenge, factor } = input;
  const code = input.code.replaceAll(/\s/g, "");
  const person = challenged(gate, challenge);
  if (person === null) throw new ProblemError("sign-in-again", "That took too long. Sign in with your password again.");
  const attempt = { email: person.email, address: client.address };
  begin(gate.store, attempt, person.agentId);
  const used = factor === "totp" ? await takeTotpStep(gate.store, gate.secret(), person.userId, code) : "taken";
  if (used === "again")
    throw new ProblemError("wrong-code", "This code was used already. Wait for the next one.", { field: "code" });
  const { api } = await gate.engine();
  const call = { headers: proofHeaders({ session: null, challenge }, client.userAgent), returnHeaders: true } as const;
  const answer = await (
    factor === "totp" ? api.verifyTOTP({ ...call, body: { code } }) : api.verifyBackupCode({ ...call, body: { code } })
  ).catch(refused);
  const session = answer === null ? null : proofsOf(answer.headers).session;
  if (session === null) throw new ProblemError("wrong-code", "This code is not right.", { field: "code" });
  return finish(gate, attempt, person.agentId, session, factor);
}

/** Counted before anything is checked, so that attempts side by side are not free. */
function begin(store: Store, attempt: Attempt, agentId: number | null): void {
  refuseWhileThrottled(store, attempt);
  if (!countFailure(store, attempt)) return;
  store.transaction((now) => record({ store, actor: SYSTEM }, now, { type: "sign-in.throttled", data: { agentId } }));
}

function finish(gate: Gate, attempt: Attempt, agentId: number, session: string, by: Factor | "password"): SignInStep {
  const { store } = gate;
  const token = signedValue(gate.secret(), session) ?? "";
  store.transaction((now) => {
    forgiveFailures(store, attempt);
    pruneSessions(store, now);
    const row = store.db.select().from(authSession).where(eq(authSession.token, token)).get();
    const role = store.db.select({ role: agent.role }).from(agent).where(eq(agent.id, agentId)).get()?.role;
    if (!row || !role) throw new ProblemError("sign-in-again", "Sign in again.");
    const actor = { kind: "agent", id: agentId, role } as const;
    record({ store, actor }, now, { type: "session.started", data: { sessionId: row.id, by } });
  });
  return { state: "signed-in", session, agentId };
}

interface Person {
  userId: string;
  agentId: number;
  email: string;
}

function personBy(store: Store, where: ReturnType<typeof eq>): Person | null {
  const row = store.db
    .select({ userId: authUser.id, agentId: authUser.agentId, email: authUser.email, gone: agent.deactivatedAt })
    .from(authUser)
    .innerJoin(agent, eq(agent.id, authUser.agentId))
    .where(where)
    .get();
  return row && row.gone === null ? row : null;
}

/** Who gave the right password a moment ago. */
function challenged(gate: Gate, challenge: string): Person | null {
  const identifier = signedValue(gate.secret(), challenge);
  if (identifier === null) return null;
  const row = gate.store.db.select().from(authVerification).where(eq(authVerification.identifier, identifier)).get();
  return row && row.expiresAt.getTime() > gate.store.clock.now()
    ? personBy(gate.store, eq(authUser.id, row.value))
    : null;
}
