/** Signs the newest event of the log, so that somebody outside can prove later that nothing before it was changed. */
import { webcrypto } from "node:crypto";
import { z } from "zod";
import { toIso } from "../domain/time.ts";
import type { Store } from "../store/db.ts";
import type { Keys } from "./keys.ts";
import type { SealedPlace } from "./seal.ts";
import { signingKey } from "./signing-key.ts";

export const AUDIT_SEED_PLACE: SealedPlace = { table: "meta", column: "value", row: "auditSeed" };

export const SignedHead = z.strictObject({
  seq: z.int(),
  /** Of that event; every earlier one is in it. */
  hash: z.string(),
  /** When it was signed. */
  at: z.iso.datetime(),
  /** Ed25519, base64url. */
  signature: z.string(),
});
export type SignedHead = z.infer<typeof SignedHead>;

/** The newest event, signed; null while there is none. The key is made at the first use and stays when the installation's key is changed. */
export async function signHead(store: Store, keys: Keys): Promise<SignedHead | null> {
  const last = store.q.lastEvent.get();
  if (!last) return null;
  const head = { seq: last.seq, hash: last.hash, at: toIso(store.clock.now()) };
  const key = await signingKey(store, keys, AUDIT_SEED_PLACE);
  const signature = await key.sign(signedBytes(head));
  return { ...head, signature: Buffer.from(signature).toString("base64url") };
}

/** The public key that verifies heads: 32 bytes, base64url. */
export async function auditPublicKey(store: Store, keys: Keys): Promise<string> {
  return (await signingKey(store, keys, AUDIT_SEED_PLACE)).publicKey;
}

/** Whether a head was signed by this installation. Says nothing of the log itself. */
export async function isOurHead(store: Store, keys: Keys, head: SignedHead): Promise<boolean> {
  const { publicKey } = await signingKey(store, keys, AUDIT_SEED_PLACE);
  const raw = Buffer.from(publicKey, "base64url");
  const key = await webcrypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
  return webcrypto.subtle.verify("Ed25519", key, Buffer.from(head.signature, "base64url"), signedBytes(head));
}

function signedBytes({ seq, hash, at }: Omit<SignedHead, "signature">): Buffer {
  return Buffer.from(`parley audit head v1\n${seq}\n${hash}\n${at}`);
}
