/** What passes between the open pages of a team and is never stored: presence, and the word that there are new notices. */
import type { Store } from "../../store/db.ts";
import { Presence } from "./presence.ts";

export interface Team {
  readonly presence: Presence;
  /** Something that is no event may let conversations be given out: look, although the log stands still. */
  lookAgain: boolean;
  /** Tells the pages of these people that their notices changed. */
  noticesChanged(agentIds: Iterable<number>): void;
  watchNotices(changed: (agentId: number) => void): () => void;
}

const teams = new WeakMap<Store, Team>();

/** The team of a store; one for all parts of the program that serve it. */
export function teamOf(store: Store): Team {
  const known = teams.get(store);
  if (known) return known;
  const watchers = new Set<(agentId: number) => void>();
  const team: Team = {
    presence: new Presence(store.clock),
    // What an earlier process began.
    lookAgain: true,
    noticesChanged(agentIds) {
      for (const agentId of agentIds) for (const changed of watchers) changed(agentId);
    },
    watchNotices(changed) {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
  };
  teams.set(store, team);
  return team;
}
