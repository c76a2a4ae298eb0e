/** Closes what somebody answered with “send and close”: once the answer has left, and only if the person has not written meanwhile. */
import { eq } from "drizzle-orm";
import { personWroteSince } from "../delivery/schedule.ts";
import type { DeliveryState } from "../domain/status.ts";
import { isEnded } from "../domain/transitions.ts";
import type { Context } from "../store/context.ts";
import { findConversation } from "../store/conversation-state.ts";
import type { Store } from "../store/db.ts";
import { perStore } from "../store/prepared.ts";
import { agent, closeAfter, delivery } from "../store/schema.ts";
import { moveStatus } from "./set-status.ts";

const waiting = perStore((db) =>
  db
    .select({
      conversationId: closeAfter.conversationId,
      delivery,
      agentId: closeAfter.agentId,
      role: agent.role,
    })
    .from(closeAfter)
    .innerJoin(delivery, eq(delivery.id, closeAfter.deliveryId))
    .innerJoin(agent, eq(agent.id, closeAfter.agentId))
    .prepare(),
);

/** What becomes of the wish: it is granted or dropped, or waits on with its answer. */
const ENDS: Partial<Record<DeliveryState, "close" | "drop">> = { sent: "close", failed: "drop", cancelled: "drop" };

/** Grants or drops the wishes whose answer has left or will not. Cheap where there are none. */
export function closeAnswered(store: Store): void {
  const ready = waiting(store)
    .all()
    .filter((row) => ENDS[row.delivery.state] !== undefined);
  if (ready.length === 0) return;
  store.transaction((now) => {
    for (const { conversationId, delivery: answer, agentId, role } of ready) {
      store.db.delete(closeAfter).where(eq(closeAfter.conversationId, conversationId)).run();
      const here = findConversation(store, conversationId);
      if (ENDS[answer.state] !== "close" || !here || isEnded(here.status)) continue;
      // Also what came while it was on its way, though the platform may call our answer the later one.
      if (here.waitingSince !== null || personWroteSince(store, answer)) continue;
      const ctx: Context = { store, actor: { kind: "agent", id: agentId, role } };
      moveStatus(ctx, now, here, "agentClosed");
    }
  });
}

/** Notes the wish; a later answer takes the place of an earlier one. Call inside the transaction that queues the answer. */
export function closeOnceSent({ store }: Context, wish: typeof closeAfter.$inferInsert): void {
  store.db.insert(closeAfter).values(wish).onConflictDoUpdate({ target: closeAfter.conversationId, set: wish }).run();
}
