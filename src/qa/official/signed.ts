/** The list of official contacts as a text that is signed: whoever has our public key can tell a copy of it from a forgery. */
import { DAY_MS, toIso } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import type { Keys } from "../../trust/keys.ts";
import type { SealedPlace } from "../../trust/seal.ts";
import { signingKey } from "../../trust/signing-key.ts";
import { siteSettings } from "../site-settings.ts";
import { allContacts, type Listed, listedContacts } from "./listed.ts";

export const OFFICIAL_SEED_PLACE: SealedPlace = { table: "meta", column: "value", row: "officialSeed" };
/** A copy that is older proves nothing: what ended since then is still on it. */
const VALID_DAYS = 7;

interface Directory {
  text: string;
  /** Ed25519, 32 bytes, base64url. */
  publicKey: string;
}

/** The same text all day while nothing changes, so that text and signature fit whenever they are fetched. Throws KeyError. */
export async function directoryOf(store: Store, keys: Keys, publicUrl: string | null): Promise<Directory> {
  const { publicKey } = await signingKey(store, keys, OFFICIAL_SEED_PLACE);
  const settings = siteSettings(store);
  const issued = Math.floor(store.clock.now() / DAY_MS) * DAY_MS;
  const address = settings.origin ?? publicUrl;
  const directory = {
    version: 1,
    brand: settings.names,
    // Never from the request: whoever asks would have another address signed.
    site: address === null ? null : new URL(address).origin,
    issued: toIso(issued),
    validUntil: toIso(issued + VALID_DAYS * DAY_MS),
    contacts: listedContacts(store).map(present),
    ended: allContacts(store)
      .filter(({ endedAt, hidden }) => endedAt !== null && !hidden)
      .map(({ kind, handle, endedAt }) => ({ kind, handle, ended: toIso(endedAt) })),
    promises: settings.promises,
    key: { algorithm: "Ed25519", public: publicKey },
  };
  return { text: `${JSON.stringify(directory, null, 2)}\n`, publicKey };
}

/** 64 bytes over the text's UTF-8. */
export async function signDirectory(store: Store, keys: Keys, text: string): Promise<Uint8Array> {
  const key = await signingKey(store, keys, OFFICIAL_SEED_PLACE);
  return key.sign(Buffer.from(text, "utf8"));
}

function present({ kind, handle, url, name, purposes, since }: Listed) {
  return { kind, handle, url, name, purpose: purposes, since };
}
