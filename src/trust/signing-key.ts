/** Ed25519 keys of an installation, made at their first use and kept sealed in `meta`. They stay when the installation's key is changed. */
import { randomBytes, webcrypto } from "node:crypto";
import type { Store } from "../store/db.ts";
import { meta } from "../store/schema.ts";
import type { Keys } from "./keys.ts";
import { type SealedPlace, seal, unseal } from "./seal.ts";

/** Before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");
/** Before the 32 bytes of its public key in SubjectPublicKeyInfo. */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

interface SigningKey {
  /** 32 bytes, base64url. */
  publicKey: string;
  /** 64 bytes. The same words give the same signature. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** `place`: the row of `meta` that holds it. Throws KeyError where the installation's key is another. */
export async function signingKey(store: Store, keys: Keys, place: SealedPlace): Promise<SigningKey> {
  const pkcs8 = Buffer.concat([PKCS8, Buffer.from(seedOf(store, keys, place), "hex")]);
  const privateKey = await webcrypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", true, ["sign"]);
  const { x } = await webcrypto.subtle.exportKey("jwk", privateKey);
  if (x === undefined) throw new Error("an Ed25519 key without its public part");
  return {
    publicKey: x,
    sign: async (bytes) => new Uint8Array(await webcrypto.subtle.sign("Ed25519", privateKey, Buffer.from(bytes))),
  };
}

/** A public key as tools read it from a file. */
export function publicKeyPem(publicKey: string): string {
  const der = Buffer.concat([SPKI, Buffer.from(publicKey, "base64url")]).toString("base64");
  return `-----BEGIN PUBLIC KEY-----\n${der}\n-----END PUBLIC KEY-----\n`;
}

function seedOf(store: Store, keys: Keys, place: SealedPlace): string {
  return store.transaction(() => {
    const kept = store.q.metaByKey.get({ key: place.row })?.value;
    if (kept !== undefined) return unseal(keys, place, kept);
    const seed = randomBytes(32).toString("hex");
    const value = seal(keys, place, seed);
    store.db.insert(meta).values({ key: place.row, value }).run();
    return seed;
  });
}
