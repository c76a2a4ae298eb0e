/** Accepts each code of an authenticator once: better-auth would take the same one twice. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { and, eq, isNull, lt, or } from "drizzle-orm";
import { SECOND_MS } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { authTwoFactor, authUser } from "../../store/schema.ts";

const STEP_MS = 30 * SECOND_MS;
const DIGITS = 6;
/** Clocks differ: the step before and the one after are taken, as better-auth does. */
const NEIGHBOURS = [0, -1, 1];

/** The code of one step (RFC 6238 with SHA-1). */
export function totpCode(key: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 10 ** DIGITS).padStart(DIGITS, "0");
}

/**
 * `taken` where the code is right now and none of its step or a later one was taken before: it counts as taken from then on. `again` where it was taken
 * before.
 */
export async function takeTotpStep(
  store: Store,
  secret: string,
  userId: string,
  code: string,
): Promise<"taken" | "again" | "wrong"> {
  const row = store.db.select().from(authTwoFactor).where(eq(authTwoFactor.userId, userId)).get();
  if (!row) return "wrong";
  const { symmetricDecrypt } = await import("better-auth/crypto");
  const key = Buffer.from(await symmetricDecrypt({ key: secret, data: row.secret }));
  const current = Math.floor(store.clock.now() / STEP_MS);
  const given = Buffer.from(code);
  const step = NEIGHBOURS.map((by) => current + by).find((one) => {
    const right = Buffer.from(totpCode(key, one));
    return right.length === given.length && timingSafeEqual(right, given);
  });
  if (step === undefined) return "wrong";
  const fresh = or(isNull(authUser.lastTotpStep), lt(authUser.lastTotpStep, step));
  const taken = store.db
    .update(authUser)
    .set({ lastTotpStep: step })
    .where(and(eq(authUser.id, userId), fresh))
    .returning({ id: authUser.id })
    .all();
  return taken.length > 0 ? "taken" : "again";
}
