import { describe, expect, it } from "vitest";
import { createOwnKey } from "../../src/trust/tokens.ts";
import { type Desk, openDesk } from "../support/desk.ts";

const QUESTION = "转了一笔 USDT，两个小时了还是“待确认”，币是不是没了？";
const ANSWER = "币还在。\n1. 打开“资产”\n2. 点“加速”*";

/** A question in public on Discord, answered from the platform's own app: msg_1 and msg_2 of cnv_1. */
function asked(kind: "public" | "direct" = "public", platform: "discord" | "telegram" = "discord"): Desk {
  const desk = openDesk();
  const where = { platform, kind, placeId: "thread", person: "ann" } as const;
  desk.write({ ...where, text: QUESTION });
  desk.write({ ...where, text: ANSWER, direction: "outbound" });
  return desk;
}

const thread = {
  kind: "thread",
  form: "attributed",
  conversationId: "cnv_1",
  questions: ["msg_1"],
  answers: ["msg_2"],
};
const faq = { kind: "faq", language: "en", title: "My account is locked", answer: "Wait an hour, then sign in again." };
const asAgent = (desk: Desk) => ({ authorization: `Bearer ${desk.agentToken}` });

/** Begins it as an agent, hands it in, and publishes it as the admin. */
async function published(desk: Desk, input: object) {
  const draft = await desk.send("POST", "/api/publications", input, 201, asAgent(desk));
  const review = await desk.send("POST", `/api/publications/${draft.id}/submit`, { edition: draft.edition }, 200);
  return desk.send("POST", `/api/publications/${draft.id}/publish`, { edition: review.edition }, 200);
}

describe("a thread that is shown as it was said", () => {
  it("begins with the words of the conversation, and goes past a second person", async () => {
    const desk = asked();
    const draft = await desk.send("POST", "/api/publications", thread, 201, asAgent(desk));
    expect(draft).toMatchObject({
      id: "pub_1",
      state: "draft",
      form: "attributed",
      language: "zh",
      watch: "live",
      consent: "not-needed",
      title: QUESTION,
      question: QUESTION,
      answer: "币还在。\n1. 打开“资产”\n2. 点“加速”\\*",
      slug: "0001",
      path: "/q/0001",
      askedAt: "2026-11-22T08:01:00.000Z",
      answeredAt: "2026-11-22T08:02:00.000Z",
      removals: null,
      version: 0,
      author: { name: "Mia" },
      sources: [
        { messageId: "msg_1", role: "question", edited: false, deleted: false },
        { messageId: "msg_2", role: "answer" },
      ],
    });
    const edit = { edition: 1, answer: "币还在。", slug: "Pending-Transfer", byline: "阿岚" };
    await desk.send("PATCH", "/api/publications/pub_1", edit, 200, asAgent(desk));
    const review = await desk.send("POST", "/api/publications/pub_1/submit", { edition: 2 }, 200, asAgent(desk));
    expect(review).toMatchObject({ state: "review", edition: 3, slug: "pending-transfer" });
    await desk.send("POST", "/api/publications/pub_1/publish", { edition: 3 }, 403, asAgent(desk));
    const page = await desk.send("POST", "/api/publications/pub_1/publish", { edition: 3 }, 200);
    expect(page).toMatchObject({ state: "published", version: 1, reviewer: { name: "Lin" }, editor: { name: "Mia" } });
    const { items } = await desk.get("/api/publications/pub_1/versions");
    expect(items).toMatchObject([{ version: 1, answer: "币还在。", editor: "Mia", reviewer: "Lin" }]);
    const events = await desk.get("/api/audit");
    expect(
      events.items.map((one: { type: string }) => one.type).filter((type: string) => type.startsWith("publ")),
    ).toEqual(["publication.published", "publication.submitted", "publication.edited", "publication.created"]);
    expect(events.items[0].data).toEqual({ publicationId: "pub_1", version: 1 });
  });

  it("does not let its question be rewritten", async () => {
    const desk = asked();
    await desk.send("POST", "/api/publications", thread, 201);
    const refusal = await desk.send("PATCH", "/api/publications/pub_1", { edition: 1, question: "Other" }, 422);
    expect(refusal).toMatchObject({ code: "not-supported", field: "question" });
  });

  it("takes public sources only, and only where deletions are told", async () => {
    const refusal = async (desk: Desk) => (await desk.send("POST", "/api/publications", thread, 422)).reason;
    expect(await refusal(asked("direct"))).toBe("private");
    expect(await refusal(asked("public", "telegram"))).toBe("blind");
  });

  it("takes questions of the person and answers of ours out of one conversation", async () => {
    const desk = asked();
    desk.write({ person: "bob", text: "hello" });
    for (const wrong of [
      { questions: ["msg_2"] },
      { answers: ["msg_1"] },
      { questions: ["msg_3"] },
      { questions: ["x"] },
    ])
      expect(await desk.send("POST", "/api/publications", { ...thread, ...wrong }, 422)).toMatchObject({
        code: "invalid",
        field: Object.keys(wrong)[0],
      });
  });
});

describe("an anonymous thread", () => {
  it("from a private conversation needs consent, or is rewritten", async () => {
    const desk = asked("direct");
    const draft = await desk.send("POST", "/api/publications", { ...thread, form: "anonymous" }, 201, asAgent(desk));
    expect(draft).toMatchObject({ form: "anonymous", consent: "needed", askedAt: "2026-11-01T00:00:00.000Z" });
    const words = { edition: 1, title: "Is a pending transfer lost?", question: "It takes hours.", answer: "No." };
    const mine = await desk.send("PATCH", "/api/publications/pub_1", words, 200, asAgent(desk));
    expect(mine.slug).toBe("is-a-pending-transfer-lost");
    await desk.send("POST", "/api/publications/pub_1/submit", { edition: 2 }, 200);
    const refusal = await desk.send("POST", "/api/publications/pub_1/publish", { edition: 3 }, 422);
    expect(refusal.checks).toMatchObject([{ code: "consent-missing", blocks: "publish" }]);
    await desk.send("POST", "/api/publications/pub_1/return", { edition: 3, remark: "改写成一般的问题" }, 200);
    const back = await desk.get("/api/publications/pub_1");
    expect(back).toMatchObject({ state: "draft", remark: "改写成一般的问题" });
    await desk.send("PATCH", "/api/publications/pub_1", { edition: 4, consent: "rewritten" }, 200, asAgent(desk));
    await desk.send("POST", "/api/publications/pub_1/submit", { edition: 5 }, 200);
    await desk.send("POST", "/api/publications/pub_1/publish", { edition: 6 }, 200);
  });
});

describe("what is taken out of an anonymous draft", () => {
  const SAID =
    "My order 88412097 is late, write to ann.lee@example.org. I have been waiting for it since Monday morning.";

  async function begun() {
    const desk = openDesk();
    desk.write({ platform: "discord", kind: "public", placeId: "thread", text: SAID });
    const input = { ...thread, form: "anonymous", answers: [] };
    return { desk, draft: await desk.send("POST", "/api/publications", input, 201, asAgent(desk)) };
  }

  it("is shown, moves along with edits, and comes back one by one", async () => {
    const { desk, draft } = await begun();
    expect(draft.question).toMatch(/^My order ‹order number› is late, write to ‹e-mail address›\. /);
    expect(draft.removals).toMatchObject([
      { field: "question", kind: "order-number", start: 9, original: "88412097", standIn: "‹order number›" },
      { field: "question", kind: "email", original: "ann.lee@example.org" },
    ]);
    const question = `Please help. ${draft.question}`;
    const moved = await desk.send("PATCH", "/api/publications/pub_1", { edition: 1, question }, 200);
    expect(moved.removals[0].start).toBe(22);
    const back = { edition: 2, removals: [0] };
    const one = await desk.send("POST", "/api/publications/pub_1/put-back", back, 200);
    expect(one.question).toMatch(/^Please help\. My order 88412097 is late, write to ‹e-mail address›\./);
    expect(one.removals).toMatchObject([{ kind: "email" }]);
    expect(one.checks).toContainEqual({ code: "detail-left", blocks: "nothing", field: "question", words: "88412097" });
    await desk.send("POST", "/api/publications/pub_1/put-back", { edition: 3, removals: [7] }, 409);
  });

  it("is forgotten once it is handed in, which takes other words than the person’s", async () => {
    const { desk, draft } = await begun();
    const words = { title: "Late order", answer: "It will come." };
    await desk.send("PATCH", "/api/publications/pub_1", { edition: draft.edition, ...words }, 200);
    const refusal = await desk.send("POST", "/api/publications/pub_1/submit", { edition: 2 }, 422);
    expect(refusal).toMatchObject({ field: "question", checks: [{ code: "verbatim" }] });
    const other = { edition: 2, question: "An order has not come for days." };
    await desk.send("PATCH", "/api/publications/pub_1", other, 200);
    expect(await desk.send("POST", "/api/publications/pub_1/submit", { edition: 3 }, 200)).toMatchObject({
      state: "review",
      removals: null,
    });
    expect(JSON.stringify(await desk.get("/api/publications?stage=review"))).not.toContain("ann.lee");
  });

  it("stays out of what is shown as it was said where it could lead a reader astray", async () => {
    const desk = openDesk();
    const text = "Help is at https://evil.example or call +49 151 23456789";
    desk.write({ platform: "discord", kind: "public", placeId: "thread", text });
    const draft = await desk.send("POST", "/api/publications", { ...thread, answers: [] }, 201);
    expect(draft.question).toBe("Help is at ‹link› or call ‹phone number›");
  });
});

describe("an FAQ page", () => {
  it("keeps its last version while it is revised, and every version afterwards", async () => {
    const desk = openDesk();
    const page = await published(desk, faq);
    expect(page).toMatchObject({ slug: "my-account-is-locked", path: "/faq/my-account-is-locked", version: 1 });
    const edited = { edition: page.edition, answer: "Wait a day." };
    const revised = await desk.send("PATCH", "/api/publications/pub_1", edited, 200, asAgent(desk));
    expect(revised).toMatchObject({ state: "published", revision: "draft", version: 1 });
    expect((await desk.get("/api/publications?stage=draft")).items).toHaveLength(1);
    expect((await desk.get("/api/publications?stage=published")).counts).toEqual({ draft: 1, review: 0 });
    const given = await desk.send("DELETE", "/api/publications/pub_1", undefined, 200);
    expect(given.publication).toMatchObject({ revision: null, answer: faq.answer });
    const again = { edition: page.edition + 2, answer: "Wait two days." };
    await desk.send("PATCH", "/api/publications/pub_1", again, 200, asAgent(desk));
    await desk.send("POST", "/api/publications/pub_1/submit", { edition: page.edition + 3 }, 200);
    const next = { edition: page.edition + 4, note: "How long" };
    expect(await desk.send("POST", "/api/publications/pub_1/publish", next, 200)).toMatchObject({
      revision: null,
      version: 2,
    });
    const { items } = await desk.get("/api/publications/pub_1/versions");
    expect(items).toMatchObject([
      { version: 2, answer: "Wait two days.", note: "How long" },
      { version: 1, answer: faq.answer, note: "" },
    ]);
  });

  it("is withdrawn and opened again, and has one address at a time", async () => {
    const desk = openDesk();
    const page = await published(desk, faq);
    const gone = await desk.send("POST", "/api/publications/pub_1/withdraw", undefined, 200);
    expect(gone).toMatchObject({ state: "withdrawn", withdrawnFor: "by-person" });
    await desk.send("PATCH", "/api/publications/pub_1", { edition: gone.edition, title: "x" }, 409);
    expect(await desk.send("POST", "/api/publications/pub_1/reopen", undefined, 200)).toMatchObject({ state: "draft" });
    const moved = { edition: page.edition + 2, slug: "locked-account" };
    await desk.send("PATCH", "/api/publications/pub_1", moved, 200);
    await desk.send("POST", "/api/publications", { ...faq, title: "Locked account" }, 201);
    const taken = await desk.send(
      "PATCH",
      "/api/publications/pub_2",
      { edition: 1, slug: "my-account-is-locked" },
      409,
    );
    expect(taken).toMatchObject({ field: "slug", reason: "slug-taken", publicationId: "pub_1" });
    expect(await desk.get("/api/publications/pub_2")).toMatchObject({ slug: "locked-account-2" });
    for (const slug of ["a b", "a/b", "-a", "a--b", "A.md", ""])
      await desk.send("PATCH", "/api/publications/pub_2", { edition: 1, slug }, 422);
  });

  it("stands beside one in the other language", async () => {
    const desk = openDesk();
    await published(desk, faq);
    const other = await desk.send("POST", "/api/publications/pub_1/translate", undefined, 201);
    expect(other).toMatchObject({ language: "zh", title: faq.title, translation: { id: "pub_1" } });
    expect(await desk.get("/api/publications/pub_1")).toMatchObject({ translation: { id: "pub_2", language: "zh" } });
    await desk.send("POST", "/api/publications/pub_1/translate", undefined, 409);
    for (const wrong of ["pub_1", "pub_9"])
      await desk.send("POST", "/api/publications", { ...faq, translationOf: wrong }, 422);
  });

  it("is nothing that somebody publishes alone, unless a lead lets them", async () => {
    const desk = openDesk();
    await desk.send("POST", "/api/publications", faq, 201);
    const mine = await desk.send("POST", "/api/publications/pub_1/submit", { edition: 1 }, 200);
    expect(mine.checks).toEqual([{ code: "second-person", blocks: "publish", field: null, words: "" }]);
    const refusal = await desk.send("POST", "/api/publications/pub_1/publish", { edition: 2 }, 409);
    expect(refusal.reason).toBe("second-person");
    await desk.send("PUT", "/api/settings/publishing", { secondPerson: false }, 403, asAgent(desk));
    await desk.send("PUT", "/api/settings/publishing", { secondPerson: false }, 200);
    await desk.send("POST", "/api/publications/pub_1/publish", { edition: 2 }, 200);
  });

  it("takes out of a draft every name of the person that we know", async () => {
    const desk = openDesk();
    desk.write({ platform: "telegram", kind: "direct", person: "marlenka", text: "hello" });
    const text = "Is my transfer lost? Elsewhere I am marlenka and waiting.";
    desk.write({ platform: "discord", kind: "direct", person: "ann", text });
    await desk.send("POST", "/api/contacts/ctc_2/merge", { contactId: "ctc_1" }, 200);
    const anonymous = { kind: "thread", form: "anonymous", conversationId: "cnv_2", questions: ["msg_2"] };
    const draft = await desk.send("POST", "/api/publications", anonymous, 201);
    expect(draft.question).not.toContain("marlenka");
  });

  it("tells a key that may not read conversations nothing that was said there", async () => {
    const desk = asked("direct");
    const admin = { kind: "agent", id: 1, role: "admin" } as const;
    const { token } = createOwnKey(
      { store: desk.store, actor: admin },
      { label: "site", scopes: ["publication.read", "publication.write"], expiresAt: desk.clock.now() + 86_400_000 },
    );
    const key = { authorization: `Bearer ${token}` };
    const anonymous = { ...thread, form: "anonymous" };
    const refusal = await desk.send("POST", "/api/publications", anonymous, 403, key);
    expect(refusal.permission).toBe("conversation.read");
    await desk.send("POST", "/api/publications", anonymous, 201);
    const seen = await desk.send("PATCH", "/api/publications/pub_1", { edition: 1, byline: "Us" }, 200, key);
    expect(seen).toMatchObject({ removals: null, sources: [{ text: "", url: null }, { text: "" }] });
    await desk.send("POST", "/api/publications/pub_1/put-back", { edition: 2, removals: [0] }, 403, key);
  });

  it("says of what changed nothing that it could not say itself", async () => {
    const desk = openDesk();
    const draft = await desk.send("POST", "/api/publications", faq, 201, asAgent(desk));
    await desk.send("POST", `/api/publications/${draft.id}/submit`, { edition: 1 }, 200);
    for (const note of ["Now at https://bobo-help.example", "Send us your seed phrase"]) {
      const refusal = await desk.send("POST", `/api/publications/${draft.id}/publish`, { edition: 2, note }, 422);
      expect(refusal).toMatchObject({ field: "note" });
    }
    await desk.send("POST", `/api/publications/${draft.id}/publish`, { edition: 2, note: "Times" }, 200);
  });

  it("never asks for a secret, and leads only where the brand says", async () => {
    const desk = openDesk();
    const said = async (answer: string) => {
      const draft = await desk.send("POST", "/api/publications", { ...faq, answer }, 201);
      const refusal = await desk.send("POST", `/api/publications/${draft.id}/submit`, { edition: 1 }, 422);
      return refusal.checks.map(({ code, field }: { code: string; field: string }) => `${field}: ${code}`);
    };
    expect(await said("Send us your seed phrase.")).toEqual(["answer: refused-words"]);
    expect(await said("[Here](https://evil.example/x)")).toContain("answer: link-not-listed");
    expect(await said("See https://evil.example.")).toContain("answer: link-not-listed");
    expect(await said("")).toEqual(["answer: answer-missing"]);
    await desk.send("PUT", "/api/settings/outbound-links", { entries: ["evil.example"], explorers: true }, 200);
    const { items } = await desk.get("/api/publications?limit=10");
    const listed = await desk.get(`/api/publications/${items[1].id}`);
    expect(listed.checks.map(({ code }: { code: string }) => code)).toEqual(["second-person"]);
  });

  it("is changed only by who has seen how it is", async () => {
    const desk = openDesk();
    await desk.send("POST", "/api/publications", faq, 201);
    await desk.send("PATCH", "/api/publications/pub_1", { edition: 1, title: "One" }, 200);
    const refusal = await desk.send("PATCH", "/api/publications/pub_1", { edition: 1, title: "Two" }, 409);
    expect(refusal).toMatchObject({ code: "conflict", reason: "changed", edition: 2 });
  });

  it("is gone for good where it was never public", async () => {
    const desk = openDesk();
    await desk.send("POST", "/api/publications", faq, 201);
    expect(await desk.send("DELETE", "/api/publications/pub_1", undefined, 200)).toEqual({ publication: null });
    await desk.get("/api/publications/pub_1", 404);
  });
});

it("lists page by page, by what is asked", async () => {
  const desk = openDesk();
  for (const title of ["a b", "c d", "e f"]) {
    desk.clock.advance(1_000);
    await desk.send("POST", "/api/publications", { ...faq, title }, 201);
  }
  const first = await desk.get("/api/publications?stage=draft&kind=faq&language=en&limit=2");
  expect(first.items.map((one: { title: string }) => one.title)).toEqual(["e f", "c d"]);
  const rest = await desk.get(`/api/publications?stage=draft&limit=2&cursor=${first.nextCursor}`);
  expect([rest.items.map((one: { title: string }) => one.title), rest.nextCursor]).toEqual([["a b"], null]);
  expect((await desk.get("/api/publications?conversationId=cnv_1")).items).toEqual([]);
});
