import { eq, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { ConnectorEvent, MessageSnapshot } from "../../connectors/connector.ts";
import { enqueuePost } from "../../src/delivery/posts/enqueue.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { titleFrom } from "../../src/qa/publications/sources.ts";
import { eraseNext } from "../../src/inbox/erase/person.ts";
import { eraseSlice } from "../../src/inbox/erase/conversation.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { record } from "../../src/store/context.ts";
import { delivery, job, message as messages } from "../../src/store/schema.ts";
import { type Desk, openDesk } from "../support/desk.ts";

it("leaves out of a title whom the question calls", () => {
  expect(titleFrom("@bobowallet @ann.b why is it 0.9%? It said 0.3%")).toBe("why is it 0.9%?");
  expect(titleFrom("write to a@b.example please")).toBe("write to a@b.example please");
});

const QUESTION = "My transfer is pending for two hours. Is it lost?";
const where = { platform: "discord", kind: "public", placeId: "thread", person: "ann" } as const;

function asked(kind: "public" | "direct" = "public"): Desk {
  const desk = openDesk();
  desk.write({ ...where, kind, id: "q", text: QUESTION });
  desk.write({ ...where, kind, id: "a", text: "It is not.", direction: "outbound" });
  return desk;
}

const told = (desk: Desk, event: ConnectorEvent) =>
  ingest(desk.store, [{ accountId: desk.accounts.discord, events: [event] }]);
const deleted = (desk: Desk, id: string) =>
  told(desk, { type: "message.deleted", messageId: id, at: desk.clock.now() });

function edited(desk: Desk, id: string, text: string): void {
  const us = { id: "us-discord", name: "us", handle: null, avatarUrl: null, url: null, isUs: true };
  const person = { id: "ann", name: "ann", handle: "ann", avatarUrl: null, url: null, isUs: false };
  const now = desk.clock.now();
  const message: MessageSnapshot = {
    id,
    place: { id: "thread", kind: "public", title: null, url: null },
    author: id === "a" ? us : person,
    person,
    direction: id === "a" ? "outbound" : "inbound",
    origin: "platform",
    text,
    spans: [],
    media: [],
    groupKey: null,
    inReplyTo: null,
    url: null,
    sentAt: now - 60_000,
    editedAt: now,
    version: now,
    key: null,
  };
  told(desk, { type: "message.edited", message });
}

interface Given {
  form: "attributed" | "anonymous";
  consent?: "rewritten";
}

/** A draft of the conversation, in words of its own where nobody is named. */
async function drafted(desk: Desk, { form, consent }: Given) {
  const input = { kind: "thread", form, conversationId: "cnv_1", questions: ["msg_1"], answers: ["msg_2"] };
  const { edition } = await desk.send("POST", "/api/publications", input, 201);
  const own = { title: "Is it lost?", question: "It takes long.", answer: "No." };
  const words = form === "attributed" ? {} : { ...own, ...(consent === undefined ? {} : { consent }) };
  return desk.send("PATCH", "/api/publications/pub_1", { edition, byline: "Team", ...words }, 200);
}

async function published(desk: Desk, given: Given) {
  await desk.send("PUT", "/api/settings/publishing", { secondPerson: false }, 200);
  const { edition } = await drafted(desk, given);
  await desk.send("POST", "/api/publications/pub_1/submit", { edition }, 200);
  return desk.send("POST", "/api/publications/pub_1/publish", { edition: edition + 1 }, 200);
}

const page = (desk: Desk) => desk.get("/api/publications/pub_1");
const codes = (row: { checks: { code: string }[] }) => row.checks.map(({ code }) => code);

describe("a page whose question is deleted", () => {
  it.each(["attributed", "anonymous"] as const)("is withdrawn at once, with its words: %s", async (form) => {
    const desk = asked();
    await published(desk, { form });
    deleted(desk, "q");
    expect(await page(desk)).toMatchObject({ state: "withdrawn", withdrawnFor: "source-deleted" });
    const { items } = await desk.get("/api/publications/pub_1/versions");
    expect(items[0].question).toBe(form === "attributed" ? "" : "It takes long.");
    const [event] = (await desk.get("/api/audit?type=publication.withdrawn")).items;
    expect(event).toMatchObject({ actor: "system", data: { publicationId: "pub_1", reason: "source-deleted" } });
  });

  it("is in no post of it any more, nor in what was to be posted", async () => {
    const desk = asked();
    await published(desk, { form: "attributed" });
    const ctx = { store: desk.store, actor: SYSTEM };
    enqueuePost(ctx, {
      publicationId: 1,
      version: 1,
      accountId: desk.accounts.discord,
      place: { id: "forum", kind: "public", title: null, url: null },
      title: "My transfer is pending",
      tags: [],
      parts: ["My transfer is pending. It is not lost."],
      how: { laterParts: "message", removal: "thread", edits: true },
      links: [],
    });
    const kept = () =>
      JSON.stringify([
        desk.store.db.select().from(delivery).all(),
        desk.store.db.select().from(messages).where(isNull(messages.conversationId)).all(),
      ]);
    expect(kept()).toContain("My transfer");
    deleted(desk, "q");
    expect(kept()).not.toContain("My transfer");
  });

  it("stays where it is a general question", async () => {
    const direct = asked("direct");
    await published(direct, { form: "anonymous", consent: "rewritten" });
    deleted(direct, "q");
    expect(await page(direct)).toMatchObject({ state: "published" });
  });

  it("goes back to its author where it waits for review, and cannot be published", async () => {
    const desk = asked();
    const { edition } = await drafted(desk, { form: "attributed" });
    await desk.send("POST", "/api/publications/pub_1/submit", { edition }, 200);
    deleted(desk, "q");
    const row = await page(desk);
    expect(row).toMatchObject({ state: "draft", question: "", title: "" });
    expect(codes(row)).toContain("source-gone");
    await desk.send("POST", "/api/publications/pub_1/submit", { edition: row.edition }, 422);
  });
});

describe("a page whose source is edited", () => {
  it("is withdrawn where it stands as it was said, and says what is said now once it is published again", async () => {
    const desk = asked();
    await published(desk, { form: "attributed" });
    desk.clock.advance(1_000);
    edited(desk, "q", "Solved, thank you.");
    const gone = await page(desk);
    expect(gone).toMatchObject({ state: "withdrawn", withdrawnFor: "source-edited", question: "Solved, thank you." });
    await desk.send("POST", "/api/publications/pub_1/reopen", undefined, 200);
    const again = { edition: gone.edition + 1, title: "Solved" };
    await desk.send("PATCH", "/api/publications/pub_1", again, 200);
    await desk.send("POST", "/api/publications/pub_1/submit", { edition: gone.edition + 2 }, 200);
    const next = await desk.send("POST", "/api/publications/pub_1/publish", { edition: gone.edition + 3 }, 200);
    expect(next).toMatchObject({ state: "published", version: 2, withdrawnFor: null });
  });

  it("does not get its old words back from a version that was public", async () => {
    const desk = asked();
    await published(desk, { form: "attributed" });
    desk.clock.advance(1_000);
    edited(desk, "q", "Solved, thank you.");
    await desk.send("POST", "/api/publications/pub_1/reopen", undefined, 200);
    await desk.send("DELETE", "/api/publications/pub_1", undefined, 200);
    expect(await page(desk)).toMatchObject({ state: "withdrawn", question: "Solved, thank you." });
  });

  it("stays where it names nobody, or where we edited our answer; whoever reviews it is told", async () => {
    const desk = asked();
    const { edition } = await published(desk, { form: "anonymous" });
    desk.clock.advance(1_000);
    edited(desk, "q", "Is it lost for good?");
    edited(desk, "a", "Certainly not.");
    expect(await page(desk)).toMatchObject({ state: "published", sources: [{ edited: true }, { edited: true }] });
    await desk.send("PATCH", "/api/publications/pub_1", { edition, answer: "Never." }, 200);
    expect(codes(await page(desk))).toEqual(["source-edited"]);
  });
});

describe("a page whose person is erased", () => {
  it("is withdrawn when that is asked for, and keeps neither words nor a way to them", async () => {
    const desk = asked();
    await published(desk, { form: "attributed" });
    await desk.send("POST", "/api/contacts/ctc_1/erase", undefined, 202);
    expect(await page(desk)).toMatchObject({ state: "withdrawn", withdrawnFor: "erased" });
    desk.clock.advance(3_600_000);
    const ctx = { store: desk.store, actor: SYSTEM };
    for (let step = 0; step < 12; step += 1) eraseNext(ctx, 1);
    expect(desk.store.db.select().from(job).where(eq(job.id, 1)).get()?.cursor).toContain("purge");
    const row = await page(desk);
    expect(row).toMatchObject({ conversationId: null, sources: [], question: "", title: "" });
    await desk.send("POST", "/api/publications/pub_1/reopen", undefined, 409);
  });

  it.each(["draft", "withdrawn"] as const)("cannot be published afterwards: %s", async (stage) => {
    const desk = asked();
    if (stage === "draft") await drafted(desk, { form: "anonymous" });
    else {
      await published(desk, { form: "anonymous" });
      await desk.send("POST", "/api/publications/pub_1/withdraw", undefined, 200);
    }
    await desk.send("POST", "/api/contacts/ctc_1/erase", undefined, 202);
    desk.clock.advance(3_600_000);
    const ctx = { store: desk.store, actor: SYSTEM };
    for (let step = 0; step < 12; step += 1) eraseNext(ctx, 1);
    if (stage === "withdrawn") await desk.send("POST", "/api/publications/pub_1/reopen", undefined, 200);
    const row = await page(desk);
    expect(row).toMatchObject({ state: "draft", conversationId: null, consent: "withdrawn" });
    expect(codes(row)).toContain("consent-missing");
  });

  it("outlives the conversation where nothing of it is theirs and the conversation only rested too long", async () => {
    const desk = asked();
    await published(desk, { form: "anonymous" });
    const ctx = { store: desk.store, actor: SYSTEM };
    desk.store.transaction((now) => eraseSlice(ctx, now, 1, null));
    expect(await page(desk)).toMatchObject({ state: "published", conversationId: null, sources: [] });
  });
});

it.each([
  ["attributed", { state: "withdrawn", withdrawnFor: "source-blind" }],
  ["anonymous", { state: "published" }],
] as const)("whose account is removed could not follow its source any more: %s", async (form, standing) => {
  const desk = asked();
  await published(desk, { form });
  const accountId = desk.accounts.discord;
  desk.store.transaction((now) =>
    record({ store: desk.store, actor: SYSTEM }, now, { type: "account.removed", accountId, data: {} }),
  );
  expect(await page(desk)).toMatchObject({ ...standing, watch: "blind" });
});

it("follows a batch that is rolled back nowhere", async () => {
  const desk = asked();
  await published(desk, { form: "attributed" });
  expect(() =>
    desk.store.transaction(() => {
      deleted(desk, "q");
      throw new Error("the disk is full");
    }),
  ).toThrow("the disk is full");
  expect(await page(desk)).toMatchObject({ state: "published" });
});
