/** Changes one's own password; every other session ends. */
import { and, eq } from "drizzle-orm";
import { demand } from "../../domain/permissions.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import { authCredential, authUser, authVerification } from "../../store/schema.ts";
import type { Gate } from "./gate.ts";
import { checkOwnPassword, type Oneself } from "./oneself.ts";
import { refuseWeakPassword } from "./password.ts";
import { endSessions } from "./sessions.ts";

export const PASSWORD_PROVIDER = "credential";

/** Throws ProblemError `wrong-credentials` on `current`, or `invalid` on `next`. */
export async function changePassword(gate: Gate, me: Oneself, input: { current: string; next: string }): Promise<void> {
  demand(me, "self.manage");
  refuseWeakPassword(input.next, me, "next");
  await checkOwnPassword(gate, me, input.current, "current");
  const hash = await hashPassword(gate, input.next);
  gate.store.transaction((now) => {
    storePassword(me, now, me.userId, hash);
    endSessions(me, me.actor.id, { keep: me.sessionId }, "password");
  });
}

/** As better-auth hashes it: scrypt, with a salt of its own. */
export async function hashPassword(gate: Gate, password: string): Promise<string> {
  const { password: hashing } = await (await gate.engine()).$context;
  return hashing.hash(password);
}

/** Call inside a transaction. */
export function storePassword(ctx: Context, now: EpochMs, userId: string, hash: string): void {
  const { db } = ctx.store;
  const own = and(eq(authCredential.userId, userId), eq(authCredential.providerId, PASSWORD_PROVIDER));
  db.update(authCredential)
    .set({ password: hash, updatedAt: new Date(now) })
    .where(own)
    .run();
  // Who gave the old password may not complete that sign-in.
  db.delete(authVerification).where(eq(authVerification.value, userId)).run();
  const user = db.select({ agentId: authUser.agentId }).from(authUser).where(eq(authUser.id, userId)).get();
  record(ctx, now, { type: "password.changed", data: { agentId: user?.agentId ?? null } });
}
