import { describe, expect, it } from "vitest";
import { rebuildCounters, rebuildSearch, wrongCounters, wrongSearchRows } from "../../src/store/projections.ts";
import { account, app, counter, message, place } from "../../src/store/schema.ts";
import { indexMessage, searchMessages, unindexMessage } from "../../src/store/search.ts";
import { testStore } from "../support/store.ts";

function withMessages(texts: string[]) {
  const { store, clock } = testStore();
  const at = clock.now();
  store.db.insert(app).values({ platform: "x", fingerprint: "f", createdAt: at }).run();
  store.db
    .insert(account)
    .values({
      appId: 1,
      platform: "x",
      remoteId: "1",
      name: "波宝",
      settings: {},
      state: "active",
      warnings: [],
      missingScopes: [],
      createdAt: at,
    })
    .run();
  store.db.insert(place).values({ accountId: 1, remoteId: "p", kind: "public", changedAt: at }).run();
  for (const [i, text] of texts.entries()) {
    store.db
      .insert(message)
      .values({
        accountId: 1,
        placeId: 1,
        direction: "inbound",
        origin: "platform",
        text,
        spans: [],
        sentAt: at,
        receivedAt: at,
      })
      .run();
    indexMessage(store, i + 1, text, "林晓");
  }
  return store;
}

describe("search index", () => {
  it("is compared word by word, and made again", () => {
    const store = withMessages(["我的账户被锁定了", "lost my phone", "转账失败", "gone"]);
    expect(wrongSearchRows(store, 10)).toEqual([]);
    indexMessage(store, 1, "我的账户", "林晓");
    unindexMessage(store, 2);
    indexMessage(store, 9, "nothing is here", "");
    expect(wrongSearchRows(store, 10)).toEqual([1, 2, 9]);
    expect(wrongSearchRows(store, 2)).toEqual([1, 2]);
    rebuildSearch(store);
    expect(wrongSearchRows(store, 10)).toEqual([]);
    expect(searchMessages(store, "锁定", null, 10)).toEqual([1]);
    expect(searchMessages(store, "nothing", null, 10)).toEqual([]);
  });
});

describe("counters", () => {
  it("are compared by name, and made again", () => {
    const store = withMessages([]);
    expect(wrongCounters(store)).toEqual([]);
    store.db.insert(counter).values({ scope: "account", key: 1, status: "open", n: 3 }).run();
    expect(wrongCounters(store)).toEqual(["account/1/open"]);
    rebuildCounters(store);
    expect(wrongCounters(store)).toEqual([]);
  });
});
