/** Labels, canned answers and macros over the API. */
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { hasEnded, moveEnded } from "../../src/inbox/labels/move-ended.ts";
import { conversationLabel } from "../../src/store/schema.ts";
import { type Desk, openDesk } from "../support/desk.ts";

const labelled = (desk: Desk, id: string, labels: string[]) =>
  desk.send("PATCH", `/api/conversations/${id}`, { labels }, 200);
const labelsOf = async (desk: Desk, id: string) => (await desk.get(`/api/conversations/${id}`)).labels;

describe("labels", () => {
  it("keep their conversations under a new name, and are offered no more once archived", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    desk.write({ person: "bob" });
    await labelled(desk, "cnv_1", ["bug"]);
    const bug = (await desk.get("/api/labels?counted=true")).items[0];
    expect(bug).toEqual({ id: "lbl_1", name: "bug", color: "grey", description: "", archived: false, used: 1 });
    const change = { name: "Bug report", color: "red", description: "For engineers", archived: true };
    expect(await desk.send("PATCH", "/api/labels/lbl_1", change, 200)).toMatchObject(change);
    expect(await labelsOf(desk, "cnv_1")).toEqual(["Bug report"]);
    // Who has it keeps it; nobody else gets it.
    await labelled(desk, "cnv_1", ["Bug report", "vip"]);
    expect(await desk.send("PATCH", "/api/conversations/cnv_2", { labels: ["Bug report"] }, 422)).toMatchObject({
      field: "labels",
    });
    expect(await desk.send("POST", "/api/labels", { name: "vip" }, 409)).toMatchObject({ field: "name" });
  });

  it("that are merged or deleted leave every conversation, slice by slice", async () => {
    const desk = openDesk();
    for (let n = 0; n < 520; n += 1) desk.write({ person: `p${n}` });
    const { id } = await desk.send("POST", "/api/labels", { name: "refund", color: "blue" }, 201);
    const { id: into } = await desk.send("POST", "/api/labels", { name: "money" }, 201);
    for (let n = 1; n <= 520; n += 1)
      desk.store.db.insert(conversationLabel).values({ conversationId: n, labelId: 1 }).run();
    desk.store.db.insert(conversationLabel).values({ conversationId: 3, labelId: 2 }).run();
    const macro = { name: "Refund", actions: [{ do: "labels", add: [id], remove: [] }] };
    await desk.send("POST", "/api/macros", macro, 201);
    expect(await desk.send("DELETE", `/api/labels/${id}`, undefined, 409)).toMatchObject({ users: ["Refund"] });
    await desk.send("POST", `/api/labels/${id}/merge`, { intoId: into }, 202);
    // The old name is free and shown nowhere, however far the slices are.
    expect((await desk.get("/api/labels")).items).toMatchObject([{ name: "money" }]);
    expect(await labelsOf(desk, "cnv_520")).toEqual([]);
    expect(hasEnded(desk.store)).toBe(true);
    while (moveEnded(desk.store));
    expect(await labelsOf(desk, "cnv_520")).toEqual(["money"]);
    expect(await labelsOf(desk, "cnv_3")).toEqual(["money"]);
    expect((await desk.get("/api/macros")).items[0].actions[0].add).toEqual([into]);
    await desk.send("DELETE", "/api/macros/mac_1", undefined, 200);
    await desk.send("DELETE", `/api/labels/${into}`, undefined, 202);
    while (moveEnded(desk.store));
    expect(desk.store.db.select().from(conversationLabel).where(eq(conversationLabel.labelId, 2)).all()).toEqual([]);
    expect((await desk.get("/api/labels")).items).toEqual([]);
  });
});

const answer = {
  name: "Hello",
  title: "Greeting",
  texts: { en: "Hello {{name}}, this is {{agent}}.", zh: "您好 {{name}}。" },
};

describe("canned answers", () => {
  it("are kept with their restrictions, and say what would be held", async () => {
    const desk = openDesk();
    const made = await desk.send(
      "POST",
      "/api/answers",
      { ...answer, platforms: ["x"], accountIds: ["acc_1"], visibility: "direct" },
      201,
    );
    expect(made).toMatchObject({ id: "ans_1", name: "hello", visibility: "direct", held: [], uses: 0 });
    await desk.send("POST", "/api/answers/ans_1/use", undefined, 200);
    expect((await desk.get("/api/answers")).items[0].uses).toBe(1);
    const linked = { name: "help", texts: { en: "Read {{link.help}}" } };
    expect(await desk.send("POST", "/api/answers", linked, 422)).toMatchObject({
      field: "texts.en",
      reason: "unknown-variable",
    });
    const links = { links: [{ name: "help", url: "https://help.bobo.example/start" }] };
    await desk.send("PUT", "/api/settings/answer-links", links, 200);
    // Not on the list of what may be linked to: a lead would have to let it out each time.
    expect(await desk.send("POST", "/api/answers", linked, 201)).toMatchObject({ held: ["en"] });
  });

  it("that ask for a secret, repeat a name or say nothing are refused at their field", async () => {
    const desk = openDesk();
    await desk.send("POST", "/api/answers", answer, 201);
    const refused = async (input: object, status: number) =>
      (await desk.send("POST", "/api/answers", { name: "other", ...input }, status)).field;
    expect(await refused({ texts: { en: "Please send us your seed phrase." } }, 422)).toBe("texts.en");
    expect(await refused({ name: "hello", texts: { en: "x" } }, 409)).toBe("name");
    expect(await refused({ name: "two words", texts: { en: "x" } }, 422)).toBe("name");
    expect(await refused({ texts: { en: " " } }, 422)).toBe("texts");
    expect(await refused({ texts: { en: "x" }, accountIds: ["cnv_1"] }, 422)).toBe("accountIds");
    const links = { links: [{ name: "help", url: "http://bobo.example" }] };
    expect(await desk.send("PUT", "/api/settings/answer-links", links, 422)).toMatchObject({ field: "links.0.url" });
  });

  it("never leave with a gap in them", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    const refusal = await desk.send("POST", "/api/conversations/cnv_1/replies", { text: "Hello {{ name }}" }, 422);
    expect(refusal).toMatchObject({ code: "gap-left", gaps: [{ name: "name", start: 6, end: 16 }] });
    // Somebody's own braces are no gap.
    await desk.send("POST", "/api/conversations/cnv_1/replies", { text: "Write {{amount}} there" }, 202);
  });
});

describe("macros", () => {
  const prepared = async () => {
    const desk = openDesk();
    desk.write({ person: "ann", text: "我的账户被锁定了" });
    await desk.send("POST", "/api/answers", answer, 201);
    const { id: label } = await desk.send("POST", "/api/labels", { name: "locked" }, 201);
    const steps = [
      { do: "answer", answerId: "ans_1", send: true },
      { do: "labels", add: [label], remove: [] },
      { do: "assign", to: "me" },
      { do: "priority", to: "normal" },
      { do: "note", text: "By macro" },
      { do: "status", to: "closed" },
    ];
    return { desk, steps };
  };

  it("do all of it at once, in the person's language, and say how to take back what can be", async () => {
    const { desk, steps } = await prepared();
    const macro = await desk.send("POST", "/api/macros", { name: "Locked", key: "L", actions: steps }, 201);
    expect(macro).toMatchObject({ id: "mac_1", key: "l" });
    const body = { conversationId: "cnv_1", seenSeq: (await desk.get("/api/conversations/cnv_1")).seq };
    const again = { "idempotency-key": "once" };
    const ran = await desk.send("POST", "/api/macros/mac_1/run", body, 200, again);
    const outcomes = ran.outcomes.map(({ outcome }: { outcome: string }) => outcome);
    expect(outcomes).toEqual(["queued", "done", "done", "nothing", "done", "done"]);
    expect(await desk.send("POST", "/api/macros/mac_1/run", body, 200, again)).toEqual(ran);
    const { items } = await desk.get("/api/conversations/cnv_1/messages");
    expect(items.map(({ text }: { text: string }) => text).toSorted()).toEqual(
      ["By macro", "您好 ann。", "我的账户被锁定了"].toSorted(),
    );
    expect(await desk.get("/api/conversations/cnv_1")).toMatchObject({ status: "closed", labels: ["locked"] });
    expect(ran.undo).toEqual({ status: "open", snoozedUntil: null, assigneeId: null, labels: [] });
    await desk.send("PATCH", "/api/conversations/cnv_1", ran.undo, 200);
    expect(await desk.get("/api/conversations/cnv_1")).toMatchObject({ status: "open", labels: [], assigneeId: null });
  });

  it("do nothing where one action cannot be done, and name it", async () => {
    const { desk, steps } = await prepared();
    await desk.send("PUT", "/api/answers/ans_1", { ...answer, visibility: "public" }, 200);
    await desk.send("POST", "/api/macros", { name: "Locked", actions: [steps[1], steps[0]] }, 201);
    const refusal = await desk.send("POST", "/api/macros/mac_1/run", { conversationId: "cnv_1" }, 422);
    expect(refusal).toMatchObject({ code: "not-supported", action: 1, do: "answer" });
    expect(await labelsOf(desk, "cnv_1")).toEqual([]);
    // Something was said since: the answer would talk past it.
    await desk.send("PUT", "/api/answers/ans_1", answer, 200);
    const late = await desk.send("POST", "/api/macros/mac_1/run", { conversationId: "cnv_1", seenSeq: 0 }, 409);
    expect(late).toMatchObject({ code: "conversation-moved", action: 1, newMessages: ["msg_1"] });
    await desk.send("PUT", "/api/answers/ans_1", { ...answer, texts: { en: "Dear {{handle}}, {{name}}" } }, 200);
    expect(await desk.send("DELETE", "/api/answers/ans_1", undefined, 409)).toMatchObject({ users: ["Locked"] });
  });

  it("with an answer to insert hand its text back, gaps and all", async () => {
    const { desk } = await prepared();
    await desk.send("PUT", "/api/answers/ans_1", { ...answer, texts: { en: "{{name}} {{handle}}" } }, 200);
    await desk.send(
      "POST",
      "/api/macros",
      { name: "Insert", actions: [{ do: "answer", answerId: "ans_1", send: false }] },
      201,
    );
    const ran = await desk.send("POST", "/api/macros/mac_1/run", { conversationId: "cnv_1" }, 200);
    expect(ran).toEqual({ outcomes: [{ do: "answer", outcome: "insert", text: "ann ann" }], undo: {} });
  });

  it("that name what is not there are refused at the action", async () => {
    const { desk } = await prepared();
    const refused = async (actions: object[], key?: string) =>
      (await desk.send("POST", "/api/macros", { name: "x", actions, ...(key ? { key } : {}) }, key ? 409 : 422)).field;
    expect(
      await refused([
        { do: "status", to: "open" },
        { do: "answer", answerId: "ans_9", send: true },
      ]),
    ).toBe("actions.1");
    expect(await refused([{ do: "assign", to: "agt_99" }])).toBe("actions.0");
    expect(await refused([{ do: "labels", add: [], remove: [] }])).toBe("actions.0");
    expect(await refused([])).toBe("actions");
    await desk.send("POST", "/api/macros", { name: "a", key: "q", actions: [{ do: "status", to: "open" }] }, 201);
    expect(await refused([{ do: "status", to: "open" }], "Q")).toBe("key");
  });
});
