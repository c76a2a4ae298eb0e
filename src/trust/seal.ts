/** Seals credentials with AES-256-GCM, each bound to the row it belongs to. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type Keys, KeyError } from "./keys.ts";

type SealKey = Pick<Keys, "seal">;

const VERSION = "v1";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Where a sealed text stands; copied elsewhere it does not open. */
export interface SealedPlace {
  table: string;
  column: string;
  /** What identifies the row, known before it is written. */
  row: string;
}

/** Seals a text as `v1.IV.CIPHERTEXT.TAG`, base64url. */
export function seal(keys: SealKey, place: SealedPlace, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keys.seal, iv);
  cipher.setAAD(associated(place));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [VERSION, ...[iv, body, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(".");
}

/** Opens what `seal` made. Throws KeyError for another key, another place, or a changed text. */
export function unseal(keys: SealKey, place: SealedPlace, sealed: string): string {
  const [version, iv, body, tag] = sealed.split(".");
  if (version !== VERSION || iv === undefined || body === undefined || tag === undefined)
    throw new KeyError(`${place.table}.${place.column} holds something that this version of Parley did not seal.`);
  try {
    const options = { authTagLength: TAG_BYTES };
    const decipher = createDecipheriv("aes-256-gcm", keys.seal, Buffer.from(iv, "base64url"), options);
    decipher.setAAD(associated(place));
    decipher.setAuthTag(Buffer.from(tag, "base64url"));
    return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
  } catch {
    // The cause says nothing more, and must not lead anybody to the content.
    throw new KeyError(
      `The key does not match this data: ${place.table}.${place.column} does not open. Give the key it was sealed with in PARLEY_KEY.`,
    );
  }
}

function associated({ table, column, row }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([VERSION, table, column, row]));
}
