import { describe, expect, it } from "vitest";
import { countAll, keptCounts } from "../../src/store/counters.ts";
import { verifyChain } from "../../src/store/events.ts";
import { event } from "../../src/store/schema.ts";
import { type Desk, openDesk } from "../support/desk.ts";

const CONVERSATION = "/api/conversations/cnv_1";

/** Each verb, as the API calls it, and the events that it must leave. */
const VERBS: [string, (desk: Desk) => Promise<unknown>, string[]][] = [
  ["assign", (desk) => desk.send("PATCH", CONVERSATION, { assigneeId: "agt_2" }, 200), ["conversation.assigned"]],
  ["close", (desk) => desk.send("PATCH", CONVERSATION, { status: "closed" }, 200), ["conversation.status"]],
  ["spam", (desk) => desk.send("PATCH", CONVERSATION, { status: "spam" }, 200), ["conversation.status"]],
  [
    "snooze",
    (desk) => desk.send("PATCH", CONVERSATION, { snoozedUntil: "2027-01-01T00:00:00Z" }, 200),
    ["conversation.status"],
  ],
  ["priority", (desk) => desk.send("PATCH", CONVERSATION, { priority: "urgent" }, 200), ["conversation.priority"]],
  ["label", (desk) => desk.send("PATCH", CONVERSATION, { labels: ["vip"] }, 200), ["conversation.labelled"]],
  ["read", (desk) => desk.send("PATCH", CONVERSATION, { unread: false }, 200), ["conversation.read"]],
  ["note", (desk) => desk.send("POST", `${CONVERSATION}/notes`, { text: "x" }, 201), ["note.created"]],
  [
    "reply",
    (desk) => desk.send("POST", `${CONVERSATION}/replies`, { text: "x" }, 202),
    ["message.created", "conversation.status"],
  ],
  ["edit", (desk) => desk.send("PATCH", "/api/messages/msg_2", { text: "x" }, 202), ["delivery.changed"]],
  ["delete", (desk) => desk.send("DELETE", "/api/messages/msg_2", undefined, 202), ["delivery.changed"]],
  ["react", (desk) => desk.send("POST", "/api/messages/msg_1/reactions", { emoji: "👍" }, 202), ["delivery.changed"]],
  ["hide", (desk) => desk.send("POST", "/api/messages/msg_1/hide", { hidden: true }, 202), ["delivery.changed"]],
  [
    "block",
    (desk) => desk.send("POST", "/api/identities/idn_1/block", {}, 200),
    ["identity.blocked", "conversation.status"],
  ],
  ["merge", (desk) => desk.send("POST", "/api/contacts/ctc_1/merge", { contactId: "ctc_3" }, 200), ["contact.merged"]],
];

/** A person in public who wrote after an answer of ours, and somebody else. */
function started(): Desk {
  const desk = openDesk();
  desk.write({ person: "ann", kind: "public", placeId: "thread" });
  desk.write({ person: "ann", kind: "public", placeId: "thread", direction: "outbound" });
  desk.write({ person: "ann", kind: "public", placeId: "thread" });
  desk.write({ person: "bob" });
  return desk;
}
const newest = (desk: Desk) => desk.store.q.lastEvent.get()?.seq ?? 0;
const after = (desk: Desk, seq: number) =>
  desk.store.db
    .select()
    .from(event)
    .all()
    .filter((row) => row.seq > seq);

/** Verbs that take another one back: that, and then the verb. */
const BACK: [string, (desk: Desk) => Promise<unknown>, (desk: Desk) => Promise<unknown>, string[]][] = [
  [
    "mark unread",
    (desk) => desk.send("PATCH", CONVERSATION, { unread: false }, 200),
    (desk) => desk.send("PATCH", CONVERSATION, { unread: true }, 200),
    ["conversation.read"],
  ],
  [
    "reopen",
    (desk) => desk.send("PATCH", CONVERSATION, { status: "closed" }, 200),
    (desk) => desk.send("PATCH", CONVERSATION, { status: "open" }, 200),
    ["conversation.status"],
  ],
  [
    "unblock",
    (desk) => desk.send("POST", "/api/identities/idn_1/block", {}, 200),
    (desk) => desk.send("POST", "/api/identities/idn_1/block", { blocked: false }, 200),
    ["identity.blocked"],
  ],
  [
    "unmerge",
    (desk) => desk.send("POST", "/api/contacts/ctc_1/merge", { contactId: "ctc_3" }, 200),
    (desk) => desk.send("POST", "/api/contacts/ctc_1/unmerge", { identityId: "idn_3" }, 200),
    ["contact.unmerged"],
  ],
];

describe("every verb", () => {
  it.each(VERBS)("%s leaves its event, with who did it, and keeps the counters in step", async (_, act, types) => {
    const desk = started();
    const before = newest(desk);
    await act(desk);
    const events = after(desk, before);
    expect(events.map((row) => row.type).toSorted()).toEqual(types.toSorted());
    expect(new Set(events.map((row) => row.actor))).toEqual(new Set(["agt_1"]));
    expect(verifyChain(desk.store).broken).toBeNull();
    expect(keptCounts(desk.store)).toEqual(countAll(desk.store));
  });

  it.each(VERBS.slice(0, 7))("%s done again changes nothing", async (_, act) => {
    const desk = started();
    await act(desk);
    const before = newest(desk);
    await act(desk);
    expect(after(desk, before)).toEqual([]);
  });

  it.each(BACK)("%s leaves its event, and keeps the counters in step", async (_, act, takeBack, types) => {
    const desk = started();
    await act(desk);
    const before = newest(desk);
    await takeBack(desk);
    expect(after(desk, before).map((row) => row.type)).toEqual(types);
    expect(keptCounts(desk.store)).toEqual(countAll(desk.store));
  });

  it("a person whom we block is spam in every new place too, until somebody opens it", async () => {
    const desk = started();
    await desk.send("POST", "/api/identities/idn_1/block", {}, 200);
    desk.write({ person: "ann", kind: "public", placeId: "another thread" });
    desk.write({ person: "ann", kind: "public", placeId: "another thread" });
    const there = () => desk.get("/api/conversations/cnv_3");
    expect(await there()).toMatchObject({ status: "spam", episode: { closedAt: expect.any(String) } });
    expect((await desk.get("/api/conversations?status=open")).items.map((row: { id: string }) => row.id)).toEqual([
      "cnv_2",
    ]);
    await desk.send("PATCH", "/api/conversations/cnv_3", { status: "open" }, 200);
    expect(await there()).toMatchObject({ status: "open", episode: { closedAt: null } });
    expect(keptCounts(desk.store)).toEqual(countAll(desk.store));
  });

  it("keeps a person's words out of the log", async () => {
    const desk = started();
    await desk.send("POST", `${CONVERSATION}/replies`, { text: "秘密的回答" }, 202);
    await desk.send("POST", `${CONVERSATION}/notes`, { text: "秘密的笔记" }, 201);
    expect(JSON.stringify(after(desk, 0))).not.toContain("秘密");
  });
});
