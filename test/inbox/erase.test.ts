import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { eq, sql } from "drizzle-orm";
import type { ConnectorEvent } from "../../connectors/connector.ts";
import { openContentDirectory } from "../../src/host/content-directory.ts";
import { type OpenData, openData } from "../../src/host/data.ts";
import { createScrub, scrubAt } from "../../src/host/scrub.ts";
import { createErasures } from "../../src/inbox/erase/run.ts";
import { GRACE_MS } from "../../src/inbox/erase/request.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { countAll, keptCounts } from "../../src/store/counters.ts";
import { verifyChain } from "../../src/store/events.ts";
import { wrongSearchRows } from "../../src/store/projections.ts";
import { event, fragment, idempotency, media, message } from "../../src/store/schema.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { created, edited, GROUP, person, snapshot, US } from "../support/events.ts";
import { testClock } from "../support/store.ts";

const roots: string[] = [];
const open: OpenData[] = [];
afterEach(() => {
  for (const data of open.splice(0)) data.close();
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** Words that stand nowhere else: on a page they cannot be taken for something else. */
const WORD = /qz[a-z]+[0-9]+/g;
const ANN = { ...person("annid77"), name: "qzname1 Ann", handle: "qzhandle2", url: "https://x.test/qzhandle2" };

interface Scene {
  desk: Desk;
  data: OpenData;
  account: number;
  events: ConnectorEvent[];
  erase: (stopAfter?: number) => Promise<void>;
  /** Words of hers that are in some file. */
  left: () => string[];
}

/** A person who wrote at length, with everything that we keep of people, among others who did. */
async function scene(): Promise<Scene> {
  const root = mkdtempSync(join(tmpdir(), "parley-erase-"));
  roots.push(root);
  const clock = testClock();
  const data = openData({ dataDir: root, key: null }, { make: true, clock });
  open.push(data);
  const { store } = data;
  const content = await openContentDirectory(data.paths.content);
  const desk = openDesk({ content }, { store, clock, close: () => {} });
  const account = desk.accounts.telegram;
  const direct = { place: { id: "dm", kind: "direct" as const, title: "qztitle3", url: "https://x.test/qzurl4" } };
  const hers = Array.from({ length: 120 }, (_, i) =>
    snapshot(`a${i}`, ANN, clock.now() + i, { ...direct, text: `我的助记词 qzword${i} `.repeat(1 + (i % 9)) }),
  );
  const group = snapshot("g1", ANN, clock.now(), { place: GROUP, text: "qzgroup5 @bobo" });
  const loose = snapshot("g2", ANN, clock.now(), {
    place: { ...GROUP, id: "else" },
    direction: "ambient",
    text: "qzloose6",
  });
  const others = Array.from({ length: 1_500 }, (_, i) =>
    snapshot(`b${i}`, person(`p${i % 40}`), clock.now() + i, {
      text: `hello number ${i}, 我的账户 `.repeat(1 + (i % 7)),
    }),
  );
  const events = [group, loose, ...hers].map(created);
  ingest(store, [{ accountId: account, events: others.slice(0, 700).map(created) }]);
  for (let i = 0; i < events.length; i += 10)
    ingest(store, [
      { accountId: account, events: events.slice(i, i + 10) },
      { accountId: account, events: others.slice(700 + i * 6, 760 + i * 6).map(created) },
    ]);
  clock.advance(1_000);
  const changes: ConnectorEvent[] = [
    edited(hers[3] ?? group, 1, "qzedited7 ".repeat(200)),
    edited(hers[4] ?? group, 1, "qzedited8"),
    edited(hers[5] ?? group, 1, "scheme spot photo card baby mountain"),
    { type: "identity.changed", identity: { ...ANN, name: "qznewname9", handle: "qznewhandle20" }, at: clock.now() },
    { type: "poison", at: 0, reason: "unknown", raw: JSON.stringify({ from: { id: "annid77" }, text: "qzpoison10" }) },
    {
      type: "poison",
      at: 0,
      reason: "unknown",
      raw: JSON.stringify({ from: { id: "annid771" }, text: "of somebody else" }),
    },
    { type: "poison", at: 0, reason: "unknown: @qznewhandle20", raw: "{}" },
    created(snapshot("o1", US, clock.now(), { ...direct, person: ANN, text: "qzanswer11" })),
    { type: "reaction.added", messageId: "o1", by: ANN, emoji: "👍", order: 1, at: clock.now() },
  ];
  ingest(store, [{ accountId: account, events: changes }]);
  const file = new FormData();
  file.set("file", new File(["%PDF-1.7 qzfile12 of ours"], "qzfilename13.pdf", { type: "application/pdf" }));
  const uploaded = (await (await desk.ask("POST", "/api/uploads", file)).json()) as { id: string };
  const conversation = conversationOf(desk, "qznewname9");
  const key = { "idempotency-key": "once" };
  await desk.send("POST", `${conversation}/replies`, { text: "qzreply14", uploads: [uploaded.id] }, 202, key);
  await desk.send("POST", `${conversation}/notes`, { text: "qznote15" }, 201);
  const ours = store.db.select().from(message).where(eq(message.remoteId, "o1")).get();
  await desk.send("PATCH", `/api/messages/msg_${ours?.id}`, { text: "qzchanged19" }, 202);
  await desk.send("PATCH", conversation, { labels: ["vip"] }, 200);
  const copied = await content.put(new Blob(["qzphoto16"]).stream(), 1_000);
  store.db
    .insert(media)
    .values({ messageId: 703, position: 0, kind: "image", state: "kept", hash: copied.hash, name: "qzphotoname17" })
    .run();
  expect(store.q.messageById.get({ id: 703 })?.authorId).toBe(
    store.q.conversationById.get({ id: idOf(conversation) })?.personId,
  );
  return {
    desk,
    data,
    account,
    events: [...events, ...changes],
    async erase(stopAfter) {
      for (;;) {
        const stop = new AbortController();
        let commits = 0;
        const unwatch = store.watch(() => {
          commits += 1;
          if (commits === stopAfter) stop.abort();
        });
        const erasures = createErasures({ store, content, scrub: createScrub(data.sqlite), signal: stop.signal });
        await erasures.run();
        unwatch();
        if (!stop.signal.aborted) return;
      }
    },
    left: () => wordsIn(root),
  };
}

const idOf = (path: string) => Number(path.split("_").at(-1));

function conversationOf(desk: Desk, name: string): string {
  const [row] = desk.store.db.all<{ id: number }>(
    sql`select c.id from conversation c join identity i on i.id = c.person_id where i.name = ${name} and c.kind = 'direct'`,
  );
  return `/api/conversations/cnv_${row?.id}`;
}

/** A page may hold them in any order and encoding of its own, but never other bytes than UTF-8. */
function wordsIn(root: string): string[] {
  const found = new Set<string>();
  for (const name of readdirSync(root, { recursive: true, encoding: "utf8" })) {
    const path = join(root, name);
    if (!statSync(path).isFile()) continue;
    for (const [word] of `${name} ${readFileSync(path, "latin1")}`.matchAll(WORD)) found.add(word);
  }
  return [...found];
}

const contactOf = async (desk: Desk, conversation: string) =>
  (await desk.get(conversation)).requester.contactId as string;
const types = (desk: Desk) =>
  desk.store.db
    .select()
    .from(event)
    .all()
    .map((row) => row.type);

describe("erasing a person", () => {
  it.each([undefined, 1, 4])(
    "leaves none of their words in any file, also when stopped after every %s commits",
    async (stopAfter) => {
      const { desk, data, erase, left, account, events } = await scene();
      const conversation = conversationOf(desk, "qznewname9");
      const contact = await contactOf(desk, conversation);
      data.sqlite.pragma("wal_checkpoint(TRUNCATE)");
      expect(left().length).toBeGreaterThan(30);
      expect(desk.store.db.select().from(fragment).all()).toMatchObject([{ remoteId: "a5" }]);
      expect((await desk.get("/api/search?q=qzword119")).items).toHaveLength(1);

      const job = await desk.send("POST", `/api/contacts/${contact}/erase`, undefined, 202);
      expect(await desk.send("POST", `/api/contacts/${contact}/erase`, undefined, 202)).toEqual(job);
      await erase();
      expect((await desk.get("/api/jobs")).items[0]).toMatchObject({ state: "queued" });
      desk.clock.advance(GRACE_MS);
      await erase(stopAfter);

      expect((await desk.get("/api/jobs")).items[0]).toMatchObject({
        kind: "erase",
        state: "done",
        done: 125,
        total: 125,
      });
      expect(left()).toEqual([]);
      expect(desk.store.db.select().from(fragment).all()).toEqual([]);
      expect(desk.store.db.select().from(idempotency).all()).toEqual([]);
      expect(verifyChain(desk.store).broken).toBeNull();
      expect(keptCounts(desk.store)).toEqual(countAll(desk.store));
      expect(wrongSearchRows(desk.store, 5)).toEqual([]);
      expect((await desk.get("/api/search?q=hello")).items.length).toBeGreaterThan(10);
      expect(types(desk)).toEqual(expect.arrayContaining(["contact.erasing", "conversation.erased", "contact.erased"]));
      const shown = await desk.get(conversation);
      expect(shown).toMatchObject({ status: "closed", excerpt: "", labels: ["vip"], needsAttention: false });
      expect(shown.answerability).toMatchObject({ state: "closed", reason: "person-erased" });
      await desk.send("POST", `${conversation}/replies`, { text: "hello?" }, 409);
      expect((await desk.get("/api/poisons")).items.map((one: { raw: string }) => one.raw !== "")).toEqual([
        false,
        true,
        false,
      ]);

      // The platform tells it all again, and an import reads it too.
      const counted = types(desk).length;
      ingest(desk.store, [{ accountId: account, events: events.filter((one) => one.type !== "poison") }]);
      const older = snapshot("a-old", ANN, desk.clock.now() - 2 * GRACE_MS, { origin: "history", text: "qzolder18" });
      ingest(desk.store, [{ accountId: account, events: [created(older)] }]);
      data.sqlite.pragma("wal_checkpoint(TRUNCATE)");
      expect(left()).toEqual([]);
      expect(desk.store.db.select().from(fragment).all()).toEqual([]);
      expect(types(desk)).toHaveLength(counted);

      // Who writes again is somebody new.
      const again = snapshot("a-new", ANN, desk.clock.now() + 1_000, {
        place: { ...GROUP, id: "dm", kind: "direct" },
        text: "again",
      });
      ingest(desk.store, [{ accountId: account, events: [created(again)] }]);
      const [newest] = (await desk.get("/api/conversations?status=open&limit=1")).items;
      expect(newest).toMatchObject({ excerpt: "again", requester: { handle: "qzhandle2" } });
      expect(`/api/conversations/${newest.id}`).not.toBe(conversation);
      expect(newest.requester.contactId).not.toBe(contact);
    },
  );

  it("can be taken back until it begins, and not after that", async () => {
    const { desk, erase } = await scene();
    const contact = await contactOf(desk, conversationOf(desk, "qznewname9"));
    const first = await desk.send("POST", `/api/contacts/${contact}/erase`, undefined, 202);
    await desk.send("DELETE", `/api/jobs/${first.id}`, undefined, 200);
    desk.clock.advance(GRACE_MS);
    await erase();
    expect((await desk.get("/api/search?q=qzword119")).items).toHaveLength(1);
    const second = await desk.send("POST", `/api/contacts/${contact}/erase`, undefined, 202);
    expect(second.id).not.toBe(first.id);
    desk.clock.advance(GRACE_MS);
    const { store } = desk;
    const stop = new AbortController();
    store.watch(() => stop.abort());
    await createErasures({ store, content: desk.deps.content, scrub: undefined, signal: stop.signal }).run();
    expect(await desk.send("DELETE", `/api/jobs/${second.id}`, undefined, 409)).toMatchObject({ state: "running" });
  });

  it("lifts no block: who was blocked is spam when they come back", async () => {
    const { desk, erase, account } = await scene();
    const conversation = conversationOf(desk, "qznewname9");
    const { requester } = await desk.get(conversation);
    await desk.send("POST", `/api/identities/${requester.id}/block`, {}, 200);
    await desk.send("POST", `/api/contacts/${requester.contactId}/erase`, undefined, 202);
    desk.clock.advance(GRACE_MS);
    await erase();
    const place = { ...GROUP, id: "dm", kind: "direct" as const };
    const again = snapshot("a-new", ANN, desk.clock.now() + 1_000, { place, text: "again" });
    ingest(desk.store, [{ accountId: account, events: [created(again)] }]);
    const [newest] = (await desk.get("/api/conversations?status=spam&limit=1")).items;
    expect(newest).toMatchObject({ excerpt: "again", requester: { state: "blockedByUs" } });
  });

  it("waits for an answer that is just leaving", async () => {
    const { desk, erase, left } = await scene();
    const contact = await contactOf(desk, conversationOf(desk, "qznewname9"));
    await desk.send("POST", `/api/contacts/${contact}/erase`, undefined, 202);
    desk.store.db.run(sql`update delivery set state = 'sending'`);
    desk.clock.advance(GRACE_MS);
    await erase();
    expect((await desk.get("/api/jobs")).items[0]).toMatchObject({ state: "running" });
    desk.store.db.run(sql`update delivery set state = 'unknown'`);
    desk.clock.advance(1_000);
    await erase();
    expect((await desk.get("/api/jobs")).items[0]).toMatchObject({ state: "done" });
    expect(left()).toEqual([]);
  });

  it("is for admins, and never for our own accounts", async () => {
    const { desk } = await scene();
    const as = { authorization: `Bearer ${desk.agentToken}` };
    await desk.send("POST", "/api/contacts/ctc_1/erase", undefined, 403, as);
    await desk.send("GET", "/api/contacts/ctc_1/export", undefined, 403, as);
    await desk.send("POST", "/api/contacts/ctc_99999/erase", undefined, 404);
    const [us] = desk.store.db.all<{ id: number }>(sql`select contact_id as id from identity where is_us`);
    const refused = await desk.send("POST", `/api/contacts/ctc_${us?.id}/erase`, undefined, 409);
    expect(refused.code).toBe("conflict");
  });
});

describe("exporting a person", () => {
  it("holds all that is kept of them, of nobody else, and says in the log that it was made", async () => {
    const { desk } = await scene();
    const contact = await contactOf(desk, conversationOf(desk, "qznewname9"));
    const all = await desk.get(`/api/contacts/${contact}/export`);
    expect(all.messages).toHaveLength(125);
    expect(all.conversations.map((one: { kind: string }) => one.kind).toSorted()).toEqual(["direct", "public"]);
    expect(all.conversations[0].episodes).toMatchObject([{ topic: null, satisfaction: null }]);
    const text = JSON.stringify(all);
    const words = ["qznewname9", "qzname1", "qzhandle2", "qztitle3", "qzgroup5", "qzloose6", "qzedited7", "qzanswer11"];
    for (const word of [...words, "qzfilename13", "qzreply14", "qznote15", "qzphotoname17", "qzword119"])
      expect(text).toContain(word);
    expect(text).not.toContain("hello number");
    expect(types(desk).at(-1)).toBe("contact.exported");
    expect((await desk.ask("GET", "/api/contacts/ctc_99999/export")).status).toBe(404);
  });
});

it("rewrites a large file in the quiet hour only", () => {
  const noon = Date.parse("2026-11-22T12:00:00Z");
  const gb = 1024 ** 3;
  expect(scrubAt(1_000, noon)).toBe(noon);
  expect(new Date(scrubAt(gb, noon)).toISOString()).toBe("2026-11-22T20:00:00.000Z");
  expect(scrubAt(gb, noon + 8.5 * 3_600_000)).toBe(noon + 8.5 * 3_600_000);
  expect(new Date(scrubAt(gb, noon + 9 * 3_600_000)).toISOString()).toBe("2026-11-23T20:00:00.000Z");
});
