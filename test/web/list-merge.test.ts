import { expect, test } from "vitest";
import type { ConversationItem } from "../../src/web/client/types.ts";
import { flatten, heldBack, patchRows, type Loaded } from "../../src/web/list/merge.ts";
import { row as item } from "../support/row.ts";
import { belongs, filterOf, parseSearch } from "../../src/web/list/views.ts";

const loaded = (...pages: ConversationItem[][]): Loaded => ({
  pages: pages.map((items) => ({ items, nextCursor: null })),
  pageParams: pages.map(() => null),
});

test("a change is shown where the row stands, and nothing else is touched", () => {
  const before = loaded([item("a"), item("b")], [item("c")]);
  const after = patchRows(
    before,
    new Map([["b", item("b", { excerpt: "新的", lastMessageAt: "2026-11-22T09:00:00.000Z" })]]),
  );
  expect(flatten(after).map((row) => `${row.id} ${row.excerpt}`)).toEqual(["a 你好", "b 新的", "c 你好"]);
  expect(after.pages[1]).toBe(before.pages[1]);
  expect(after.pages[0]?.items[0]).toBe(before.pages[0]?.items[0]);
  expect(
    patchRows(after, new Map([["b", item("b", { excerpt: "新的", lastMessageAt: "2026-11-22T09:00:00.000Z" })]])),
  ).toBe(after);
});

test("new conversations and such as would move up wait; our own answers don't count as news", () => {
  const shownAt = new Map([
    ["a", "2026-11-22T08:00:00.000Z"],
    ["b", "2026-11-22T08:00:00.000Z"],
    ["c", "2026-11-22T08:00:00.000Z"],
  ]);
  const later = "2026-11-22T09:00:00.000Z";
  const newest = [
    item("new"),
    item("a", { lastMessageAt: later }),
    item("b", { lastMessageAt: later, excerptDirection: "outbound" }),
    item("c"),
    item("closed", { status: "closed" }),
  ];
  expect(heldBack(newest, shownAt, { status: "open" })).toEqual(["new", "a"]);
});

test("a conversation that moved between two pages is shown once", () => {
  expect(flatten(loaded([item("a"), item("b")], [item("b"), item("c")])).map((row) => row.id)).toEqual(["a", "b", "c"]);
});

test("views become filters, and rows that left them are known", () => {
  expect(filterOf(parseSearch({ view: "mine" }), "agt_1")).toEqual({ status: "open", assigneeId: "agt_1" });
  expect(filterOf(parseSearch({ view: "nonsense", q: "锁定" }), "agt_1")).toEqual({ q: "锁定" });
  expect(belongs(item("a"), { status: "open", assigneeId: "none" })).toBe(true);
  expect(belongs(item("a", { assigneeId: "agt_1" }), { status: "open", assigneeId: "none" })).toBe(false);
  expect(belongs(item("a"), { attention: true })).toBe(false);
});
