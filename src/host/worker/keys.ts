/** The key of a brand on Workers: PARLEY_KEY, or while it is being changed PARLEY_KEY_NEXT, with which every brand seals anew when it wakes. */
import { SYSTEM } from "../../domain/actor.ts";
import type { Store } from "../../store/db.ts";
import { bindKey, deriveKeys, isBound, isKeyOf, type Keys } from "../../trust/keys.ts";
import { parseKey } from "../key-text.ts";
import { rotateKeys } from "../rotate-keys.ts";
import { SettingsError } from "./brands.ts";

interface KeySettings {
  PARLEY_KEY?: string;
  PARLEY_KEY_NEXT?: string;
}

/** Throws SettingsError for a key that is none, KeyError for one that is not this brand's. */
export function brandKeys(store: Store, env: KeySettings): Keys {
  const current = deriveKeys(read("PARLEY_KEY", env.PARLEY_KEY));
  const next = env.PARLEY_KEY_NEXT === undefined ? null : deriveKeys(read("PARLEY_KEY_NEXT", env.PARLEY_KEY_NEXT));
  if (next && isBound(store) && !isKeyOf(store, next)) rotateKeys({ store, actor: SYSTEM }, current, next);
  const keys = next ?? current;
  bindKey(store, keys);
  return keys;
}

function read(name: string, text: string | undefined): Uint8Array {
  const key = text === undefined ? null : parseKey(text);
  if (key) return key;
  throw new SettingsError(
    `${name} is ${text ? "not 32 bytes (64 hexadecimal digits, or base64)" : "missing"}. Set it: wrangler secret put ${name}`,
  );
}
