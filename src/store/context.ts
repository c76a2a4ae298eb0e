/** What every verb is handed: the store, and who acts. */
import { type Actor, actorName } from "../domain/actor.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Store } from "./db.ts";
import { appendEvent, type NewEvent } from "./events.ts";

export interface Context {
  readonly store: Store;
  readonly actor: Actor;
}

/** Appends an event of the acting person; call inside the transaction of the change. */
export function record(ctx: Context, now: EpochMs, input: Omit<NewEvent, "actor">): number {
  return appendEvent(ctx.store, now, { ...input, actor: actorName(ctx.actor) });
}
