/** The random secret that signs sessions and encrypts authenticators, kept sealed beside them. */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Store } from "../../store/db.ts";
import { authSession, authTwoFactor, authUser, meta } from "../../store/schema.ts";
import type { Keys } from "../keys.ts";
import { seal, unseal } from "../seal.ts";

export const SIGN_IN_SECRET = { table: "meta", column: "value", row: "signInSecret" } as const;
const SECRET_BYTES = 32;

/** Made at the first call. Throws KeyError where the key is another one. */
export function signInSecret(store: Store, keys: Keys): string {
  const kept = store.q.metaByKey.get({ key: SIGN_IN_SECRET.row });
  if (kept) return unseal(keys, SIGN_IN_SECRET, kept.value);
  const secret = randomBytes(SECRET_BYTES).toString("hex");
  store.transaction(() =>
    store.db
      .insert(meta)
      .values({ key: SIGN_IN_SECRET.row, value: seal(keys, SIGN_IN_SECRET, secret) })
      .run(),
  );
  return secret;
}

/** Gives up what a lost key closed: sessions end and authenticators are gone; passwords stay. Call inside a transaction. */
export function forgetSignIns(store: Store): void {
  store.db.delete(meta).where(eq(meta.key, SIGN_IN_SECRET.row)).run();
  store.db.delete(authSession).run();
  store.db.delete(authTwoFactor).run();
  store.db.update(authUser).set({ twoFactorEnabled: false, lastTotpStep: null }).run();
}

/** The value of a cookie that better-auth signed (`VALUE.SIGNATURE`); null where the signature is not ours. */
export function signedValue(secret: string, signed: string): string | null {
  const dot = signed.lastIndexOf(".");
  if (dot < 1) return null;
  const value = signed.slice(0, dot);
  const given = Buffer.from(signed.slice(dot + 1), "base64");
  const ours = createHmac("sha256", secret).update(value).digest();
  return given.length === ours.length && timingSafeEqual(given, ours) ? value : null;
}
