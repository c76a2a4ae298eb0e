/** Automation rules over the event log: once for each occasion, nothing for history, never in a circle. */
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { wakeSnoozed } from "../../src/inbox/wake-snoozed.ts";
import { nextRulesAt, runRules } from "../../src/inbox/rules/engine.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { account, meta, ruleRun } from "../../src/store/schema.ts";
import { type Desk, openDesk } from "../support/desk.ts";

const follow = (desk: Desk) => runRules(desk.store, desk.deps.platforms, new AbortController().signal);
const conversation = (desk: Desk, id: number) => desk.get(`/api/conversations/cnv_${id}`);
const texts = async (desk: Desk, id: number): Promise<string[]> =>
  (await desk.get(`/api/conversations/cnv_${id}/messages`)).items.map(({ text }: { text: string }) => text);

interface Rule {
  trigger?: object;
  conditions?: object[];
  actions?: object[];
  quietHours?: number;
}

async function withRule(desk: Desk, { trigger = { on: "message" }, actions = URGENT, ...rest }: Rule): Promise<string> {
  const made = await desk.send("POST", "/api/rules", { name: "rule", trigger, actions, ...rest }, 201);
  expect(made.state).toBe("off");
  await desk.send("POST", `/api/rules/${made.id}/switch`, { on: true }, 200);
  return made.id;
}

const URGENT = [{ do: "priority", to: "urgent" }];
const HELLO = { name: "hello", texts: { en: "We are on it.", zh: "我们正在处理。" } };
const SEND = [{ do: "answer", answerId: "ans_1", send: true }];

describe("a rule", () => {
  it("acts once on what happens while it is on, and leaves its name in the log", async () => {
    const desk = openDesk();
    desk.write({ person: "ann", text: "before" });
    const id = await withRule(desk, { conditions: [{ if: "text", has: ["锁定", "locked"] }] });
    desk.write({ person: "bob", text: "My account is LOCKED" });
    desk.write({ person: "cat", text: "我的帳戶被鎖定了" });
    desk.write({ person: "dan", text: "blocked" });
    await follow(desk);
    const priorities = await Promise.all([1, 2, 3, 4].map(async (one) => (await conversation(desk, one)).priority));
    expect(priorities).toEqual(["normal", "urgent", "urgent", "normal"]);
    // A process that died before it wrote down its place, or a log looked at twice, changes nothing.
    desk.store.db.update(meta).set({ value: "0" }).where(eq(meta.key, "rules-followed")).run();
    await desk.send("PATCH", "/api/conversations/cnv_2", { priority: "low" }, 200);
    await follow(desk);
    expect((await conversation(desk, 2)).priority).toBe("low");
    expect((await desk.get(`/api/rules/${id}/runs`)).items).toMatchObject([
      { conversationId: "cnv_3", outcome: "done", code: null },
      { conversationId: "cnv_2", outcome: "done", code: null },
    ]);
    expect((await desk.get("/api/rules")).items[0]).toMatchObject({ runs: 2, failures: 0, state: "on" });
    const { items } = await desk.get("/api/audit?type=conversation.priority");
    expect(items.map(({ actor }: { actor: string }) => actor)).toEqual(["agt_1", id, id]);
    await desk.send("POST", `/api/rules/${id}/switch`, { on: false }, 200);
    expect(nextRulesAt(desk.store)).toBeNull();
  });

  it("looks at none of what is imported, what came a day late, what rules did, or what is spam", async () => {
    const desk = openDesk();
    await desk.send("POST", "/api/labels", { name: "hot" }, 201);
    await withRule(desk, { actions: [{ do: "labels", add: ["lbl_1"], remove: [] }] });
    await withRule(desk, { trigger: { on: "labelled", labelId: "lbl_1" } });
    desk.write({ person: "ann" });
    await follow(desk);
    expect(await conversation(desk, 1)).toMatchObject({ labels: ["hot"], priority: "normal" });
    desk.write({ person: "bob", direction: "outbound" });
    desk.write({ person: "bob" });
    await desk.send("PATCH", "/api/conversations/cnv_2", { status: "spam" }, 200);
    await follow(desk);
    expect((await conversation(desk, 2)).labels).toEqual([]);
    desk.write({ person: "cat" });
    desk.clock.advance(25 * HOUR_MS);
    await follow(desk);
    expect((await conversation(desk, 3)).labels).toEqual([]);
  });

  it("sends a fixed text once in its hours, marked as automatic, which ends nobody's waiting", async () => {
    const desk = openDesk();
    await desk.send("POST", "/api/answers", HELLO, 201);
    await withRule(desk, { trigger: { on: "opened" }, actions: [...SEND, ...URGENT], quietHours: 2 });
    desk.write({ person: "ann", text: "我的钱不见了" });
    await follow(desk);
    expect(await texts(desk, 1)).toEqual(["我们正在处理。", "我的钱不见了"]);
    const [sent] = (await desk.get("/api/conversations/cnv_1/messages")).items;
    expect(sent).toMatchObject({ automatic: "rule", direction: "outbound" });
    expect(await conversation(desk, 1)).toMatchObject({ status: "open", priority: "urgent" });
    expect((await conversation(desk, 1)).waitingSince).not.toBeNull();
    const again = async () => {
      await desk.send("PATCH", "/api/conversations/cnv_1", { status: "closed", priority: "low" }, 200);
      desk.write({ person: "ann", text: "still" });
      await follow(desk);
      expect((await conversation(desk, 1)).priority).toBe("urgent");
      return (await texts(desk, 1)).filter((text) => text === "我们正在处理。" || text === "We are on it.").length;
    };
    expect(await again()).toBe(1);
    desk.clock.advance(2 * HOUR_MS);
    expect(await again()).toBe(2);
  });

  it("looks at who has waited so long, once for each wait", async () => {
    const desk = openDesk();
    desk.write({ person: "old" });
    desk.clock.advance(HOUR_MS);
    const id = await withRule(desk, { trigger: { on: "unanswered", minutes: 30 } });
    desk.write({ person: "ann" });
    desk.write({ person: "bob" });
    const due = desk.clock.now() + 29 * MINUTE_MS;
    await follow(desk);
    expect(nextRulesAt(desk.store)).toBe(due);
    await desk.send("POST", "/api/conversations/cnv_3/replies", { text: "Here we are" }, 202);
    desk.clock.advance(31 * MINUTE_MS);
    await follow(desk);
    await follow(desk);
    const priorities = await Promise.all([1, 2, 3].map(async (one) => (await conversation(desk, one)).priority));
    // Who had waited for longer when it was switched on is left alone.
    expect(priorities).toEqual(["normal", "urgent", "normal"]);
    // Put aside while the time came: looked at when it comes back.
    desk.write({ person: "cat" });
    await desk.send("PATCH", "/api/conversations/cnv_4", { status: "pending" }, 200);
    await desk.send(
      "PATCH",
      "/api/conversations/cnv_4",
      { status: "snoozed", snoozedUntil: new Date(desk.clock.now() + HOUR_MS).toISOString() },
      200,
    );
    desk.clock.advance(40 * MINUTE_MS);
    await follow(desk);
    expect((await conversation(desk, 4)).priority).toBe("normal");
    await desk.send("PATCH", "/api/conversations/cnv_4", { status: "open" }, 200);
    await follow(desk);
    expect((await conversation(desk, 4)).priority).toBe("urgent");
    expect((await desk.get(`/api/rules/${id}/runs`)).items).toHaveLength(2);
  });

  it("acts once on a wait whose beginning moves", async () => {
    const desk = openDesk();
    const id = await withRule(desk, {
      trigger: { on: "unanswered", minutes: 30 },
      actions: [{ do: "note", text: "!" }],
    });
    desk.write({ person: "ann", id: "first" });
    desk.write({ person: "ann" });
    desk.clock.advance(30 * MINUTE_MS);
    await follow(desk);
    const events = [{ type: "message.deleted" as const, messageId: "first", at: desk.clock.now() }];
    ingest(desk.store, [{ accountId: 1, events }]);
    desk.clock.advance(5 * MINUTE_MS);
    await follow(desk);
    expect((await desk.get(`/api/rules/${id}/runs`)).items).toHaveLength(1);
    expect(await texts(desk, 1)).toEqual(["!", "message 2", ""]);
  });

  it("puts off what was opened, not what comes back by the clock", async () => {
    const desk = openDesk();
    await withRule(desk, { trigger: { on: "status", to: "open" }, actions: [{ do: "snooze", minutes: 5 }] });
    desk.write({ person: "ann" });
    await desk.send("PATCH", "/api/conversations/cnv_1", { status: "closed" }, 200);
    await desk.send("PATCH", "/api/conversations/cnv_1", { status: "open" }, 200);
    await follow(desk);
    expect((await conversation(desk, 1)).status).toBe("snoozed");
    desk.clock.advance(5 * MINUTE_MS);
    wakeSnoozed({ store: desk.store, actor: SYSTEM }, desk.clock.now(), 1);
    await follow(desk);
    expect((await conversation(desk, 1)).status).toBe("open");
  });

  it("says nothing for an account that rests, and does the rest", async () => {
    const desk = openDesk();
    await desk.send("POST", "/api/answers", HELLO, 201);
    await withRule(desk, { trigger: { on: "unanswered", minutes: 30 }, actions: [...SEND, ...URGENT] });
    desk.write({ person: "ann" });
    desk.store.db.update(account).set({ state: "paused" }).run();
    desk.clock.advance(31 * MINUTE_MS);
    await follow(desk);
    expect(await texts(desk, 1)).toEqual(["message 1"]);
    expect((await conversation(desk, 1)).priority).toBe("urgent");
  });

  it("that cannot be done does nothing of it, says why, and rests after five times; others go on", async () => {
    const desk = openDesk();
    await desk.send("POST", "/api/answers", HELLO, 201);
    const failing = await withRule(desk, { actions: [...URGENT, ...SEND] });
    await withRule(desk, { actions: [{ do: "assign", to: "agt_1" }] });
    // The person's own words make the text a request: the guard refuses it, as it would a colleague's.
    await desk.send("PUT", "/api/answers/ans_1", { ...HELLO, texts: { en: "Please send it to us." } }, 200);
    for (let n = 1; n <= 6; n += 1) {
      desk.write({ person: `p${n}` });
      await desk.send(
        "POST",
        `/api/conversations/cnv_${n}/replies`,
        { text: "Your seed phrase is what we never ask." },
        202,
      );
    }
    await follow(desk);
    const [rule] = (await desk.get("/api/rules")).items;
    const runs = (await desk.get(`/api/rules/${failing}/runs`)).items;
    // Nothing is half done; the second rule acted on all.
    for (let n = 1; n <= 6; n += 1)
      expect(await conversation(desk, n)).toMatchObject({ priority: "normal", assigneeId: "agt_1" });
    expect(runs.map(({ code }: { code: string | null }) => code)).toEqual(Array(5).fill("reply-refused"));
    expect(rule).toMatchObject({ state: "failing", failures: 5 });
    const again = await desk.send("POST", `/api/rules/${failing}/switch`, { on: true }, 200);
    expect(again).toMatchObject({ state: "on", failures: 0 });
  });

  it("is not kept where it could not do its work", async () => {
    const desk = openDesk();
    await desk.send("POST", "/api/answers", { ...HELLO, texts: { en: "Hello {{name}}" } }, 201);
    const refused = async (rule: object) =>
      (await desk.send("POST", "/api/rules", { name: "x", trigger: { on: "message" }, actions: URGENT, ...rule }, 422))
        .field;
    // Automatic texts never repeat what a user wrote, their own name included.
    expect(await refused({ actions: SEND })).toBe("actions.0");
    expect(await refused({ actions: [...URGENT, { do: "assign", to: "me" }] })).toBe("actions.1");
    expect(await refused({ actions: [{ do: "answer", answerId: "ans_1", send: false }] })).toBe("actions.0");
    expect(await refused({ trigger: { on: "labelled", labelId: "lbl_9" } })).toBe("trigger");
    expect(await refused({ conditions: [{ if: "label", in: ["lbl_9"] }] })).toBe("conditions.0");
    expect(await refused({ conditions: [{ if: "text", has: [] }] })).toBe("conditions.0.has");
    await desk.send("PUT", "/api/answers/ans_1", HELLO, 200);
    await withRule(desk, { actions: SEND });
    const personal = { ...HELLO, texts: { en: "Hello {{handle}}" } };
    expect(await desk.send("PUT", "/api/answers/ans_1", personal, 422)).toMatchObject({ reason: "personal" });
  });

  it("acts by its conditions, and by its place in the order", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    const cases: [object, boolean][] = [
      [{ if: "platform", in: ["telegram"] }, false],
      [{ if: "platform", in: ["telegram"], not: true }, true],
      [{ if: "visibility", is: "direct" }, true],
      [{ if: "account", in: ["acc_1"] }, true],
      [{ if: "language", in: ["en"] }, true],
      [{ if: "newcomer" }, true],
      [{ if: "unassigned" }, true],
      [{ if: "priority", in: ["urgent"] }, false],
      [{ if: "status", in: ["open"] }, true],
      [{ if: "openHours" }, true],
      [{ if: "text", has: ["mess"] }, false],
      [{ if: "text", has: ["message 2"] }, true],
    ];
    const ids: string[] = [];
    for (const [condition] of cases)
      ids.push(await withRule(desk, { conditions: [condition], actions: [{ do: "status", to: "open" }] }));
    desk.write({ person: "ann", text: "my message 2" });
    await follow(desk);
    const acted = desk.store.db.select({ id: ruleRun.ruleId }).from(ruleRun).all();
    const expected = cases.flatMap(([, acts], index) => (acts ? [index + 1] : []));
    expect(acted.map(({ id }) => id)).toEqual(expected);
    const { items } = await desk.send("POST", `/api/rules/${ids[2]}/move`, { to: 1 }, 200);
    expect(items.map(({ id }: { id: string }) => id).slice(0, 3)).toEqual([ids[2], ids[0], ids[1]]);
    await desk.send("DELETE", `/api/rules/${ids[2]}`, undefined, 200);
    expect((await desk.get("/api/rules")).items).toHaveLength(cases.length - 1);
  });
});

describe("a dry run", () => {
  it("shows whom a rule would have met and what it would have done, and does nothing", async () => {
    const desk = openDesk();
    await desk.send("POST", "/api/answers", { ...HELLO, texts: { en: "Read https://elsewhere.example" } }, 201);
    for (let n = 1; n <= 25; n += 1) desk.write({ person: `p${n}`, text: n % 5 === 0 ? "locked out" : "hello" });
    await desk.send("PATCH", "/api/conversations/cnv_25", { priority: "urgent" }, 200);
    const rule = {
      name: "x",
      trigger: { on: "message" },
      conditions: [{ if: "text", has: ["locked"] }],
      actions: [...URGENT, ...SEND],
    };
    const before = await desk.get("/api/audit");
    const first = await desk.send("POST", "/api/rules/dry-run", rule, 200);
    expect(first.looked).toBe(20);
    expect(first.items.map(({ conversation: { id } }: { conversation: { id: string } }) => id)).toEqual(
      ["25", "20", "15", "10"].map((n) => `cnv_${n}`),
    );
    expect(first.items[0].would).toEqual([
      { do: "priority", outcome: "nothing" },
      { do: "answer", outcome: "held", text: "Read https://elsewhere.example" },
    ]);
    expect(first.items[1].would[0]).toEqual({ do: "priority", outcome: "done" });
    const second = await desk.send("POST", "/api/rules/dry-run", { ...rule, cursor: first.nextCursor }, 200);
    expect(second).toMatchObject({ looked: 5, nextCursor: null, items: [{ conversation: { id: "cnv_5" } }] });
    const status = { ...rule, trigger: { on: "unanswered", minutes: 20 }, conditions: [] };
    expect((await desk.send("POST", "/api/rules/dry-run", status, 200)).items).toHaveLength(0);
    expect(await desk.get("/api/audit")).toEqual(before);
    expect((await desk.get("/api/rules")).items).toEqual([]);
  });
});
