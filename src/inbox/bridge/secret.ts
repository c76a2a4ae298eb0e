/** The secret that a brand shares with its bridge. */
import { eq } from "drizzle-orm";
import { ProblemError } from "../../domain/problem.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { bridge } from "../../store/schema.ts";
import type { Keys } from "../../trust/keys.ts";
import { type SealedPlace, seal, unseal } from "../../trust/seal.ts";
import { newSharedSecret, type SharedKeys, sharedKeys } from "../../trust/signed-call.ts";

export const BRIDGE_ROW = 1;
const PLACE: SealedPlace = { table: "bridge", column: "secret", row: String(BRIDGE_ROW) };

/** Makes the secret, given only here. One made before ends with it, and so does the bridge that has it. */
export function makeBridgeSecret(ctx: Context, keys: Keys): string {
  const secret = newSharedSecret();
  const sealed = seal(keys, PLACE, secret);
  ctx.store.transaction((now) => {
    ctx.store.db
      .insert(bridge)
      .values({ id: BRIDGE_ROW, secret: sealed, generation: 0 })
      .onConflictDoUpdate({ target: bridge.id, set: { secret: sealed } })
      .run();
    record(ctx, now, { type: "bridge.secret-made" });
  });
  return secret;
}

/** Puts the secret in its place as `anew` seals it. Call inside a transaction. */
export function resealBridge(store: Store, anew: (place: SealedPlace, sealed: string) => string): void {
  for (const { id, secret } of store.db.select().from(bridge).all())
    store.db
      .update(bridge)
      .set({ secret: anew(PLACE, secret) })
      .where(eq(bridge.id, id))
      .run();
}

/** Throws ProblemError `unauthorized` before a secret was made, KeyError where the key does not match. */
export function bridgeKeys(store: Store, keys: Keys): SharedKeys {
  const row = store.db.select({ secret: bridge.secret }).from(bridge).get();
  const shared = row && sharedKeys(unseal(keys, PLACE, row.secret));
  if (!shared)
    throw new ProblemError(
      "unauthorized",
      "No bridge may call yet: make its secret first, with `parley bridge --make-secret`.",
    );
  return shared;
}
