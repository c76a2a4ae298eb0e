/** Signs the newest event of the log, so that somebody outside can prove later that nothing before it was changed. */
import { randomBytes, webcrypto } from "node:crypto";
import { z } from "zod";
import { toIso } from "../domain/time.ts";
import type { Store } from "../store/db.ts";
import { meta } from "../store/schema.ts";
import type { Keys } from "./keys.ts";
import { type SealedPlace, seal, unseal } from "./seal.ts";

const SEED = "auditSeed";
export const AUDIT_SEED_PLACE: SealedPlace = { table: "meta", column: "value", row: SEED };
/** Before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

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
  const { privateKey } = await keyPair(store, keys);
  const signature = await webcrypto.subtle.sign("Ed25519", privateKey, signedBytes(head));
  return { ...head, signature: Buffer.from(signature).toString("base64url") };
}

/** The public key that verifies heads: 32 bytes, base64url. */
export async function auditPublicKey(store: Store, keys: Keys): Promise<string> {
  return (await keyPair(store, keys)).publicKey;
}

/** Whether a head was signed by this installation. Says nothing of the log itself. */
export async function isOurHead(store: Store, keys: Keys, head: SignedHead): Promise<boolean> {
  const { publicKey } = await keyPair(store, keys);
  const raw = Buffer.from(publicKey, "base64url");
  const key = await webcrypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
  return webcrypto.subtle.verify("Ed25519", key, Buffer.from(head.signature, "base64url"), signedBytes(head));
}

function signedBytes({ seq, hash, at }: Omit<SignedHead, "signature">): Buffer {
  return Buffer.from(`parley audit head v1\n${seq}\n${hash}\n${at}`);
}

async function keyPair(store: Store, keys: Keys): Promise<{ privateKey: webcrypto.CryptoKey; publicKey: string }> {
  const pkcs8 = Buffer.concat([PKCS8, Buffer.from(seedOf(store, keys), "hex")]);
  const privateKey = await webcrypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", true, ["sign"]);
  const { x } = await webcrypto.subtle.exportKey("jwk", privateKey);
  if (x === undefined) throw new Error("an Ed25519 key without its public part");
  return { privateKey, publicKey: x };
}

function seedOf(store: Store, keys: Keys): string {
  return store.transaction(() => {
    const kept = store.q.metaByKey.get({ key: SEED })?.value;
    if (kept !== undefined) return unseal(keys, AUDIT_SEED_PLACE, kept);
    const seed = randomBytes(32).toString("hex");
    store.db
      .insert(meta)
      .values({ key: SEED, value: seal(keys, AUDIT_SEED_PLACE, seed) })
      .run();
    return seed;
  });
}
