/** Puts a conversation with deliveries in given states into a store, for tests of what becomes of them. */
import type { DeliveryState } from "../../src/domain/status.ts";
import type { Store } from "../../src/store/db.ts";
import { rebuildCounters, rebuildSearch } from "../../src/store/projections.ts";
import { contact, conversation, delivery, identity, message, place } from "../../src/store/schema.ts";

/** One message of ours for each state, in order. The store must have the account, and nothing else yet. */
export function insertDeliveries(store: Store, accountId: number, states: readonly DeliveryState[]): void {
  const at = store.clock.now();
  const person = { platform: "x", contactId: 1, ownContactId: 1, state: "active", isUs: false, seenAt: at } as const;
  store.db.insert(contact).values({ createdAt: at }).run();
  store.db
    .insert(identity)
    .values({ ...person, remoteId: "9", name: "林晓" })
    .run();
  store.db.insert(place).values({ accountId, remoteId: "p", kind: "direct", changedAt: at }).run();
  const attention = states.filter((state) => state === "held" || state === "unknown" || state === "failed").length;
  const ids = { accountId, placeId: 1, personId: 1, createdAt: at, attention };
  store.db
    .insert(conversation)
    .values({ ...ids, platform: "x", kind: "direct", status: "open", lastMessageAt: at })
    .run();
  for (const [i, state] of states.entries()) {
    const words = { direction: "outbound", origin: "parley", text: "t", sentAt: at, receivedAt: at } as const;
    store.db
      .insert(message)
      .values({ accountId, placeId: 1, conversationId: 1, spans: [], ...words })
      .run();
    store.db
      .insert(delivery)
      .values({
        accountId,
        conversationId: 1,
        messageId: i + 1,
        kind: "message",
        payload: {},
        key: `k${i}`,
        state,
        createdAt: at,
      })
      .run();
  }
  rebuildCounters(store);
  rebuildSearch(store);
}
