/** What a reader of the live stream is told beside the log: who is where, and that their notices changed. */
import { teamOf } from "../inbox/together/team.ts";
import type { Store } from "../store/db.ts";
import type { Beside } from "./event-stream.ts";
import { presentHere } from "./present/presence.ts";

export function besideLog(store: Store, agentId: number): Beside {
  const team = teamOf(store);
  const changed = new Set<number>();
  let notices = false;
  return {
    watch(wake) {
      const stopPresence = team.presence.watch((conversationId) => {
        changed.add(conversationId);
        wake();
      });
      const stopNotices = team.watchNotices((whose) => {
        if (whose !== agentId) return;
        notices = true;
        wake();
      });
      return () => {
        stopPresence();
        stopNotices();
      };
    },
    waits: () => notices || changed.size > 0,
    take() {
      const heres = [...changed].map((id) => JSON.stringify(presentHere(team.presence.at(id))));
      const said = heres.map((data) => `event: presence\ndata: ${data}\n\n`);
      if (notices) said.push("event: notices\ndata: {}\n\n");
      changed.clear();
      notices = false;
      return said.join("");
    },
  };
}
