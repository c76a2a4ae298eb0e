import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../src/domain/time.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { sweep } from "../../src/inbox/jobs/sweep.ts";
import { account } from "../../src/store/schema.ts";
import { created, insertAccount, person, snapshot } from "../support/events.ts";
import { testStore } from "../support/store.ts";

const lin = person("lin");

describe("connecting starts at now", () => {
  it("takes what was said before as history that triggers nothing, and what follows as news", () => {
    const { store, clock } = testStore();
    const accountId = insertAccount(store);
    store.db.update(account).set({ createdAt: clock.now() }).run();
    const old = snapshot("1", lin, clock.now() - HOUR_MS);
    ingest(store, [{ accountId, events: [created(old)] }]);
    const state = () => store.db.all(sql`select status, unread, waiting_since, last_message_at from conversation`);
    expect(state()).toEqual([{ status: "closed", unread: 0, waiting_since: null, last_message_at: old.sentAt }]);
    clock.advance(1_000);
    ingest(store, [{ accountId, events: [created(snapshot("2", lin, clock.now()))] }]);
    expect(state()).toMatchObject([{ status: "open", unread: 1, waiting_since: clock.now() }]);
  });
});

describe("sweep", () => {
  it("forgets early deletions and reactions of messages that never came, and no others", () => {
    const { store, clock } = testStore();
    const accountId = insertAccount(store);
    const at = clock.now();
    const reaction = (messageId: string) => ({
      type: "reaction.added" as const,
      messageId,
      by: lin,
      emoji: "👍",
      at,
      order: 1,
    });
    ingest(store, [
      {
        accountId,
        events: [
          created(snapshot("1", lin, at)),
          { type: "message.deleted", messageId: "1", at },
          { type: "message.deleted", messageId: "never", at },
          reaction("1"),
          reaction("never"),
        ],
      },
    ]);
    const kept = () =>
      store.db.all(sql`select remote_id as id from tombstone union all select message_remote_id from reaction`);
    expect(sweep(store)).toBe(0);
    clock.advance(8 * DAY_MS);
    expect(sweep(store)).toBe(2);
    expect(kept()).toEqual([{ id: "1" }, { id: "1" }]);
  });
});
