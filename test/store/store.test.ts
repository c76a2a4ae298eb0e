import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { appendEvent, verifyChain } from "../../src/store/events.ts";
import { event, eventContent, meta } from "../../src/store/schema.ts";
import { indexMessage, reindexMessage, searchMessages, unindexMessage } from "../../src/store/search.ts";
import { testStore } from "../support/store.ts";

describe("transaction", () => {
  it("rolls back a callback that returns a promise", () => {
    const { store } = testStore();
    expect(() =>
      store.transaction(() => {
        store.db.insert(meta).values({ key: "a", value: "1" }).run();
        return Promise.resolve();
      }),
    ).toThrow("cannot wait");
    expect(store.db.select().from(meta).all()).toEqual([]);
  });

  it("runs what waits for the commit once, and not after a rollback", () => {
    const { store } = testStore();
    const ran: string[] = [];
    store.transaction(() => {
      store.transaction(() => store.afterCommit(() => ran.push("inner")));
      expect(ran).toEqual([]);
    });
    expect(ran).toEqual(["inner"]);
    expect(() =>
      store.transaction(() => {
        store.afterCommit(() => ran.push("never"));
        throw new Error("no");
      }),
    ).toThrow("no");
    store.transaction(() => {});
    expect(ran).toEqual(["inner"]);
  });
});

describe("event chain", () => {
  const fill = () => {
    const { store, clock } = testStore();
    store.transaction((now) => {
      for (let i = 0; i < 5; i += 1) appendEvent(store, now + i, { type: "job.changed", actor: "system", data: { i } });
      appendEvent(store, now, { type: "identity.changed", actor: "system", content: { name: "林晓" } });
    });
    return { store, clock };
  };

  it("verifies, also after personal content is deleted", () => {
    const { store } = fill();
    expect(verifyChain(store)).toEqual({ events: 6, broken: null });
    store.db.delete(eventContent).run();
    expect(verifyChain(store)).toEqual({ events: 6, broken: null });
  });

  it("names the event that was changed, removed or whose content was changed", () => {
    const changed = fill().store;
    changed.db.update(event).set({ data: '{"i":9}' }).where(eq(event.seq, 3)).run();
    expect(verifyChain(changed).broken?.seq).toBe(3);
    const removed = fill().store;
    removed.db.delete(event).where(eq(event.seq, 2)).run();
    expect(verifyChain(removed).broken?.why).toContain("event 2 is missing");
    const content = fill().store;
    content.db.update(eventContent).set({ content: "{}" }).run();
    expect(verifyChain(content).broken?.seq).toBe(6);
  });
});

describe("search", () => {
  const texts: [string, string][] = [
    ["我的账户被锁定了，怎么办？", "林晓"],
    ["轉賬一直沒有到賬", "陳大文"],
    ["My account is locked since yesterday", "Mia Chen"],
    ["ＵＳＤＴ 转账 TRC20 失败", "Ann"],
  ];
  const found = (query: string) => {
    const { store } = testStore();
    texts.forEach(([text, author], i) => indexMessage(store, i + 1, text, author));
    return searchMessages(store, query, null, 10);
  };
  it.each([
    ["锁定", [1]],
    ["鎖定", [1]],
    ["账", [2, 4, 1].toSorted((a, b) => b - a)],
    ["转账", [4, 2]],
    ["定锁", []],
    ["account lock", [3]],
    ["acc locked", []],
    ["account l", []],
    ["mia c", []],
    ["usd 转账", [4]],
    ["失败 t", []],
    ["usdt 转账", [4]],
    ["trc20失败", [4]],
    ["林晓", [1]],
    ["mia", [3]],
    ["，。", []],
    ['" OR body:', []],
  ])("%s", (query, ids) => expect(found(query)).toEqual(ids));

  it("follows replacement and removal", () => {
    const { store } = testStore();
    indexMessage(store, 1, "助记词", "a");
    reindexMessage(store, 1, "已编辑", "a");
    expect(searchMessages(store, "助记词", null, 10)).toEqual([]);
    expect(searchMessages(store, "编辑", null, 10)).toEqual([1]);
    unindexMessage(store, 1);
    expect(searchMessages(store, "编辑", null, 10)).toEqual([]);
  });
});
