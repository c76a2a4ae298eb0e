import { expect, test } from "vitest";
import type { LiveEvent } from "../../src/web/client/types.ts";
import { addEvent, emptyPlan, isEmpty } from "../../src/web/live/plan.ts";
import { EventParser } from "../../src/web/live/sse.ts";

const event = (type: string, conversationId: string | null, messageId: string | null = null): LiveEvent => ({
  seq: 1,
  at: "2026-11-22T08:00:00.000Z",
  type,
  actor: null,
  accountId: null,
  conversationId,
  messageId,
  data: {},
});

test("many events on one conversation ask for it once", () => {
  const plan = emptyPlan();
  addEvent(plan, event("message.created", "cnv_1", "msg_1"));
  addEvent(plan, event("delivery.changed", "cnv_1", "msg_2"));
  addEvent(plan, event("conversation.assigned", "cnv_2"));
  expect([...plan.conversations]).toEqual(["cnv_1", "cnv_2"]);
  expect([...(plan.messages.get("cnv_1") ?? [])]).toEqual(["msg_1", "msg_2"]);
  expect(plan.messages.has("cnv_2")).toBe(false);
  expect(plan.counts).toBe(true);
  expect(plan.accounts).toBe(false);
});

test("events of accounts touch nothing else", () => {
  const plan = emptyPlan();
  expect(isEmpty(plan)).toBe(true);
  addEvent(plan, event("account.changed", null));
  expect(isEmpty(plan)).toBe(false);
  expect(plan).toMatchObject({ accounts: true, counts: false });
});

test("events are read whole however the network cuts them", () => {
  const text = `: hello\r\n\r\nid: 7\r\nevent: parley\r\ndata: {"seq":7}\r\n\r\nid: 8\nevent: parley\ndata: a\ndata: b\n\n`;
  for (const size of [1, 2, 5, 100]) {
    const parser = new EventParser();
    const events = [];
    for (let at = 0; at < text.length; at += size) events.push(...parser.push(text.slice(at, at + size)));
    expect(events).toEqual([
      { id: "7", event: "parley", data: '{"seq":7}' },
      { id: "8", event: "parley", data: "a\nb" },
    ]);
  }
});
