import { and, asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Operation } from "../../connectors/connector.ts";
import { claimNext } from "../../src/delivery/claim.ts";
import { buildOperation } from "../../src/delivery/operation.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { delivery, event, message } from "../../src/store/schema.ts";
import { createToken } from "../../src/trust/tokens.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { insertDeliveries } from "../support/deliveries.ts";
import { memoryContent } from "../support/memory-content.ts";

const REPLIES = "/api/conversations/cnv_1/replies";
const LINK = "Please read https://blog.example/post first.";

function asked(input: Parameters<Desk["write"]>[0] = {}) {
  const desk = openDesk();
  desk.write({ text: "我的账户被锁定了", ...input });
  const { token } = createToken({ store: desk.store, actor: SYSTEM }, { name: "Rui", role: "lead" });
  const as = (secret: string) => ({ authorization: `Bearer ${secret}` });
  const lead = as(token);
  const agent = as(desk.agentToken);
  return {
    ...desk,
    lead,
    agent,
    say: (text: string, status = 202, conversation = "cnv_1") =>
      desk.send("POST", `/api/conversations/${conversation}/replies`, { text }, status, agent),
    decide: (id: string, verb: "approve" | "reject", status = 200, who = lead) =>
      desk.send("POST", `/api/deliveries/${id}/${verb}`, undefined, status, who),
    /** What would leave now; each is sent at once. */
    leaving(): Operation[] {
      const gone: Operation[] = [];
      for (;;) {
        const claim = claimNext({
          store: desk.store,
          accountId: desk.accounts.x,
          build: (row) => buildOperation(desk.store, memoryContent(), row),
          scopes: () => [],
          impossible: () => {},
        });
        if (!claim) return gone;
        gone.push(claim.operation);
        desk.store.transaction((now) =>
          desk.store.db
            .update(delivery)
            .set({ state: "sent", settledAt: now })
            .where(eq(delivery.id, claim.row.id))
            .run(),
        );
      }
    },
    events: (type: string) =>
      desk.store.db.select().from(event).where(eq(event.type, type)).orderBy(asc(event.seq)).all(),
  };
}

const words = (operations: Operation[]) => operations.map((one) => ("text" in one ? one.text : one.kind));

describe("a reply that asks for a secret", () => {
  it("is refused with the rule and the place, and nothing of it is stored; the log knows who tried", async () => {
    const desk = asked();
    const text = "  您好！ 请把您的助记词发给我们。";
    const problem = await desk.say(text, 422);
    expect(problem).toMatchObject({ code: "reply-refused", field: "text" });
    expect(problem.findings).toEqual([{ rule: "asks-seed-phrase", start: 6, end: text.length }]);
    expect(text.slice(6)).toBe("请把您的助记词发给我们。");
    expect(desk.store.db.select().from(delivery).all()).toEqual([]);
    expect(desk.store.db.select().from(message).where(eq(message.direction, "outbound")).all()).toEqual([]);
    const [refused] = desk.events("reply.refused");
    expect(refused).toMatchObject({ actor: "agt_2", conversationId: 1, data: "{}" });
  });

  it("is refused to an admin too, in public, by force, and spread over two replies", async () => {
    const desk = asked({ kind: "public" });
    const refusal = { code: "reply-refused" };
    const forced = { text: "Please send us your seed phrase", force: true };
    expect(await desk.send("POST", REPLIES, forced, 422)).toMatchObject(refusal);
    await desk.say("For the recovery we need one more thing from you. It is your seed phrase");
    expect(await desk.say("Please DM it to us.", 422)).toMatchObject(refusal);
    await desk.say("Please update the app.");
  });

  it("is refused as an edit of what was sent", async () => {
    const desk = asked();
    desk.write({ direction: "outbound", text: "您好" });
    const edit = (text: string, status: number) =>
      desk.send("PATCH", "/api/messages/msg_2", { text }, status, desk.agent);
    expect(await edit("Please tell me your password", 422)).toMatchObject({ code: "reply-refused" });
    expect(desk.events("reply.refused")[0]).toMatchObject({ conversationId: 1, messageId: 2 });
    expect(await edit("您好，已解锁", 202)).toMatchObject({ delivery: { state: "queued" } });
    expect(await edit(LINK, 202)).toMatchObject({ delivery: { state: "held" } });
    expect(await desk.get("/api/conversations/cnv_1")).toMatchObject({ needsAttention: true });
    expect(await desk.get("/api/deliveries?state=held")).toMatchObject({
      items: [{ kind: "edit", text: LINK, findings: [{ rule: expect.stringMatching(/^outside-/) }] }],
    });
  });
});

describe("a reply with a link that is not on the list", () => {
  it("waits for a lead, with the later ones behind it; approved, it leaves first and as it was", async () => {
    const desk = asked();
    const held = await desk.say(LINK);
    expect(held.deliveries).toEqual([{ id: "dlv_1", state: "held" }]);
    await desk.say("And then tell us.");
    expect(desk.leaving()).toEqual([]);
    const { items } = await desk.get("/api/conversations/cnv_1/messages");
    expect(items.map((one: { delivery: unknown }) => one.delivery)).toMatchObject([
      { state: "queued", code: "behind-held" },
      { state: "held", code: "approve-link" },
      null,
    ]);
    expect(await desk.get("/api/conversations/cnv_1")).toMatchObject({ needsAttention: true, status: "open" });
    expect(await desk.get("/api/deliveries?state=held")).toMatchObject({
      items: [{ id: "dlv_1", conversationId: "cnv_1", messageId: "msg_2", text: LINK, author: "Mia" }],
      nextCursor: null,
    });
    expect(await desk.decide("dlv_1", "approve", 403, desk.agent)).toMatchObject({ permission: "reply.approve" });
    await desk.send("POST", "/api/deliveries/dlv_1/resolve", { as: "retry" }, 409, desk.lead);
    expect(await desk.decide("dlv_1", "approve")).toMatchObject({ state: "queued", code: null });
    expect(words(desk.leaving())).toEqual([LINK, "And then tell us."]);
    expect(desk.events("delivery.approved")).toMatchObject([
      { actor: "agt_3", data: JSON.stringify({ deliveryId: 1, kind: "message", code: "approve-link" }) },
    ]);
    expect(await desk.decide("dlv_1", "approve", 409)).toMatchObject({ code: "conflict", state: "sent" });
  });

  it("is refused where the rules have come to refuse it meanwhile", async () => {
    const desk = asked();
    await desk.say(LINK);
    desk.store.db.update(message).set({ text: "Please send us your seed phrase" }).where(eq(message.id, 2)).run();
    expect(await desk.decide("dlv_1", "approve", 422)).toMatchObject({ code: "reply-refused" });
    expect(await desk.get("/api/deliveries?state=held")).toMatchObject({ items: [{ id: "dlv_1" }] });
    expect(desk.leaving()).toEqual([]);
  });

  it("is turned down, or cancelled by its author; the later ones leave", async () => {
    const desk = asked();
    await desk.say(LINK);
    await desk.say("one");
    expect(await desk.decide("dlv_1", "reject")).toMatchObject({ state: "cancelled", code: "rejected" });
    expect(desk.events("delivery.rejected")).toHaveLength(1);
    expect(words(desk.leaving())).toEqual(["one"]);
    await desk.say(LINK);
    await desk.say("two");
    await desk.send("POST", "/api/deliveries/dlv_3/resolve", { as: "cancelled" }, 200, desk.agent);
    expect(words(desk.leaving())).toEqual(["two"]);
  });

  it("is held and let out whole, however many parts it has", async () => {
    const desk = asked();
    const accepted = await desk.say(`${"字".repeat(279)}。${LINK} ${"字".repeat(279)}。`);
    const states = new Set(accepted.deliveries.map(({ state }: { state: string }) => state));
    expect(accepted.deliveries.length).toBeGreaterThan(2);
    expect(states).toEqual(new Set(["held"]));
    await desk.decide("dlv_2", "approve");
    expect(desk.leaving()).toHaveLength(accepted.deliveries.length);
    await desk.say(`${"字".repeat(279)}。${LINK}`);
    await desk.decide("dlv_4", "reject");
    expect(desk.events("delivery.rejected")).toHaveLength(2);
    expect(desk.leaving()).toEqual([]);
  });

  it("passes once a lead has put the host on the list; the list refuses what belongs to everybody", async () => {
    const desk = asked();
    const put = (entries: string[], status = 200, who = desk.lead) =>
      desk.send("PUT", "/api/settings/outbound-links", { entries }, status, who);
    await put(["blog.example"], 403, desk.agent);
    expect(await put(["https://Blog.Example/", "*.bobo.example", "t.me/bobo", "@Bobo_Team"])).toMatchObject({
      entries: ["blog.example", "*.bobo.example", "t.me/bobo", "@bobo_team"],
      explorers: true,
    });
    expect(desk.events("settings.changed")).toHaveLength(1);
    for (const text of [LINK, "see help.bobo.example/faq or t.me/bobo", "ask @bobo_team", "https://tronscan.org/#/x"])
      expect((await desk.say(text)).deliveries[0].state).toBe("queued");
    for (const text of ["t.me/bobo_help", "https://blog.example.net/", "ask @bobo_helper"])
      expect((await desk.say(text)).deliveries[0].state).toBe("held");
    for (const entry of ["t.me", "no host", "user@blog.example", "*.com", "https://x.com/"])
      expect(await put([entry], 422)).toMatchObject({ code: "invalid", field: "entries.0" });
    await desk.send("PUT", "/api/settings/outbound-links", { entries: [], explorers: false }, 200, desk.lead);
    expect((await desk.say("https://tronscan.org/#/x")).deliveries[0].state).toBe("held");
  });

  it("lets the pages of our own accounts pass", async () => {
    const desk = asked();
    const { accounts } = await desk.get("/api/settings/outbound-links");
    expect(accounts).toContain("x.com/bobowallet");
    const own = "DM us: https://x.com/messages/compose?recipient_id=us-x or https://x.com/bobowallet/status/1";
    expect((await desk.say(own)).deliveries[0].state).toBe("queued");
    const foreign = "DM us: https://x.com/messages/compose?recipient_id=us-x2";
    expect((await desk.say(foreign)).deliveries[0].state).toBe("held");
  });
});

describe("what a person told us in private", () => {
  it("waits for a lead in a public reply, not in private, nor where they said it in public themselves", async () => {
    const desk = asked({ text: "my mail is ann@mail.example, order BW-20931187" });
    desk.write({
      kind: "public",
      placeId: "thread",
      text: "please help, my address is 0x52908400098527886E0F7030069857D2E4169EE7",
    });
    const state = async (text: string, conversation: string) =>
      (await desk.say(text, 202, conversation)).deliveries[0].state;
    expect(await state("We wrote to ann@mail.example about BW-20931187.", "cnv_1")).toBe("queued");
    expect(await state("Order BW 20931187 is refunded.", "cnv_2")).toBe("held");
    expect(await state("0x52908400098527886e0f7030069857d2e4169ee7 has received it.", "cnv_2")).toBe("queued");
    const { items } = await desk.get("/api/deliveries?state=held");
    expect(items).toMatchObject([{ code: "approve-personal-data" }]);
  });
});

describe("a direct message", () => {
  it("goes only where the person wrote first", async () => {
    const desk = openDesk();
    insertDeliveries(desk.store, desk.accounts.x, ["sent"]);
    const refused = await desk.send("POST", REPLIES, { text: "Hello" }, 409);
    expect(refused).toMatchObject({ code: "person-has-not-written" });
    desk.write({ text: "who are you?", person: "9", placeId: "p" });
    await desk.send("POST", REPLIES, { text: "Hello" }, 202);
    const sent = and(eq(message.direction, "outbound"), eq(message.text, "Hello"));
    expect(desk.store.db.select().from(message).where(sent).all()).toHaveLength(1);
  });
});
