/** An authenticator of one's own: set up, confirmed with a code, taken away; and the backup codes for when it is lost. */
import { eq } from "drizzle-orm";
import { agentIdOf } from "../../domain/actor.ts";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { type Context, record } from "../../store/context.ts";
import { authTwoFactor, authUser } from "../../store/schema.ts";
import type { Gate } from "./gate.ts";
import { checkOwnPassword, type Oneself } from "./oneself.ts";
import { proofHeaders, proofsOf } from "./proofs.ts";
import { refused } from "./refused.ts";
import { signedValue } from "./secret.ts";
import { endSessions } from "./sessions.ts";
import { takeTotpStep } from "./totp.ts";

export interface Enrolment {
  /** `otpauth://…`, for the QR code. */
  uri: string;
  /** The same secret for typing, Base32. */
  secret: string;
  /** Ten, each good once; shown only here. */
  backupCodes: string[];
}

/** Makes an authenticator that counts from `confirmFactor` on. Throws ProblemError `wrong-credentials`, or `conflict` where there is one. */
export async function offerFactor(gate: Gate, me: Oneself, password: string): Promise<Enrolment> {
  demand(me, "self.manage");
  if (me.secondFactor) throw new ProblemError("conflict", "You have an authenticator. Remove it first.");
  await checkOwnPassword(gate, me, password);
  const { api } = await gate.engine();
  const made = await api.enableTwoFactor({ body: { password, method: "totp" }, headers: proofs(me) });
  if (made.method !== "totp") throw new Error("better-auth made another second factor than was asked for");
  const { totpURI, backupCodes } = made;
  return { uri: totpURI, secret: new URL(totpURI).searchParams.get("secret") ?? "", backupCodes };
}

/**
 * Turns it on and ends every session but this one, which goes on under a new secret: hand that to the browser. Throws ProblemError `wrong-code`, or
 * `conflict` where nothing was offered.
 */
export async function confirmFactor(gate: Gate, me: Oneself, code: string): Promise<string> {
  demand(me, "self.manage");
  if (me.secondFactor) throw new ProblemError("conflict", "Your authenticator is set up already.");
  const plain = code.replaceAll(/\s/g, "");
  const { store } = gate;
  const wrong = () =>
    new ProblemError("wrong-code", "This code is not right. Look at the newest one.", { field: "code" });
  if ((await takeTotpStep(store, gate.secret(), me.userId, plain)) !== "taken") throw wrong();
  const { api } = await gate.engine();
  const answer = await api
    .verifyTOTP({ body: { code: plain }, headers: proofs(me), returnHeaders: true })
    .catch(refused);
  const session = answer === null ? null : proofsOf(answer.headers).session;
  if (session === null) throw wrong();
  const token = signedValue(gate.secret(), session);
  store.transaction((now) => {
    const keep = token === null ? null : (store.q.signedSession.get({ token })?.sessionId ?? null);
    endSessions(me, me.actor.id, { keep }, "factor");
    record(me, now, { type: "factor.enrolled", data: { agentId: me.actor.id } });
  });
  return session;
}

/** Throws ProblemError `wrong-credentials`; `forbidden` where everybody must have one. */
export async function dropOwnFactor(gate: Gate, me: Oneself, password: string): Promise<void> {
  demand(me, "self.manage");
  if (gate.secondFactorRequired)
    throw new ProblemError(
      "forbidden",
      "Everybody here needs a second factor. Ask an admin for a reset to change yours.",
    );
  await checkOwnPassword(gate, me, password);
  gate.store.transaction(() => {
    removeFactor(me, me.actor.id);
    const keep = me.sessionId;
    endSessions(me, me.actor.id, { keep }, "factor");
  });
}

/** New backup codes; the old ones are good no more. Throws ProblemError `wrong-credentials`, or `conflict` without an authenticator. */
export async function renewBackupCodes(gate: Gate, me: Oneself, password: string): Promise<string[]> {
  demand(me, "self.manage");
  if (!me.secondFactor) throw new ProblemError("conflict", "Set up an authenticator first.");
  await checkOwnPassword(gate, me, password);
  const { api } = await gate.engine();
  const { backupCodes } = await api.generateBackupCodes({ body: { password }, headers: proofs(me) });
  gate.store.transaction((now) => record(me, now, { type: "factor.codes" }));
  return backupCodes;
}

/** Takes somebody's authenticator away; false where there was none. */
export function removeFactor(ctx: Context, agentId: number): boolean {
  if (agentIdOf(ctx.actor) !== agentId) demand(ctx, "people.manage");
  const { db } = ctx.store;
  return ctx.store.transaction((now) => {
    const user = db.select({ id: authUser.id }).from(authUser).where(eq(authUser.agentId, agentId)).get();
    if (!user) return false;
    const gone = db.delete(authTwoFactor).where(eq(authTwoFactor.userId, user.id)).returning().all();
    db.update(authUser).set({ twoFactorEnabled: false, lastTotpStep: null }).where(eq(authUser.id, user.id)).run();
    if (gone.length > 0) record(ctx, now, { type: "factor.removed", data: { agentId } });
    return gone.length > 0;
  });
}

function proofs(me: Oneself): Headers {
  return proofHeaders({ session: me.session, challenge: null });
}
