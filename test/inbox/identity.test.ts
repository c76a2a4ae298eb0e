/** People who change their name, leave or block us. */
import { expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { setBlocked } from "../../src/inbox/block.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { event, eventContent } from "../../src/store/schema.ts";
import { created, insertAccount, person, snapshot } from "../support/events.ts";
import { testStore } from "../support/store.ts";

function known() {
  const { store, clock } = testStore();
  const accountId = insertAccount(store);
  const lin = person("lin");
  const at = clock.now();
  const take = (...events: Parameters<typeof ingest>[1][number]["events"]) => ingest(store, [{ accountId, events }]);
  const change = (more: Partial<typeof lin> & { state?: "active" | "deleted" | "blockedUs" }, after: number) =>
    take({ type: "identity.changed", identity: { ...lin, ...more }, at: at + after });
  take(created(snapshot("1", lin, at)));
  const now = () => store.q.identityByRemote.get({ platform: "telegram", remoteId: "lin" });
  return { store, at, lin, take, change, now };
}

it("a new name is followed, what was said under the old one comes late and changes nothing, and the log keeps both", () => {
  const { store, at, lin, take, change, now } = known();
  change({ name: "林晓" }, 5_000);
  expect(now()?.name).toBe("林晓");
  take(created(snapshot("2", lin, at + 1_000)));
  expect(now()?.name).toBe("林晓");
  take(created(snapshot("3", { ...lin, name: "Lin Xiao" }, at + 9_000)));
  expect(now()?.name).toBe("Lin Xiao");
  const types = store.db.select().from(event).all();
  expect(types.filter(({ type }) => type === "identity.changed")).toHaveLength(2);
  const words = store.db.select().from(eventContent).all();
  expect(JSON.stringify(words)).toContain("林晓");
});

it("who blocks us or leaves is known as such; that we block somebody is ours to say", () => {
  const { store, change, now } = known();
  change({ state: "blockedUs" }, 1_000);
  expect(now()?.state).toBe("blockedUs");
  change({ state: "active" }, 2_000);
  setBlocked({ store, actor: SYSTEM }, now()?.id ?? 0, true);
  change({ state: "deleted" }, 3_000);
  expect(now()?.state).toBe("blockedByUs");
  setBlocked({ store, actor: SYSTEM }, now()?.id ?? 0, false);
  change({ state: "deleted" }, 4_000);
  expect(now()?.state).toBe("deleted");
});
