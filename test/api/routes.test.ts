import { describe, expect, it } from "vitest";
import { sliceStream } from "../../src/api/byte-range.ts";
import { Problem } from "../../src/api/schemas.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { record } from "../../src/store/context.ts";
import { delivery, job, media, meta, poison } from "../../src/store/schema.ts";
import { openDesk } from "../support/desk.ts";

const file = (id: string) => ({
  id,
  kind: "image" as const,
  mime: "image/png",
  name: '截图 "1".png',
  size: 3,
  width: 1,
  height: 1,
  durationMs: null,
  alt: null,
});

describe("messages", () => {
  it("page newest first, with quotes, while others write", async () => {
    const desk = openDesk();
    for (let i = 1; i <= 7; i += 1) desk.write({ person: "ann", ...(i === 7 ? { inReplyTo: "m1" } : {}) });
    const first = await desk.get("/api/conversations/cnv_1/messages?limit=3");
    desk.write({ person: "ann" });
    const second = await desk.get(`/api/conversations/cnv_1/messages?limit=3&cursor=${first.nextCursor}`);
    const third = await desk.get(`/api/conversations/cnv_1/messages?limit=3&cursor=${second.nextCursor}`);
    expect([first, second, third].flatMap((page) => page.items.map((item: { id: string }) => item.id))).toEqual(
      [7, 6, 5, 4, 3, 2, 1].map((n) => `msg_${n}`),
    );
    expect(third.nextCursor).toBeNull();
    expect(first.items[0].inReplyTo).toEqual({ id: "msg_1", authorName: "ann", excerpt: "message 1" });
  });

  it("of ours are edited and deleted on the platform, anybody's get a reaction or are hidden", async () => {
    const desk = openDesk();
    desk.write({ person: "ann", kind: "public", placeId: "thread" });
    desk.write({ person: "ann", kind: "public", placeId: "thread", direction: "outbound", text: "sent by hand" });
    const accepted = { delivery: { id: expect.stringMatching(/^dlv_/), state: "queued" } };
    expect(await desk.send("PATCH", "/api/messages/msg_2", { text: "better" }, 202)).toEqual(accepted);
    expect(await desk.send("DELETE", "/api/messages/msg_2", undefined, 202)).toEqual(accepted);
    expect(await desk.send("POST", "/api/messages/msg_1/reactions", { emoji: "👍" }, 202)).toEqual(accepted);
    expect(await desk.send("POST", "/api/messages/msg_1/hide", { hidden: true }, 202)).toEqual(accepted);
    expect(
      desk.store.db
        .select()
        .from(delivery)
        .all()
        .map((row) => [row.kind, row.messageId, row.payload]),
    ).toEqual([
      ["edit", 2, { text: "better" }],
      ["delete", 2, {}],
      ["react", 1, { emoji: "👍", remove: false }],
      ["hide", 1, { hidden: true }],
    ]);
    // Words under a file are a caption, which is shorter.
    desk.write({ person: "ann", kind: "public", placeId: "thread", direction: "outbound", media: [file("f1")] });
    const caption = (length: number, status: number) =>
      desk.send("PATCH", "/api/messages/msg_3", { text: "x".repeat(length) }, status);
    expect(await caption(101, 422)).toMatchObject({ field: "text" });
    await caption(100, 202);
    const refused = async (method: string, path: string, body?: object) => {
      const response = await desk.ask(method, path, body);
      const { code } = Problem.parse(await response.json());
      return [response.status, code];
    };
    expect(await refused("PATCH", "/api/messages/msg_1", { text: "x" })).toEqual([422, "not-supported"]);
    expect(await refused("DELETE", "/api/messages/msg_1")).toEqual([422, "not-supported"]);
    expect(await refused("PATCH", "/api/messages/msg_2", { text: "x".repeat(281) })).toEqual([422, "invalid"]);
    expect(await refused("POST", "/api/messages/msg_1/reactions", { emoji: "🦖" })).toEqual([422, "invalid"]);
    expect(await refused("POST", "/api/messages/msg_2/hide", { hidden: true })).toEqual([422, "not-supported"]);
    desk.write({ person: "bob" });
    expect(await refused("POST", "/api/messages/msg_3/hide", { hidden: true })).toEqual([422, "not-supported"]);
  });
});

describe("contacts", () => {
  it("are merged and parted again with nothing lost", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    desk.write({ person: "ann on telegram", platform: "telegram" });
    const one = await desk.get("/api/contacts/ctc_1");
    const two = await desk.get("/api/contacts/ctc_2");
    const merged = await desk.send("POST", "/api/contacts/ctc_1/merge", { contactId: "ctc_2" }, 200);
    expect(merged).toMatchObject({
      id: "ctc_1",
      name: "ann",
      identities: [{ platform: "x" }, { platform: "telegram", contactId: "ctc_1" }],
      conversations: [{ id: "cnv_2" }, { id: "cnv_1" }],
    });
    await desk.get("/api/contacts/ctc_2", 404);
    await desk.send("POST", "/api/contacts/ctc_1/unmerge", { identityId: "idn_1" }, 422);
    const parted = await desk.send("POST", "/api/contacts/ctc_1/unmerge", { identityId: "idn_2" }, 200);
    expect(parted).toEqual(two);
    expect(await desk.get("/api/contacts/ctc_1")).toEqual(one);
  });

  it("are blocked for us, and what they wrote becomes spam", async () => {
    const desk = openDesk();
    desk.write({ person: "scammer", text: "I am support" });
    expect(await desk.send("POST", "/api/identities/idn_1/block", { blocked: true }, 200)).toMatchObject({
      state: "blockedByUs",
    });
    desk.write({ person: "scammer", text: "still me" });
    expect(await desk.get("/api/conversations/cnv_1")).toMatchObject({ status: "spam", waitingSince: null });
    const back = await desk.send("POST", "/api/identities/idn_1/block", { blocked: false }, 200);
    expect(back.state).toBe("active");
  });
});

describe("accounts", () => {
  it("are connected, changed, checked, imported, rested, resumed and removed; no credential comes out", async () => {
    const desk = openDesk();
    const said: string[] = [];
    const send = async (method: string, path: string, body: unknown, status: number) => {
      const answer = await desk.send(method, path, body, status);
      said.push(JSON.stringify(answer));
      return answer;
    };
    const input = {
      platform: "x",
      name: "Second",
      credentials: { token: "good:9", appKey: "key-9", appSecret: "s3cret-9" },
    };
    const added = await send("POST", "/api/accounts", input, 201);
    expect(added).toMatchObject({ account: { id: "acc_4", name: "Second", handle: "acc9", state: "active" } });
    expect((await desk.get("/api/accounts")).items).toHaveLength(4);
    await send("PATCH", "/api/accounts/acc_4", { name: "New name", credentials: { token: "good:9" } }, 200);
    await send("PATCH", "/api/accounts/acc_4", { paused: true }, 200);
    expect(await send("POST", "/api/accounts/acc_4/resume", undefined, 200)).toMatchObject({ state: "active" });
    await send("POST", "/api/accounts/acc_4/check", undefined, 200);
    const since = "2026-10-01T00:00:00Z";
    expect(await send("POST", "/api/accounts/acc_4/import", { since }, 200)).toEqual({
      messages: 120,
      priceUsd: 1.2,
      jobId: null,
    });
    const { jobId } = await send("POST", "/api/accounts/acc_4/import", { since, confirm: true }, 200);
    expect(jobId).toBe("job_1");
    expect((await desk.get("/api/jobs")).items).toMatchObject([{ id: "job_1", state: "queued", total: 120 }]);
    expect(await send("DELETE", "/api/jobs/job_1", undefined, 200)).toMatchObject({ state: "cancelled" });
    expect(await send("DELETE", "/api/jobs/job_1", undefined, 409)).toMatchObject({ code: "conflict" });
    await send("DELETE", "/api/accounts/acc_4", undefined, 200);
    expect(await desk.get("/api/accounts/acc_4")).toMatchObject({ state: "removed" });
    const bad = await send("POST", "/api/accounts", { ...input, credentials: { token: "bad:s3cret-1" } }, 422);
    expect(bad).toMatchObject({ code: "credentials-rejected" });
    const mode = await send("POST", "/api/accounts", { ...input, settings: { mode: "carrier-pigeon" } }, 422);
    expect(mode).toMatchObject({ code: "invalid", field: expect.stringContaining("mode") });
    const everything = said.join("\n") + JSON.stringify(await desk.get("/api/accounts"));
    for (const secret of ["s3cret", "key-9", "good:9", "bad:", "sealed"]) expect(everything).not.toContain(secret);
  });

  it("are for leads: an agent looks and touches nothing", async () => {
    const desk = openDesk();
    desk.store.db.insert(job).values({ kind: "reindex", params: {}, state: "queued", createdAt: 0 }).run();
    const agent = { authorization: `Bearer ${desk.agentToken}` };
    const asAgent = async (method: string, path: string, body?: object) =>
      (await desk.ask(method, path, body, agent)).status;
    expect(await asAgent("GET", "/api/accounts")).toBe(200);
    expect(await asAgent("POST", "/api/accounts", { platform: "x", credentials: {} })).toBe(403);
    expect(await asAgent("PATCH", "/api/accounts/acc_1", { name: "mine" })).toBe(403);
    expect(await asAgent("DELETE", "/api/accounts/acc_1")).toBe(403);
    expect(await asAgent("POST", "/api/accounts/acc_1/check")).toBe(403);
    expect(await asAgent("POST", "/api/accounts/acc_1/resume")).toBe(403);
    expect(await asAgent("POST", "/api/accounts/acc_1/import", { since: "2026-10-01T00:00:00Z" })).toBe(403);
    expect(await asAgent("DELETE", "/api/jobs/job_1")).toBe(403);
    expect(await asAgent("POST", "/api/system/resume")).toBe(403);
  });
});

describe("media", () => {
  it("are served once kept, to be looked at and not to be run", async () => {
    const desk = openDesk();
    desk.write({
      person: "ann",
      media: [file("f1"), { ...file("f2"), kind: "file", mime: "text/html", name: "x.html" }],
    });
    expect(await desk.get("/api/media/med_1", 404)).toMatchObject({ state: "pending" });
    const { hash } = await desk.deps.content.put(new Blob(["png"]).stream(), 10);
    desk.store.db.update(media).set({ state: "kept", hash }).run();
    const image = await desk.ask("GET", "/api/media/med_1");
    expect(await image.text()).toBe("png");
    expect(Object.fromEntries(image.headers)).toMatchObject({
      "content-type": "image/png",
      "content-disposition": "inline; filename*=UTF-8''%E6%88%AA%E5%9B%BE%20%221%22.png",
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("sandbox"),
    });
    const page = await desk.ask("GET", "/api/media/med_2");
    expect(page.headers.get("content-type")).toBe("application/octet-stream");
    expect(page.headers.get("content-disposition")).toContain("attachment");
    const { items } = await desk.get("/api/conversations/cnv_1/messages");
    expect(items[0].media[0]).toMatchObject({ id: "med_1", state: "kept", url: "/api/media/med_1" });
  });
});

describe("ranges of a file", () => {
  it("are served as players ask for them, and refused outside the file", async () => {
    const desk = openDesk();
    desk.write({ person: "ann", media: [{ ...file("f1"), kind: "video", mime: "video/mp4" }] });
    const { hash } = await desk.deps.content.put(new Blob(["0123456789"]).stream(), 10);
    desk.store.db.update(media).set({ state: "kept", hash }).run();
    const part = async (range: string) => {
      const response = await desk.ask("GET", "/api/media/med_1", undefined, { range });
      return [response.status, response.headers.get("content-range"), await response.text()];
    };
    expect(await part("bytes=0-3")).toEqual([206, "bytes 0-3/10", "0123"]);
    expect(await part("bytes=4-")).toEqual([206, "bytes 4-9/10", "456789"]);
    expect(await part("bytes=-2")).toEqual([206, "bytes 8-9/10", "89"]);
    expect(await part("bytes=8-99")).toEqual([206, "bytes 8-9/10", "89"]);
    expect(await part("bytes=10-")).toEqual([416, "bytes */10", ""]);
    for (const whole of ["bytes=5-2", "bytes=-", "lines=1-2", "bytes=0-1,4-5"])
      expect(await part(whole)).toEqual([200, null, "0123456789"]);
  });

  it("come out of any chunks", async () => {
    const chunks = ["01", "2345", "6", "789"];
    const stream = () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
          controller.close();
        },
      });
    const all = chunks.join("");
    for (let first = 0; first < all.length; first += 1)
      for (let last = first; last < all.length; last += 1)
        expect(await new Response(sliceStream(stream(), { first, last })).text()).toBe(all.slice(first, last + 1));
  });
});

describe("the program itself", () => {
  it("says that it lives, whether it is ready, and its numbers", async () => {
    const troubles: string[] = [];
    const desk = openDesk({ troubles: () => troubles });
    desk.write({ person: "ann" });
    expect(await (await desk.api.request("/healthz")).json()).toEqual({ ok: true });
    expect(await desk.get("/readyz")).toEqual({ ready: true, paused: false, troubles: [] });
    troubles.push("disk-full");
    expect(await desk.get("/readyz", 503)).toMatchObject({ ready: false, troubles: ["disk-full"] });
    const metrics = await (await desk.ask("GET", "/metrics")).text();
    expect(metrics).toContain('parley_conversations{status="open"} 1');
    expect(metrics).toContain('parley_deliveries_waiting{state="unknown"} 0');
    expect(metrics).toContain('parley_accounts{platform="x",state="active"} 1');
    expect(metrics).toMatch(/^parley_events_total \d+$/m);
    for (const line of metrics.trim().split("\n"))
      expect(line).toMatch(/^(# (HELP|TYPE) parley_\w+ .+|parley_\w+(\{\w+="\w+"(,\w+="\w+")*\})? \d+)$/);
    expect((await desk.api.request("/metrics")).status).toBe(401);
  });

  it("goes on after a restore when a person says so", async () => {
    const desk = openDesk();
    desk.store.db.insert(meta).values({ key: "paused", value: "restored" }).run();
    expect(await desk.get("/readyz")).toMatchObject({ paused: true });
    expect(await desk.send("POST", "/api/system/resume", undefined, 200)).toEqual({ resumed: true });
    expect(await desk.send("POST", "/api/system/resume", undefined, 200)).toEqual({ resumed: false });
    expect(await desk.get("/readyz")).toMatchObject({ paused: false });
  });

  it("lists who is there, the labels in use, and what was set aside", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    await desk.send("PATCH", "/api/conversations/cnv_1", { labels: ["vip"] }, 200);
    for (let i = 0; i < 3; i += 1)
      desk.store.db.insert(poison).values({ accountId: 1, at: 0, reason: "no id", raw: "{}" }).run();
    expect(await desk.get("/api/me")).toMatchObject({ id: "agt_1", name: "Lin", role: "admin", email: null });
    expect((await desk.get("/api/agents")).items).toHaveLength(2);
    expect(await desk.get("/api/labels")).toMatchObject({ items: [{ name: "vip", color: "grey", archived: false }] });
    const first = await desk.get("/api/poisons?limit=2");
    const second = await desk.get(`/api/poisons?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map((item) => item.id)).toEqual(["psn_3", "psn_2", "psn_1"]);
    await desk.send("DELETE", "/api/poisons/psn_2", undefined, 200);
    expect((await desk.get("/api/poisons")).items).toHaveLength(2);
    await desk.send("DELETE", "/api/poisons/psn_2", undefined, 404);
  });

  it("gives webhooks to their app as they came", async () => {
    const calls: unknown[] = [];
    const desk = openDesk({
      receive: async (appId, { method, url, body }) => {
        calls.push([appId, method, new URL(url).search, new TextDecoder().decode(body)]);
        return appId === 1 ? { status: 200, headers: { "content-type": "application/json" }, body: '{"ok":1}' } : null;
      },
    });
    expect(await (await desk.api.request("/webhooks/app_1?crc_token=a")).json()).toEqual({ ok: 1 });
    const posted = await desk.api.request("/webhooks/app_1", { method: "POST", body: "not json" });
    expect(posted.status).toBe(200);
    expect((await desk.api.request("/webhooks/app_2", { method: "POST" })).status).toBe(404);
    expect((await desk.api.request("/webhooks/nonsense", { method: "POST" })).status).toBe(404);
    expect(calls).toEqual([
      [1, "GET", "?crc_token=a", ""],
      [1, "POST", "", "not json"],
      [2, "POST", "", ""],
    ]);
  });
});

describe("search", () => {
  it("pages through every hit and passes over what belongs to no conversation", async () => {
    const desk = openDesk();
    for (let i = 0; i < 12; i += 1)
      desk.write({
        person: `p${i}`,
        kind: "public",
        placeId: "t",
        text: "锁定",
        direction: i % 3 ? "inbound" : "ambient",
      });
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await desk.get(
        `/api/search?q=${encodeURIComponent("鎖定")}&limit=3${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.items.map((item: { messageId: string }) => item.messageId));
      cursor = page.nextCursor ?? "";
    } while (cursor);
    expect(seen).toEqual([12, 11, 9, 8, 6, 5, 3, 2].map((n) => `msg_${n}`));
  });
});

describe("live events", () => {
  it("hold ids in their outer form", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    const stream = await desk.ask("GET", `/api/events?lastEventId=${desk.store.q.lastEvent.get()?.seq}`);
    await desk.send("PATCH", "/api/conversations/cnv_1", { assigneeId: "agt_2" }, 200);
    desk.store.transaction((now) =>
      record({ store: desk.store, actor: SYSTEM }, now, { type: "job.changed", data: { jobId: 3, state: "done" } }),
    );
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("job.changed")) text += (await reader?.read())?.value ?? "";
    await reader?.cancel();
    const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? ""));
    expect(events).toMatchObject([
      { type: "conversation.assigned", actor: "agt_1", data: { from: null, to: "agt_2" } },
      { type: "job.changed", actor: "system", data: { jobId: "job_3", state: "done" } },
    ]);
  });
});
