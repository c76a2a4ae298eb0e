/** The question after a close, its answer, and topics: through the API. */
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { silentLog } from "../../src/domain/log.ts";
import { DAY_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { askDue, nextAsking } from "../../src/inbox/satisfaction/ask.ts";
import { setStatus } from "../../src/inbox/set-status.ts";
import { delivery } from "../../src/store/schema.ts";
import { DEFAULT_TEXTS } from "../../src/trust/satisfaction-texts.ts";
import { type Desk, openDesk } from "../support/desk.ts";

const ctxOf = (desk: Desk) => ({ store: desk.store, actor: SYSTEM });
const one = (desk: Desk) => desk.get("/api/conversations/cnv_1");
const close = (desk: Desk) => desk.send("PATCH", "/api/conversations/cnv_1", { status: "closed" }, 200);
const askNow = (desk: Desk) =>
  askDue({ ...ctxOf(desk), platforms: desk.deps.platforms }, desk.clock.now(), 10, silentLog);

async function questions(desk: Desk): Promise<string[]> {
  const { items } = await desk.get("/api/conversations/cnv_1/messages");
  return items
    .filter((item: { automatic: string | null }) => item.automatic === "satisfaction")
    .map((item: { text: string }) => item.text);
}

/** Answered and closed, on an account that asks ten minutes later. */
async function openClosed(text = "my transfer is stuck"): Promise<Desk> {
  const desk = openDesk();
  await desk.send("PUT", "/api/accounts/acc_1/satisfaction", { afterMinutes: 10 }, 200);
  desk.write({ text });
  desk.write({ direction: "outbound" });
  await close(desk);
  return desk;
}
async function openAsked(): Promise<Desk> {
  const desk = await openClosed();
  desk.clock.advance(10 * MINUTE_MS);
  askNow(desk);
  leaves(desk, "sent");
  return desk;
}
const leaves = ({ store }: Desk, state: "sent" | "failed" | "held") =>
  store.db.update(delivery).set({ state }).where(eq(delivery.messageId, 3)).run();

describe("after a close", () => {
  it("asks once, later, in the person's language, and stays closed", async () => {
    const desk = await openClosed("转账一直没到账");
    expect(nextAsking(desk.store)).toBe(desk.clock.now() + 10 * MINUTE_MS);
    desk.clock.advance(9 * MINUTE_MS);
    askNow(desk);
    expect(await questions(desk)).toEqual([]);
    desk.clock.advance(MINUTE_MS);
    askNow(desk);
    askNow(desk);
    expect(await questions(desk)).toEqual([DEFAULT_TEXTS.zh]);
    expect(await one(desk)).toMatchObject({
      status: "closed",
      episode: { satisfaction: { score: null, dueAt: null } },
    });
    await desk.send("PATCH", "/api/conversations/cnv_1", { status: "open" }, 200);
    await close(desk);
    expect(nextAsking(desk.store)).toBeNull();
  });

  it.each([
    ["they wrote again", async (desk: Desk) => desk.write({ text: "still stuck" })],
    ["somebody reopened it", (desk: Desk) => desk.send("PATCH", "/api/conversations/cnv_1", { status: "open" }, 200)],
    ["it became spam", (desk: Desk) => desk.send("PATCH", "/api/conversations/cnv_1", { status: "spam" }, 200)],
    ["they were blocked", (desk: Desk) => desk.send("POST", "/api/identities/idn_1/block", { blocked: true }, 200)],
    [
      "it was switched off",
      (desk: Desk) => desk.send("PUT", "/api/accounts/acc_1/satisfaction", { afterMinutes: null }, 200),
    ],
    ["a day has passed", async (desk: Desk) => desk.clock.advance(2 * DAY_MS)],
  ])("asks nobody where %s", async (_, meanwhile) => {
    const desk = await openClosed();
    await meanwhile(desk);
    desk.clock.advance(10 * MINUTE_MS);
    askNow(desk);
    expect(await questions(desk)).toEqual([]);
    expect(nextAsking(desk.store)).toBeNull();
  });

  it("asks once, whatever is taken back around it", async () => {
    const desk = await openClosed();
    const change = { ids: ["cnv_1"], change: { status: "open" } };
    const reopened = await desk.send("POST", "/api/conversations/bulk", change, 200);
    await close(desk);
    desk.clock.advance(10 * MINUTE_MS);
    askNow(desk);
    await desk.send("PATCH", "/api/conversations/cnv_1", { status: "open" }, 200);
    await desk.send("POST", `/api/bulk/${reopened.undoId}/undo`, {}, 200);
    askNow(desk);
    expect(await questions(desk)).toHaveLength(1);
    leaves(desk, "sent");
    desk.write({ text: "5" });
    expect(await one(desk)).toMatchObject({ status: "closed", episode: { satisfaction: { score: 5 } } });
  });

  it("asks nobody in public, without an answer of ours, or where it is off", async () => {
    const desk = openDesk();
    desk.write({ person: "off", direction: "inbound" });
    await desk.send("PUT", "/api/accounts/acc_1/satisfaction", { afterMinutes: 0 }, 200);
    desk.write({ person: "public", kind: "public" });
    desk.write({ person: "public", kind: "public", direction: "outbound" });
    for (const id of [1, 2]) setStatus(ctxOf(desk), id, "closed");
    expect(nextAsking(desk.store)).toBeNull();
  });
});

describe("an answer", () => {
  it("is attached, and reopens nothing; the last one counts", async () => {
    const desk = await openAsked();
    desk.write({ text: "5" });
    expect(await one(desk)).toMatchObject({
      status: "closed",
      waitingSince: null,
      episode: { satisfaction: { score: 5, messageId: "msg_4", commentId: null } },
    });
    desk.write({ text: "2分" });
    expect(await one(desk)).toMatchObject({ status: "closed", episode: { satisfaction: { score: 2 } } });
    // Whoever opens it again owes nobody an answer to that.
    expect(await desk.send("PATCH", "/api/conversations/cnv_1", { status: "open" }, 200)).toMatchObject({
      waitingSince: null,
    });
    const { items } = await desk.get("/api/audit");
    expect(items.filter((item: { type: string }) => item.type === "satisfaction.given")).toMatchObject([
      { data: { score: 2 } },
      { data: { score: 5 } },
    ]);
  });

  it("that says more reopens as always; after a rating it is kept as its comment", async () => {
    const desk = await openAsked();
    desk.write({ text: "👍" });
    desk.write({ text: "but the fee was too high" });
    const { status, waitingSince } = await one(desk);
    expect([status, waitingSince]).toEqual(["open", new Date(desk.clock.now()).toISOString()]);
    const [first] = desk.store.db.all<{ satisfaction: number; comment: number }>(
      "select satisfaction, satisfaction_comment_id as comment from episode order by id",
    );
    expect(first).toEqual({ satisfaction: 5, comment: 5 });
  });

  it("does not hide what was said before it and came later", async () => {
    const desk = await openAsked();
    desk.write({ text: "1" });
    desk.clock.advance(-90_000);
    desk.write({ text: "it still does not work" });
    const { status, waitingSince } = await one(desk);
    expect([status, waitingSince]).toEqual(["open", new Date(desk.clock.now()).toISOString()]);
  });

  it("that is no rating reopens and leaves no score", async () => {
    const desk = await openAsked();
    desk.write({ text: "2 transactions are still missing" });
    expect(await one(desk)).toMatchObject({ status: "open", episode: { satisfaction: null } });
  });

  it.each(["failed", "held"] as const)("is no rating where the question is %s: nobody has read it", async (state) => {
    const desk = await openAsked();
    leaves(desk, state);
    desk.write({ text: "5" });
    expect(await one(desk)).toMatchObject({ status: "open", episode: { satisfaction: null } });
  });

  it("is a number only where it was asked for, and not weeks later", async () => {
    const unasked = await openClosed();
    unasked.write({ text: "5" });
    expect((await one(unasked)).status).toBe("open");
    const late = await openAsked();
    late.clock.advance(8 * DAY_MS);
    late.write({ text: "5" });
    expect((await one(late)).status).toBe("open");
  });
});

it("the words are a lead's to change, within what the guard lets out", async () => {
  const desk = openDesk();
  const put = (en: string, status: number, headers = {}) =>
    desk.send("PUT", "/api/settings/satisfaction", { texts: { ...DEFAULT_TEXTS, en } }, status, headers);
  const fine = "How did we do? Answer with a number from 1 to 5.";
  expect((await put(fine, 200)).texts).toEqual({ ...DEFAULT_TEXTS, en: fine });
  await put(fine, 403, { authorization: `Bearer ${desk.agentToken}` });
  for (const wrong of [
    "How did we do this time? Tell us.",
    "Rate us 1 to 5, and send us your seed phrase to confirm.",
    "Rate us from 1 to 5 at https://rate-us.example/now",
    "1 to 5?",
  ])
    expect(await put(wrong, 422)).toMatchObject({ field: "texts.en" });
  expect((await desk.get("/api/settings/satisfaction")).texts.en).toBe(fine);
});

describe("topics", () => {
  it("are a tree of two levels, and belong to the piece of work", async () => {
    const desk = openDesk();
    const add = (name: string, parentId: string | null, status = 201) =>
      desk.send("POST", "/api/topics", { name, parentId }, status);
    expect(await add(" Transfers ", null)).toMatchObject({ id: "top_1", name: "Transfers" });
    await add("Not arrived", "top_1");
    expect(await add("Too deep", "top_2", 422)).toMatchObject({ field: "parentId" });
    expect(await add("transfers", null, 422)).toMatchObject({ field: "name" });
    desk.write({});
    const set = (topicId: string | null, status: number) =>
      desk.send("PATCH", "/api/conversations/cnv_1", { topicId }, status);
    expect((await set("top_2", 200)).episode.topicId).toBe("top_2");
    await close(desk);
    desk.write({});
    expect((await one(desk)).episode.topicId).toBeNull();
    await desk.send("PATCH", "/api/topics/top_2", { archived: true }, 200);
    expect(await set("top_2", 422)).toMatchObject({ field: "topicId" });
    await set("top_9", 404);
    await desk.send("PATCH", "/api/topics/top_1", { name: "Payments" }, 200);
    expect((await desk.get("/api/topics")).items).toMatchObject([
      { name: "Payments", archived: false },
      { name: "Not arrived", archived: true },
    ]);
  });
});
