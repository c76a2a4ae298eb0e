/** The keys of an installation, all derived from one secret of 32 bytes. */
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Store } from "../store/db.ts";
import { meta } from "../store/schema.ts";

export const MASTER_KEY_BYTES = 32;
const KEY_CHECK = "keyCheck";

export interface Keys {
  /** Seals credentials. */
  readonly seal: Uint8Array;
  /** Makes keyed hashes, for telling things apart without storing them. */
  readonly fingerprint: Uint8Array;
}

/** The key does not open this data, or is no key at all; `message` says what to do. */
export class KeyError extends Error {
  override readonly name = "KeyError";
}

/** Derives every key from the master secret. Throws KeyError unless it has 32 bytes. */
export function deriveKeys(master: Uint8Array): Keys {
  if (master.length !== MASTER_KEY_BYTES)
    throw new KeyError(`The key has ${master.length} bytes where ${MASTER_KEY_BYTES} are needed.`);
  const derive = (purpose: string) =>
    new Uint8Array(hkdfSync("sha256", master, "", `parley ${purpose}`, MASTER_KEY_BYTES));
  return { seal: derive("seal"), fingerprint: derive("fingerprint") };
}

/** A keyed hash (hex) that tells things apart without giving them away. */
export function keyedHash(keys: Keys, text: string): string {
  return createHmac("sha256", keys.fingerprint).update(text).digest("hex");
}

/** Whether the database was made with a key that it expects again. */
export function isBound(store: Store): boolean {
  return store.q.metaByKey.get({ key: KEY_CHECK }) !== undefined;
}

/** Whether the database is bound to these keys. */
export function isKeyOf(store: Store, keys: Keys): boolean {
  return store.q.metaByKey.get({ key: KEY_CHECK })?.value === keyedHash(keys, KEY_CHECK);
}

/** Binds a database to its key at the first start; later throws KeyError if another key is given. */
export function bindKey(store: Store, keys: Keys): void {
  const proof = keyedHash(keys, KEY_CHECK);
  store.transaction(() => {
    const kept = store.db.select().from(meta).where(eq(meta.key, KEY_CHECK)).get();
    if (!kept) {
      store.db.insert(meta).values({ key: KEY_CHECK, value: proof }).run();
      return;
    }
    const a = Buffer.from(kept.value, "hex");
    const b = Buffer.from(proof, "hex");
    if (a.length !== b.length || !timingSafeEqual(a, b))
      throw new KeyError(
        "The key does not match this data: its credentials were sealed with another. Give the one it was made with in PARLEY_KEY, or put the file `key` back; if it is lost, `parley doctor --new-key` begins anew.",
      );
  });
}

/** Lets a database be bound to another key; what the old one sealed stays closed. */
export function unbindKey(store: Store): void {
  store.db.delete(meta).where(eq(meta.key, KEY_CHECK)).run();
}
