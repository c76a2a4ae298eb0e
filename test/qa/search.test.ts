import { beforeAll, describe, expect, it } from "vitest";
import { unindexPublication } from "../../src/store/publication-index.ts";
import { relatedPublications } from "../../src/qa/search/related.ts";
import { searchPublications } from "../../src/qa/search/find.ts";
import type { Store } from "../../src/store/db.ts";
import { addPage } from "../support/pages.ts";
import { testStore } from "../support/store.ts";

let store: Store;
let ids: Record<string, number>;

beforeAll(() => {
  store = testStore().store;
  ids = Object.fromEntries(
    (
      [
        ["locked", "zh", "账户被锁定了，怎么恢复", "等待 24 小时，或在 **账户安全** 里申诉。"],
        ["pending", "zh", "转账一直没有到账", "先在区块浏览器查看哈希。账户余额会在确认后更新。"],
        ["privacy", "zh", "如何保护隐私", "我们不收集身份信息。"],
        ["unlock", "zh", "锁定的账户多久能解锁", "一般不超过 24 小时。"],
        ["en-locked", "en", "Recover a locked account", "Wait 24 hours, then verify your email."],
        ["en-pending", "en", "My transaction is incomplete", "Look up the hash. <script>alert(1)</script>"],
        ["en-fees", "en", "What network fees are", "You pay the network, not us. An account has no monthly fee."],
      ] as const
    ).map(([slug, language, title, answer]) => [slug, addPage(store, { slug, language, title, answer })]),
  );
});

const slugs = (query: string, language: "zh" | "en", limit = 10) =>
  searchPublications(store, { query, language, limit }).items.map(({ slug }) => slug);

describe("search over the public pages", () => {
  it("puts the title before the answer, and keeps languages apart", () => {
    expect(slugs("账户", "zh")).toEqual(["unlock", "locked", "pending"]);
    expect(slugs("account", "en")).toEqual(["en-locked", "en-fees"]);
    expect(slugs("账户", "en")).toEqual([]);
  });

  it("finds what is typed as a sentence, in other words, traditional or misspelt", () => {
    expect(slugs("我的賬戶被鎖了怎麼恢復", "zh")[0]).toBe("locked");
    expect(slugs("钱还没收到", "zh")[0]).toBe("pending");
    expect(slugs("my tx is stuck", "en")[0]).toBe("en-pending");
    expect(slugs("locked out of my acount", "en")[0]).toBe("en-locked");
  });

  it("marks what was found, in the text's own characters", () => {
    const { items } = searchPublications(store, { query: "賬戶", language: "zh", limit: 9 });
    const found = items.find(({ slug }) => slug === "locked");
    expect(found?.titleMarks.map(({ start, end }) => found.title.slice(start, end))).toEqual(["账户"]);
    expect(found?.snippet.marks.map(({ start, end }) => found.snippet.text.slice(start, end))).toEqual(["账户"]);
  });

  it("goes on where the page ended, and takes no other cursor", () => {
    const first = searchPublications(store, { query: "账户", language: "zh", limit: 1 });
    expect(first.nextCursor).not.toBeNull();
    const cursor = first.nextCursor ?? "";
    expect(searchPublications(store, { query: "账户", language: "zh", limit: 1, cursor }).items[0]?.slug).toBe(
      "locked",
    );
    expect(() => searchPublications(store, { query: "x", language: "zh", limit: 1, cursor: "-1" })).toThrow("cursor");
  });

  it("takes anything that somebody types", () => {
    for (const query of ["", '"', "title : (", "AND OR NOT", "账", "^* NEAR(", "🔒", "a".repeat(5_000)])
      expect(Array.isArray(slugs(query, "zh"))).toBe(true);
  });

  it("leads on to what is near, and forgets what was withdrawn", () => {
    expect(relatedPublications(store, ids["locked"] ?? 0, 3)[0]?.slug).toBe("unlock");
    store.transaction(() => unindexPublication(store, ids["privacy"] ?? 0));
    expect(slugs("隐私", "zh")).toEqual([]);
  });
});
