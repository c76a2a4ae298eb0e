import { describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { runDeadlines } from "../../src/inbox/jobs/deadlines.ts";
import { tellDeadlines } from "../../src/inbox/time/tell-deadlines.ts";
import { record } from "../../src/store/context.ts";
import { revokeToken } from "../../src/trust/tokens.ts";
import { type Desk, openDesk } from "../support/desk.ts";

interface Seen {
  seq: number;
  type: string;
}

/** Reads events from a stream until `enough` says so, or it ends. */
async function readEvents(response: Response, enough: (seen: Seen[], text: string) => boolean): Promise<Seen[]> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let seen: Seen[] = [];
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) break;
    text += part.value;
    seen = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? "") as Seen);
    if (enough(seen, text)) break;
  }
  await reader?.cancel();
  return seen;
}

const appendMany = (desk: Desk, n: number) =>
  desk.store.transaction((now) => {
    for (let i = 0; i < n; i += 1) record({ store: desk.store, actor: SYSTEM }, now, { type: "system.paused" });
  });
const newest = (desk: Desk) => desk.store.q.lastEvent.get()?.seq ?? 0;

it("names what it speaks of by the ids that the other routes take", async () => {
  const desk = openDesk();
  desk.write({ person: "ann" });
  await desk.send("POST", "/api/topics", { name: "Transfers", parentId: null }, 201);
  await desk.send("POST", "/api/topics", { name: "Stuck", parentId: "top_1" }, 201);
  const change = { assigneeId: "agt_2", topicId: "top_2", labels: ["vip", "old"] };
  await desk.send("PATCH", "/api/conversations/cnv_1", change, 200);
  await desk.send("POST", "/api/labels/lbl_2/merge", { intoId: "lbl_1" }, 202);
  const minutes = { firstResponse: 10, nextResponse: null, resolution: null };
  const byPriority = { low: minutes, normal: minutes, high: minutes, urgent: minutes };
  await desk.send("PUT", "/api/settings/targets", { targets: { warnAtPercent: 50, byPriority } }, 200);
  await runDeadlines(desk.store, new AbortController().signal);
  desk.clock.advance(600_000);
  tellDeadlines({ store: desk.store, actor: SYSTEM }, desk.clock.now(), 10);
  const { items } = await desk.get("/api/audit");
  const dataOf = (type: string) => items.find((one: Seen) => one.type === type)?.data;
  expect(dataOf("topic.added")).toEqual({ topicId: "top_2", parentId: "top_1" });
  expect(dataOf("conversation.topic")).toMatchObject({ from: null, to: "top_2" });
  expect(dataOf("conversation.labelled")).toEqual({ added: "lbl_1,lbl_2", removed: "" });
  expect(dataOf("label.changed")).toEqual({ labelId: "lbl_2", change: "merged", into: "lbl_1" });
  expect(dataOf("sla.missed")).toMatchObject({ target: "firstResponse", assigneeId: "agt_2" });
});

describe("live events", () => {
  it("start at now and come as they happen", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    const stream = await desk.ask("GET", "/api/events");
    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    const reading = readEvents(stream, (seen) => seen.some((event) => event.type === "message.created"));
    desk.write({ person: "bob" });
    const seen = await reading;
    expect(seen[0]).toMatchObject({ type: "conversation.created", conversationId: "cnv_2", accountId: "acc_1" });
    expect(seen.find((event) => event.type === "message.created")).toMatchObject({
      messageId: "msg_2",
      at: "2026-11-22T08:02:00.000Z",
    });
  });

  it("resume after any number with nothing missed and nothing twice, however often the line breaks", async () => {
    const desk = openDesk();
    let last = newest(desk);
    const start = last;
    const all: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      appendMany(desk, 333);
      const stream = await desk.ask("GET", "/api/events", undefined, { "last-event-id": String(last) });
      const seen = await readEvents(stream, (events) => events.length >= 150);
      all.push(...seen.map((event) => event.seq));
      last = all.at(-1) ?? last;
    }
    const rest = await desk.ask("GET", `/api/events?lastEventId=${last}`);
    all.push(...(await readEvents(rest, (seen) => seen.at(-1)?.seq === newest(desk))).map((event) => event.seq));
    expect(all).toEqual(Array.from({ length: 5 * 333 }, (_, i) => start + 1 + i));
  });

  it("drop a reader that takes nothing, who then resumes", async () => {
    const desk = openDesk();
    const start = newest(desk);
    const stream = await desk.ask("GET", `/api/events?lastEventId=${start}`);
    for (let i = 0; i < 30; i += 1) appendMany(desk, 50);
    const seen = await readEvents(stream, () => false);
    expect(seen.length).toBeLessThan(1_500);
    const resumed = await desk.ask("GET", `/api/events?lastEventId=${seen.at(-1)?.seq ?? start}`);
    const rest = await readEvents(resumed, (events) => events.at(-1)?.seq === newest(desk));
    expect([...seen, ...rest].map((event) => event.seq)).toEqual(
      Array.from({ length: 1_500 }, (_, i) => start + 1 + i),
    );
  });

  it("beat while nothing happens", async () => {
    const desk = openDesk({ heartbeatMs: 1 });
    const stream = await desk.ask("GET", "/api/events");
    let beats = 0;
    await readEvents(stream, (_, text) => (beats = text.split(": still here").length - 1) >= 2);
    expect(beats).toBeGreaterThanOrEqual(2);
  });

  it("tell how others come in to nobody who may not read the audit log", async () => {
    const desk = openDesk();
    const [agentId, other] = [2, 1];
    desk.store.transaction((now) => {
      for (const id of [other, agentId])
        record({ store: desk.store, actor: SYSTEM }, now, { type: "sign-in.throttled", data: { agentId: id } });
      record({ store: desk.store, actor: SYSTEM }, now, { type: "system.paused" });
    });
    const typesFor = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const stream = await desk.api.request("/api/events?lastEventId=0", { headers });
      return (await readEvents(stream, (seen) => seen.at(-1)?.type === "system.paused")).map(({ type }) => type);
    };
    const all = await typesFor(desk.token);
    expect(all.filter((type) => type === "sign-in.throttled")).toHaveLength(2);
    expect(all.filter((type) => type === "token.created")).toHaveLength(2);
    const own = await typesFor(desk.agentToken);
    expect(own.filter((type) => type === "sign-in.throttled")).toHaveLength(1);
    expect(own.filter((type) => type === "token.created")).toHaveLength(1);
  });

  it("end with the token", async () => {
    const desk = openDesk();
    const stream = await desk.ask("GET", "/api/events");
    const reading = readEvents(stream, () => false);
    revokeToken({ store: desk.store, actor: SYSTEM }, 1);
    expect(await reading).toEqual([]);
    expect((await desk.ask("GET", "/api/events")).status).toBe(401);
  });

  it("tell a reader from another log to begin anew", async () => {
    const desk = openDesk();
    const stream = await desk.ask("GET", "/api/events?lastEventId=99999");
    let told = "";
    await readEvents(stream, (_, text) => (told = text) !== "");
    expect(told).toContain("event: reset");
  });
});
