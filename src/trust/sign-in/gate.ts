/** What signing in needs, made when it is first needed: many processes never ask. */
import type { Store } from "../../store/db.ts";
import type { Keys } from "../keys.ts";
import type { Engine } from "./engine.ts";
import { signInSecret } from "./secret.ts";

export interface Gate {
  readonly store: Store;
  /** Signs and encrypts. Throws KeyError where the key is another one. */
  secret(): string;
  engine(): Promise<Engine>;
  /** Who has no second factor may do nothing but set one up. */
  readonly secondFactorRequired: boolean;
}

export function createGate(options: { store: Store; keys: Keys; secondFactorRequired: boolean }): Gate {
  const { store, keys, secondFactorRequired } = options;
  let known: string | undefined;
  let engine: Promise<Engine> | undefined;
  const secret = () => (known ??= signInSecret(store, keys));
  // Loading it takes longer than all else that starts.
  const load = async () => (await import("./engine.ts")).createEngine(store, secret());
  return { store, secret, engine: () => (engine ??= load()), secondFactorRequired };
}
