import { expect, test } from "vitest";
import type { ActivityItem, MessageItem } from "../../src/web/client/types.ts";
import { attemptFor } from "../../src/web/composer/attempt.ts";
import { EMPTY } from "../../src/web/composer/drafts.ts";
import { partsOf } from "../../src/web/composer/parts.ts";
import { entriesOf, firstUnread } from "../../src/web/conversation/grouping.ts";
import { suggest } from "../../src/web/search/suggest.ts";
import { en as searchWords } from "../../src/web/search/words-en.ts";
import { inReadingOrder, mergeNewest } from "../../src/web/conversation/pages.ts";
import { cutAt, piecesOf, piecesUpTo, safeHref, trueHost } from "../../src/web/conversation/pieces.ts";
import { topicTree } from "../../src/web/context/topics.ts";
import { type SnoozeChoice, snoozeUntil } from "../../src/web/conversation/snooze.ts";
import { en } from "../../src/web/i18n/en.ts";
import { type Due, dueText, dueTone } from "../../src/web/list/due.ts";

function message(id: string, minute: number, change: Partial<MessageItem> = {}): MessageItem {
  return {
    id,
    direction: "inbound",
    author: { id: "idn_1", name: "林晓", handle: null, avatarUrl: null, isUs: false },
    agentId: null,
    origin: "platform",
    automatic: null,
    text: id,
    spans: [],
    language: null,
    media: [],
    reactions: [],
    groupKey: null,
    inReplyTo: null,
    url: null,
    sentAt: new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString(),
    editedAt: null,
    edits: [],
    deletedAt: null,
    hidden: false,
    delivery: null,
    changes: [],
    ...change,
  };
}

const page = (nextCursor: string | null, seq: number, ...items: MessageItem[]) => ({ items, nextCursor, seq });

test("a fresh newest page joins what was loaded: nothing lost, nothing twice, unchanged messages untouched", () => {
  const [a, b, c, d] = [message("a", 1), message("b", 2), message("c", 3), message("d", 4)];
  const before = { pages: [page("2", 5, d, c), page(null, 5, b, a)], pageParams: [null, "2"] };
  const merged = mergeNewest(before, page("x", 6, message("e", 5), { ...d }));
  expect(inReadingOrder(merged.pages).map((one) => one.id)).toEqual(["a", "b", "c", "d", "e"]);
  expect(inReadingOrder(merged.pages)[3]).toBe(d);
  expect(merged.pages[0]?.seq).toBe(6);
});

test("where a gap may lie between old and fresh, only the fresh page stays", () => {
  const before = { pages: [page("1", 5, message("a", 1))], pageParams: [null] };
  const merged = mergeNewest(before, page("9", 9, message("z", 30)));
  expect(merged.pages).toEqual([page("9", 9, message("z", 30))]);
});

test("an album is one message with all its pictures", () => {
  const media = (id: string) => [{ id } as MessageItem["media"][number]];
  const entries = entriesOf([
    message("1", 1, { groupKey: "g", text: "", media: media("m1") }),
    message("2", 1, { groupKey: "g", text: "看图", media: media("m2") }),
    message("3", 2, { media: media("m3") }),
  ]).filter((entry) => entry.kind === "message");
  expect(entries.map((entry) => [entry.message.text, entry.message.media.map((one) => one.id)])).toEqual([
    ["看图", ["m1", "m2"]],
    ["3", ["m3"]],
  ]);
});

test("spans cut the text; broken ones are ignored", () => {
  const text = "看 example.com 吧";
  const pieces = piecesOf(text, [
    { kind: "link", start: 2, end: 13, value: "https://example.com" },
    { kind: "mention", start: 5, end: 8 },
    { kind: "code", start: 14, end: 99 },
  ]);
  expect(pieces.map((piece) => piece.text)).toEqual(["看 ", "example.com", " 吧"]);
  expect(pieces.map((piece) => piece.span?.kind ?? null)).toEqual([null, "link", null]);
});

test("only http and https can be followed", () => {
  expect(safeHref("https://help.bobo.example/q")).toBe("https://help.bobo.example/q");
  expect(safeHref("example.com/a")).toBe("https://example.com/a");
  for (const bad of ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "tg://resolve", "http://"])
    expect(safeHref(bad)).toBeNull();
});

test("what is sent says what was seen, and what the writer chose beside the words", () => {
  const draft = { ...EMPTY, text: "您好 " };
  expect(attemptFor(draft, 7, "key")).toMatchObject({ key: "key", text: "您好 ", body: { text: "您好", seenSeq: 7 } });
  const choice = { force: true, close: true, undoSeconds: 8 };
  expect(attemptFor(draft, 7, "key", choice).body).toEqual({ text: "您好", seenSeq: 7, ...choice });
  const sendAt = "2026-11-23T01:00:00.000Z";
  // Until a chosen hour there is time enough to take it back.
  expect(attemptFor(draft, 7, "key", { sendAt, undoSeconds: 8 }).body).toEqual({ text: "您好", seenSeq: 7, sendAt });
});

test("a long text with a picture leaves as a caption and messages", () => {
  const limits = { textLimit: 20, captionLimit: 10 };
  const length = (text: string) => text.length;
  expect(partsOf("short", 1, limits, length)).toEqual(["short"]);
  const parts = partsOf("one two three four five six seven", 1, limits, length);
  expect(parts[0]?.length).toBeLessThanOrEqual(10);
  for (const part of parts.slice(1)) expect(part.length).toBeLessThanOrEqual(20);
  expect(parts.join(" ").replaceAll(/\s+/g, " ")).toBe("one two three four five six seven");
});

test("mornings are at nine on the business's clocks, and next Monday is never today", () => {
  const until = (choice: SnoozeChoice, now: string, zone = "Asia/Shanghai") => {
    const at = snoozeUntil(choice, new Date(now), zone);
    return at ? at.toISOString() : at;
  };
  // Monday, 08:30 there.
  const monday = "2026-11-23T00:30:00.000Z";
  expect(until("hour", monday)).toBe("2026-11-23T01:30:00.000Z");
  expect(until("today", monday)).toBe("2026-11-23T03:00:00.000Z");
  expect(until("tomorrow", monday)).toBe("2026-11-24T01:00:00.000Z");
  expect(until("monday", monday)).toBe("2026-11-30T01:00:00.000Z");
  expect(until("reply", monday)).toBeNull();
  // Half past eight in the evening, for somebody who sits elsewhere.
  expect(until("today", "2026-11-23T12:30:00.000Z")).toBeUndefined();
  // The night in which the clocks change.
  expect(until("tomorrow", "2026-03-28T20:00:00.000Z", "Europe/Berlin")).toBe("2026-03-29T07:00:00.000Z");
});

test("a deadline is calm, due, then late, in whole minutes", () => {
  const due: Due = { target: "firstResponse", at: "2026-11-23T09:00:00.000Z", warnAt: "2026-11-23T08:55:00.000Z" };
  const minute = (time: string) => Date.parse(`2026-11-23T${time}:00Z`) / 60_000;
  expect(["08:30", "08:55", "09:00", "09:01"].map((time) => dueTone(due, minute(time)))).toEqual([
    "calm",
    "due",
    "due",
    "late",
  ]);
  expect(["06:30", "08:52", "09:02"].map((time) => dueText(due, minute(time), en))).toEqual([
    "2 h",
    "8 min",
    "2 min over",
  ]);
});

test("archived topics are offered only where they are chosen", () => {
  const topic = (id: string, parentId: string | null, archived = false) => ({ id, name: id, parentId, archived });
  const topics = [topic("b", null), topic("a", null, true), topic("a1", "a"), topic("b1", "b", true)];
  expect(topicTree(topics, null)).toMatchObject([
    { top: { id: "a" }, below: [{ id: "a1" }] },
    { top: { id: "b" }, below: [] },
  ]);
  expect(topicTree(topics, "b1").map(({ below }) => below.map(({ id }) => id))).toEqual([["a1"], ["b1"]]);
});

test("an older reading that comes late changes nothing", () => {
  const loaded = { pages: [page(null, 9, message("b", 2), message("a", 1))], pageParams: [null] };
  expect(mergeNewest(loaded, page(null, 8, message("a", 1)))).toBe(loaded);
});

test("a long text is cut by characters and by lines, never through a character or a span", () => {
  expect(cutAt("short")).toBe(null);
  expect(cutAt("a".repeat(4_000))).toBe(null);
  expect(cutAt("a".repeat(4_001))).toBe(4_000);
  expect(cutAt(`${"a".repeat(3_999)}😀${"a".repeat(100)}`)).toBe(3_999);
  expect(cutAt("line\n".repeat(100))).toBe(80 * 5 - 1);
  const span = { kind: "link" as const, start: 5, end: 15 };
  expect(piecesUpTo(piecesOf("hello example.com there", [span]), 9).map((piece) => piece.text)).toEqual(["hello"]);
});

test("a link says where it leads wherever its words do not", () => {
  expect(trueHost("https://bobo.example/a", "https://bobo.example/a")).toBe(null);
  expect(trueHost("https://bobo.example/abc", "bobo.example/a…")).toBe(null);
  expect(trueHost("https://evil.example/", "click here")).toBe("evil.example");
  expect(trueHost("https://evil.example/", "https://bobo.example/evil.example")).toBe("evil.example");
  expect(trueHost("https://evil.example/", "https://bobo.example@evil.example")).toBe("evil.example");
  expect(trueHost("https://xn--bob-ued.example/", "bobо.example")).toBe("xn--bob-ued.example");
});

test("what happened stands between the messages, the new ones begin behind a line, and an album answers to each of its parts", () => {
  const album = { groupKey: "g", text: "" };
  const messages = [
    message("a", 1),
    message("b", 2, { ...album, text: "two pictures" }),
    message("c", 2, album),
    message("d", 10),
  ];
  const happened = (seq: number, minute: number): ActivityItem => ({
    seq,
    at: new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString(),
    type: "conversation.status",
    actor: "agt_1",
    actorName: "Lin",
    accountId: null,
    conversationId: "cnv_1",
    messageId: null,
    data: {},
    labels: null,
  });
  const entries = entriesOf(messages, [happened(1, 5), happened(2, 6), happened(3, 20)], firstUnread(messages, 1));
  expect(
    entries.map((entry) =>
      entry.kind === "message" ? entry.ids.join() : entry.kind === "happened" ? entry.items.length : entry.kind,
    ),
  ).toEqual(["day", "a", "b,c", 2, "new", "d", 1]);
  expect(firstUnread(messages, 0)).toBeNull();
  expect(firstUnread(messages, 9)).toBeNull();
});

test("the search field offers operators, then what they take, in the language they are typed in", () => {
  const known = { labels: ["vip", "to do"], accounts: [{ platform: "x", name: "Bobo" }] };
  const offered = (before: string, language: "en" | "zh-CN" = "en") =>
    suggest(before, language, searchWords, known).map(({ insert }) => insert);
  expect(offered("")).toContain("label:");
  expect(offered("转账 状", "zh-CN")).toEqual(["状态："]);
  expect(offered("la")).toEqual(["label:"]);
  expect(offered("x label:t")).toEqual(['label:"to do" ']);
  expect(offered("is:un")).toEqual(["is:unread ", "is:unassigned "]);
  expect(offered("in：b")).toEqual(["in：Bobo "]);
  expect(offered("transfer")).toEqual([]);
  expect(offered('label:"to')).toEqual([]);
});
