/** Answers that wait for their time: taken back within some seconds, or left at the hour that was chosen, and never blindly. */
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Actor, SYSTEM } from "../../src/domain/actor.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/domain/time.ts";
import type { Desk } from "../../src/inbox/desk.ts";
import { type Reply, reply } from "../../src/inbox/reply.ts";
import { approveDelivery } from "../../src/delivery/approve.ts";
import { doubtDeliveries } from "../../src/delivery/doubt.ts";
import { resolveDelivery } from "../../src/delivery/resolve.ts";
import { reschedule, takeBack } from "../../src/inbox/scheduled.ts";
import { pauseInbox } from "../../src/inbox/pause.ts";
import { resumeInbox } from "../../src/inbox/resume-inbox.ts";
import { createRule, switchRule } from "../../src/inbox/rules/rules.ts";
import { setBrandTargets } from "../../src/inbox/time/settings.ts";
import { setAssignment } from "../../src/inbox/together/assignment.ts";
import { setStatus } from "../../src/inbox/set-status.ts";
import { brandOf } from "../../src/sandbox/furnish.ts";
import { account, agent, closeAfter, conversation, delivery, draft } from "../../src/store/schema.ts";
import { sameForAll } from "../support/targets.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
let desk: Desk;
beforeEach(async () => {
  world = await createWorld(["telegram"]);
  const { store, lookup } = world.inbox;
  const { id } = store.db.insert(agent).values({ name: "Mia", role: "agent", createdAt: 0 }).returning().get();
  const actor: Actor = { kind: "agent", id, role: "agent" };
  desk = { store, platforms: lookup, actor };
  await writes("我的账户被锁定了");
});
afterEach(() => world.close());

async function writes(text: string) {
  const { side } = world.sandboxes.telegram;
  const from = side.people().find((one) => one.id !== brandOf(side).id)?.id ?? "";
  world.clock.advance(MINUTE_MS);
  world.say("telegram", { from, to: brandOf(side).id, text });
  await world.settle();
}
const here = () => {
  const row = desk.store.db.select().from(conversation).get();
  if (!row) throw new Error("no conversation");
  return row;
};
const NOTHING = { uploads: [], inReplyTo: null, seenSeq: null, force: false };
const answers = (text: string, more: Partial<Reply>) => reply(desk, here().id, { ...NOTHING, text, ...more });
const arrived = () => world.sandboxes.telegram.ledger.effects("message").length;
const states = () => world.deliveries().map(({ state, code }) => [state, code]);
const drafts = () => desk.store.db.select().from(draft).all();
const later = async (ms: number) => {
  world.clock.advance(ms);
  await world.settle();
};

describe("undo", () => {
  it("gives the words back while they have not left, and the person hears nothing", async () => {
    answers("您好，\n\n正在查", { undoMs: 8 * SECOND_MS });
    await later(7 * SECOND_MS);
    expect(states()).toEqual([["scheduled", "undo"]]);
    expect(here()).toMatchObject({ status: "open", waitingSince: expect.any(Number) });
    const { draft: back } = takeBack(desk, 1);
    expect(back.row).toMatchObject({ mode: "private", text: "您好，\n\n正在查" });
    await later(HOUR_MS);
    expect([arrived(), states()]).toEqual([0, [["cancelled", "taken-back"]]]);
    expect(world.messages(here().id).at(-1)).toMatchObject({ text: "" });
    expect(here()).toMatchObject({ excerpt: "我的账户被锁定了", attention: 0 });
    expect(drafts()).toHaveLength(1);
  });

  it("is over once they leave, and only then the person is answered", async () => {
    answers("您好", { undoMs: 8 * SECOND_MS });
    await later(8 * SECOND_MS);
    expect([arrived(), states()]).toEqual([1, [["sent", null]]]);
    expect(here()).toMatchObject({ status: "pending", waitingSince: null });
    expect(() => takeBack(desk, 1)).toThrow(/sent/u);
    expect(drafts()).toEqual([]);
  });

  it("puts a long text together as it was written, above what was begun since", async () => {
    const long = `${"长".repeat(3_000)}\n\n${"短".repeat(2_000)}\n尾`;
    answers(long, { undoMs: 8 * SECOND_MS });
    expect(states()).toHaveLength(2);
    answers("又及", { undoMs: 8 * SECOND_MS });
    takeBack(desk, 3);
    takeBack(desk, 2);
    expect(drafts()[0]?.text).toBe(`${long}\n\n又及`);
    await later(MINUTE_MS);
    expect(arrived()).toBe(0);
  });

  it("keeps the order: what a colleague sends at once leaves behind it", async () => {
    answers("一", { undoMs: 8 * SECOND_MS });
    answers("二", {});
    await later(0);
    expect(arrived()).toBe(0);
    await later(8 * SECOND_MS);
    expect(
      world.sandboxes.telegram.side
        .messages(placeId())
        .slice(-2)
        .map(({ text }) => text),
    ).toEqual(["一", "二"]);
  });
});

const placeId = () => {
  const { side } = world.sandboxes.telegram;
  const place = side.places().find((one) => side.messages(one.id).some(({ text }) => text === "我的账户被锁定了"));
  return place?.id ?? "";
};

describe("a chosen hour", () => {
  const at = () => world.clock.now() + 2 * HOUR_MS;

  it("is when it leaves; until then others are answered and nobody counts it", async () => {
    answers("明早再看", { sendAt: at() });
    answers("您好", {});
    await later(0);
    expect(states()).toEqual([
      ["scheduled", null],
      ["sent", null],
    ]);
    await later(2 * HOUR_MS);
    expect(states()[0]).toEqual(["sent", null]);
    expect(world.messages(here().id).find(({ text }) => text === "明早再看")?.sentAt).toBeGreaterThan(
      world.clock.now() - MINUTE_MS,
    );
  });

  it("is not kept blindly: where the person writes before, somebody decides who has read it", async () => {
    answers("明早再看", { sendAt: at() });
    await writes("不用了，好了");
    await later(2 * HOUR_MS);
    expect([arrived(), states()]).toEqual([0, [["scheduled", "person-wrote"]]]);
    expect(here()).toMatchObject({ attention: 1, status: "open" });
    const { seq } = here();
    expect(() => reschedule(desk, 1, { sendAt: null, seenSeq: seq - 1 })).toThrow(/read/iu);
    reschedule(desk, 1, { sendAt: world.clock.now() + HOUR_MS, seenSeq: seq });
    expect(states()).toEqual([["scheduled", null]]);
    expect(here().attention).toBe(0);
    await later(HOUR_MS);
    expect(arrived()).toBe(1);
  });

  it("that was missed by more than an hour is no hour any more", async () => {
    answers("早上好", { sendAt: at() });
    desk.store.db.update(account).set({ state: "paused" }).run();
    await later(4 * HOUR_MS);
    desk.store.db.update(account).set({ state: "active" }).run();
    await later(0);
    expect([arrived(), states()]).toEqual([0, [["scheduled", "overdue"]]]);
    reschedule(desk, 1, { sendAt: null, seenSeq: null });
    await later(0);
    expect(arrived()).toBe(1);
  });

  it("is in doubt after a restore, and leaves only when a person says so", async () => {
    answers("明早再看", { sendAt: at() });
    doubtDeliveries({ store: desk.store, actor: SYSTEM });
    expect(world.deliveries()).toMatchObject([{ state: "unknown", code: "restored", nextAt: null }]);
    expect(here().attention).toBe(1);
    await later(3 * HOUR_MS);
    expect(arrived()).toBe(0);
    resolveDelivery(desk, 1, "retry");
    await later(0);
    expect(arrived()).toBe(1);
  });

  it("lies ahead, and within reach", () => {
    expect(() => answers("一", { sendAt: world.clock.now() })).toThrow(/future/u);
    expect(() => answers("一", { sendAt: world.clock.now() + 24 * 91 * HOUR_MS })).toThrow(/90 days/u);
  });

  it("does not keep the guard from judging anew", async () => {
    answers("到时见", { sendAt: at() });
    // What passed when it was written may not pass with what has been said since.
    desk.store.db.run("update message set text = '请把助记词发给我' where id = 2");
    expect(() => reschedule(desk, 1, { sendAt: null, seenSeq: null })).toThrow(/never ask/u);
    await later(2 * HOUR_MS);
    expect([arrived(), states()]).toEqual([0, [["failed", "reply-refused"]]]);
    expect(here().attention).toBe(1);
    // Nor does it leave by being tried again.
    expect(() => resolveDelivery(desk, 1, "retry")).toThrow(/never ask/u);
    await later(0);
    expect(arrived()).toBe(0);
  });
});

describe("what a lead let out for a chosen hour", () => {
  const held = () => {
    answers("请看 https://elsewhere.example/help", { sendAt: world.clock.now() + 2 * HOUR_MS });
    expect(states()).toEqual([["held", "approve-link"]]);
    approveDelivery({ ...desk, actor: { kind: "agent", id: 1, role: "lead" } }, 1);
  };

  it("leaves at that hour, and is not held again", async () => {
    held();
    await later(2 * HOUR_MS);
    expect([arrived(), states()]).toEqual([1, [["sent", null]]]);
  });

  it("waits where the person wrote meanwhile, and is not let out a second time by another hour", async () => {
    held();
    await writes("不用了");
    await later(2 * HOUR_MS);
    expect([arrived(), states()]).toEqual([0, [["scheduled", "person-wrote"]]]);
  });
});

describe("send and close", () => {
  it("closes once the answer has left, in the name of who wanted it", async () => {
    answers("已处理", { undoMs: 8 * SECOND_MS, close: true });
    await later(0);
    expect(here().status).toBe("open");
    await later(8 * SECOND_MS);
    expect([arrived(), here().status]).toEqual([1, "closed"]);
    expect(desk.store.db.select().from(closeAfter).all()).toEqual([]);
  });

  it("closes nothing where it was taken back, or the person wrote meanwhile", async () => {
    answers("已处理", { undoMs: 8 * SECOND_MS, close: true });
    takeBack(desk, 1);
    await later(MINUTE_MS);
    expect(here().status).toBe("open");
    answers("已处理", { sendAt: world.clock.now() + HOUR_MS, close: true });
    await writes("还有");
    await later(HOUR_MS);
    expect([arrived(), here().status]).toEqual([0, "open"]);
    setStatus(desk, here().id, "closed");
    expect(desk.store.db.select().from(closeAfter).where(eq(closeAfter.conversationId, here().id)).all()).toHaveLength(
      1,
    );
  });

  it("closes nothing where the person wrote while it was on its way, whatever hour the platform gives it", async () => {
    answers("已处理", { close: true });
    // As where a limit holds it up.
    desk.store.db
      .update(delivery)
      .set({ nextAt: world.clock.now() + 10 * MINUTE_MS })
      .run();
    await writes("还有一笔");
    await later(10 * MINUTE_MS);
    expect([arrived(), here().status]).toEqual([1, "pending"]);
    expect(desk.store.db.select().from(closeAfter).all()).toEqual([]);
  });

  it("is not forgotten where another answer is taken back", async () => {
    answers("已处理", { undoMs: 8 * SECOND_MS, close: true });
    answers("明早再看", { sendAt: world.clock.now() + HOUR_MS });
    takeBack(desk, 2);
    await later(8 * SECOND_MS);
    expect([arrived(), here().status]).toEqual([1, "closed"]);
  });
});

it("nothing acts by itself while the inbox is paused: no answer, close, question, rule, warning or turn", async () => {
  const ctx = { store: desk.store, actor: SYSTEM };
  setBrandTargets(ctx, sameForAll({ firstResponse: 5, nextResponse: 5, resolution: 60 }));
  setAssignment(ctx, {
    mode: "roundRobin",
    capacity: 5,
    offlineMinutes: 10,
    accounts: [{ accountId: here().accountId, agentIds: [1] }],
  });
  const actions = [{ do: "priority" as const, to: "urgent" as const }];
  const trigger = { on: "unanswered" as const, minutes: 5 };
  const { id } = createRule(ctx, { name: "late", trigger, conditions: [], actions, quietHours: 1 });
  switchRule(ctx, id, true);
  answers("已处理", { undoMs: 8 * SECOND_MS, close: true });
  pauseInbox(ctx, "restored");
  const before = desk.store.q.lastEvent.get()?.seq;
  await later(30 * MINUTE_MS);
  expect([arrived(), states(), desk.store.q.lastEvent.get()?.seq]).toEqual([0, [["scheduled", "undo"]], before]);
  resumeInbox(ctx);
  await later(0);
  expect([arrived(), here().status]).toEqual([1, "closed"]);
});
