/** The object in which a test runs, and what it lends the test: its storage. */
import { DurableObject } from "cloudflare:workers";

export class Host extends DurableObject {}

export default {};

let lent: DurableObjectStorage | undefined;

export function lend(storage: DurableObjectStorage): void {
  lent = storage;
}

/** Throws outside of a test. */
export function storage(): DurableObjectStorage {
  if (!lent) throw new Error("A database can be opened inside a test or a hook only.");
  return lent;
}
