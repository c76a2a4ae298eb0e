/** Search over what people and we really say: edits, deletions and both ways of writing Chinese. */
import { expect, it } from "vitest";
import { settleSent } from "../../src/delivery/settle.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { editMessage } from "../../src/inbox/edit-message.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { searchMessagesWith } from "../../src/inbox/search/list.ts";
import { resolveSearch } from "../../src/inbox/search/resolve.ts";
import type { Store } from "../../src/store/db.ts";
import { wrongSearchRows } from "../../src/store/projections.ts";
import { openDesk } from "../support/desk.ts";
import { created, edited, insertAccount, person, snapshot } from "../support/events.ts";
import { testStore } from "../support/store.ts";

function foundIn(store: Store, words: string): number[] {
  const search = resolveSearch(store, words, { agentId: null, timeZone: "UTC" });
  return searchMessagesWith(store, search, { limit: 10 }).items.map(({ hit }) => hit.message.id);
}

it("finds either way of writing, and follows edits and deletions in any order", () => {
  const { store, clock } = testStore();
  const accountId = insertAccount(store);
  const say = (id: string, text: string) => snapshot(id, person("lin"), clock.now(), { text });
  const found = (words: string) => foundIn(store, words).map((id) => store.q.messageById.get({ id })?.remoteId);
  const first = say("1", "轉賬一直沒有到賬");
  ingest(store, [{ accountId, events: [created(first), created(say("2", "我的转账失败了"))] }]);
  expect(found("转账")).toEqual(["2", "1"]);
  expect(found("轉帳")).toEqual(["2", "1"]);
  ingest(store, [{ accountId, events: [edited(first, 1, "帳戶被鎖定")] }]);
  expect(found("转账")).toEqual(["2"]);
  expect(found("锁定")).toEqual(["1"]);
  ingest(store, [{ accountId, events: [{ type: "message.deleted", messageId: "1", at: clock.now() }] }]);
  expect(found("锁定")).toEqual([]);
  // The deletion of one, and the edit of another, that come before the message.
  const late = say("4", "助記詞");
  ingest(store, [
    {
      accountId,
      events: [
        { type: "message.deleted", messageId: "3", at: clock.now() },
        created(say("3", "助記詞")),
        edited(late, 1, "已经解决"),
        created(late),
      ],
    },
  ]);
  expect(found("助记词")).toEqual([]);
  expect(found("解决")).toEqual(["4"]);
  expect(wrongSearchRows(store, 10)).toEqual([]);
});

it("finds our own words as they are after an edit of ours has arrived", () => {
  const desk = openDesk();
  desk.write({ platform: "telegram", direction: "inbound" });
  desk.write({ platform: "telegram", direction: "outbound", text: "请稍等" });
  const found = (words: string) => foundIn(desk.store, words);
  const ctx = { store: desk.store, actor: SYSTEM };
  const { id } = editMessage({ ...ctx, platforms: desk.deps.platforms }, 2, "已经修好");
  expect(found("稍等")).toEqual([2]);
  const row = desk.store.q.deliveryById.get({ id });
  if (!row) throw new Error("no delivery");
  settleSent(ctx, desk.clock.now(), row, { id: null, url: null, sentAt: null });
  expect([found("稍等"), found("修好")]).toEqual([[], [2]]);
});
