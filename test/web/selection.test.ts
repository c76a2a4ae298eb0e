import { expect, test } from "vitest";
import type { ConversationItem } from "../../src/web/client/types.ts";
import { appended, flatten, heldBack } from "../../src/web/list/merge.ts";
import { extended, NOTHING, toggled } from "../../src/web/list/selection.ts";
import { savedFilterOf, searchOf } from "../../src/web/list/views.ts";
import { row } from "../support/row.ts";

const rows = ["a", "b", "c", "d"].map((id) => row(id));
const at = (id: string): ConversationItem => rows.find((one) => one.id === id) ?? row(id);
const ids = (selection: { chosen: ReadonlyMap<string, unknown> }) => [...selection.chosen.keys()].toSorted().join("");

test("one is chosen and not, a range goes from the last one chosen", () => {
  const b = toggled(NOTHING, at("b"));
  expect(ids(b)).toBe("b");
  expect(ids(extended(b, rows, at("d")))).toBe("bcd");
  expect(ids(extended(extended(b, rows, at("d")), rows, at("a")))).toBe("abcd");
  expect(toggled(b, at("b"))).toEqual({ ...NOTHING, anchor: "b" });
  expect(ids(extended(NOTHING, rows, at("c")))).toBe("c");
});

test("what moved up because others left is no news; by urgency what is new stands last", () => {
  const time = "2026-11-22T08:00:00.000Z";
  const shownAt = new Map([["a", time]]);
  expect(heldBack([row("new"), row("a"), row("further")], shownAt, { status: "open" })).toEqual(["new"]);
  const later = row("a", { lastMessageAt: "2026-11-22T09:00:00.000Z" });
  expect(heldBack([later], shownAt, { status: "open", sort: "waiting" })).toEqual([]);
  const loaded = { pages: [{ items: [row("a")], nextCursor: null }], pageParams: [null] };
  expect(flatten(appended(loaded, [row("a"), row("b")])).map(({ id }) => id)).toEqual(["a", "b"]);
  const more = { pages: [{ items: [row("a")], nextCursor: "x" }], pageParams: [null] };
  expect(appended(more, [row("b")])).toBe(more);
});

test("a list is saved as it is asked for, and asked for as it was saved", () => {
  const search = { view: "mine", label: "vip", sort: "due" } as const;
  const filter = savedFilterOf(search);
  expect(filter).toEqual({ status: ["open"], assigneeId: "me", label: "vip", sort: "due" });
  const again = searchOf({ id: "svw_1", name: "x", shared: false, own: true, filter, gone: [] });
  expect(savedFilterOf(again)).toEqual(filter);
  const mentions = savedFilterOf({ view: "mentions" });
  expect(
    savedFilterOf(searchOf({ id: "svw_2", name: "y", shared: true, own: true, filter: mentions, gone: [] })),
  ).toEqual({
    mentioned: "me",
  });
});
