import { beforeAll, describe, expect, it } from "vitest";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
beforeAll(() => {
  desk = openDesk();
  desk.write({ person: "ann", text: "账户被锁定" });
  desk.write({ person: "annie", platform: "telegram", text: "hello again" });
  desk.write({ person: "bob", platform: "discord", text: "hi" });
});
const note = async (text: string, conversation = "cnv_1"): Promise<string> =>
  (await desk.send("POST", `/api/conversations/${conversation}/notes`, { text }, 201)).messageId;
const messages = async () => (await desk.get("/api/conversations/cnv_1/messages")).items;
const as = (token: string) => ({ authorization: `Bearer ${token}` });

describe("a note", () => {
  it("is changed by whoever wrote it, and keeps what it said", async () => {
    const id = await note("calld him");
    await desk.send("PATCH", `/api/notes/${id}`, { text: " called him " }, 200);
    const [shown] = await messages();
    expect(shown).toMatchObject({ id, text: "called him", edits: [{ text: "calld him" }] });
    expect(shown.editedAt).not.toBeNull();
    expect((await desk.get("/api/search?q=called")).items).toHaveLength(1);
    expect((await desk.get("/api/search?q=calld")).items).toEqual([]);
    expect((await desk.get("/api/search?q=from:lin called")).items).toHaveLength(1);
    expect((await desk.send("PATCH", `/api/notes/${id}`, { text: "  " }, 422)).field).toBe("text");
  });

  it("is nobody else's to change, and nothing else is a note", async () => {
    const id = await note("mine");
    await desk.send("PATCH", `/api/notes/${id}`, { text: "yours" }, 403, as(desk.agentToken));
    await desk.send("DELETE", `/api/notes/${id}`, undefined, 403, as(desk.agentToken));
    await desk.send("PATCH", "/api/notes/msg_1", { text: "x" }, 404);
    await desk.send("DELETE", "/api/notes/msg_1", undefined, 404);
    expect((await messages())[0]).toMatchObject({ id, text: "mine", deletedAt: null });
  });

  it("is deleted with its earlier texts, and leaves when", async () => {
    const id = await note("wrong person");
    await desk.send("PATCH", `/api/notes/${id}`, { text: "the wrong person" }, 200);
    await desk.send("DELETE", `/api/notes/${id}`, undefined, 200);
    const [shown] = await messages();
    expect(shown).toMatchObject({ id, text: "", edits: [] });
    expect(shown.deletedAt).not.toBeNull();
    expect((await desk.get("/api/search?q=wrong")).items).toEqual([]);
    await desk.send("DELETE", `/api/notes/${id}`, undefined, 409);
    await desk.send("PATCH", `/api/notes/${id}`, { text: "again" }, 409);
  });

  it("masks what is pasted into it later", async () => {
    const id = await note("her card");
    await desk.send("PATCH", `/api/notes/${id}`, { text: "her card 4242 4242 4242 4242" }, 200);
    expect((await messages())[0].text).toContain("⟦card⟧");
  });

  it("mentions whom only its change names", async () => {
    const id = await note("ask somebody");
    const mentioned = async () => (await desk.get("/api/conversations?mentioned=agt_2")).items.length;
    expect(await mentioned()).toBe(0);
    await desk.send("PATCH", `/api/notes/${id}`, { text: "ask @Mia" }, 200);
    expect(await mentioned()).toBe(1);
  });
});

describe("what happened between the messages", () => {
  it("names who did it, and labels as they are called now", async () => {
    await desk.send("PATCH", "/api/conversations/cnv_3", { assigneeId: "agt_2", labels: ["vip", "退款"] }, 200);
    await desk.send("PATCH", "/api/conversations/cnv_3", { status: "closed", labels: ["vip"] }, 200);
    const { items, nextCursor } = await desk.get("/api/conversations/cnv_3/activity");
    const said = items.map(
      (one: { type: string; actorName: string; labels: unknown; data: Record<string, unknown> }) => [
        one.type,
        one.actorName,
        one.labels ?? one.data["to"],
      ],
    );
    expect(said).toEqual([
      ["conversation.labelled", "Lin", { added: [], removed: ["退款"] }],
      ["conversation.status", "Lin", "closed"],
      ["conversation.labelled", "Lin", { added: ["vip", "退款"], removed: [] }],
      ["conversation.assigned", "Lin", "agt_2"],
    ]);
    expect(nextCursor).toBeNull();
    const first = await desk.get("/api/conversations/cnv_3/activity?limit=3");
    const rest = await desk.get(`/api/conversations/cnv_3/activity?limit=3&cursor=${first.nextCursor}`);
    expect([...first.items, ...rest.items]).toEqual(items);
  });
});

describe("a person", () => {
  it("is found by name or handle, whoever wrote last first", async () => {
    const found = async (q: string) =>
      (await desk.get(`/api/contacts?q=${q}`)).items.map((one: { name: string }) => one.name);
    expect(await found("ann")).toEqual(["annie", "ann"]);
    expect(await found("@annie")).toEqual(["annie"]);
    expect(await found("nobody")).toEqual([]);
    expect(await found("lin")).toEqual([]);
  });

  it("has a history over all their names: pieces of work, notes, and when they were first seen", async () => {
    await note("on telegram she is annie", "cnv_2");
    await desk.send("PATCH", "/api/conversations/cnv_1", { status: "closed" }, 200);
    desk.write({ person: "ann", text: "锁定了又" });
    await desk.send("PATCH", "/api/conversations/cnv_2", { status: "spam" }, 200);
    const merged = await desk.send("POST", "/api/contacts/ctc_1/merge", { contactId: "ctc_2" }, 200);
    expect(merged).toMatchObject({ conversationCount: 2, identities: [{ joined: false }, { joined: true }] });
    expect(merged.firstSeenAt).toBe((await messages()).at(-1).sentAt);
    const { items } = await desk.get("/api/contacts/ctc_1/episodes");
    expect(
      items.map((one: { ended: string | null; excerpt: string; messageId: string }) => [one.ended, one.excerpt]),
    ).toEqual([
      [null, "锁定了又"],
      ["spam", "hello again"],
      ["resolved", "账户被锁定"],
    ]);
    const notes = await desk.get("/api/contacts/ctc_1/notes");
    expect(notes.items[0]).toMatchObject({ text: "on telegram she is annie", conversationId: "cnv_2" });
    expect(notes.items.every((one: { text: string }) => one.text !== "")).toBe(true);
    const apart = await desk.send("POST", "/api/contacts/ctc_1/unmerge", { identityId: merged.identities[1].id }, 200);
    expect(apart).toMatchObject({ id: "ctc_2", conversationCount: 1 });
    await desk.get("/api/contacts/ctc_99/episodes", 404);
    await desk.get("/api/contacts/ctc_99/notes", 404);
  });
});
