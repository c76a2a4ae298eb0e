import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { eraseWords } from "../../src/inbox/erase/words.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { sweep } from "../../src/inbox/jobs/sweep.ts";
import { verifyChain } from "../../src/store/events.ts";
import { message } from "../../src/store/schema.ts";
import { openDesk } from "../support/desk.ts";
import { dump, searchable } from "../support/dump.ts";
import { created, edited, insertAccount, person, snapshot } from "../support/events.ts";
import { testStore } from "../support/store.ts";

const PHRASE = "scheme spot photo card baby mountain device kick cradle pact join borrow";
const CHINESE = "蒙台脱纪构硫浆霉感仅鱼汤";
const HEX = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
const WEEK_MS = 7 * 86_400_000;

const T = Date.parse("2026-11-22T07:00:00Z");
const lin = person("lin");

function started() {
  const { store } = testStore();
  return { store, accountId: insertAccount(store) };
}

describe("a pasted secret", () => {
  it("stands nowhere in the database, in whatever field it came", () => {
    const { store, accountId } = started();
    const first = snapshot("1", { ...lin, name: `Lin ${PHRASE}` }, T, {
      text: `it is ${PHRASE}, thanks`,
      place: { id: "p", kind: "public", title: `help ${CHINESE}`, url: null },
      media: [
        {
          id: null,
          kind: "contact",
          mime: null,
          name: PHRASE,
          size: null,
          width: null,
          height: null,
          durationMs: null,
          alt: PHRASE,
        },
      ],
    });
    ingest(store, [
      {
        accountId,
        events: [
          created(first),
          edited(first, 1, `oh no: ${CHINESE}`),
          edited(first, 2, "gone"),
          { type: "poison", reason: `no ${PHRASE}`, raw: JSON.stringify({ text: CHINESE, key: HEX }), at: T },
          { type: "poison", reason: "cut", raw: `{"text":"${PHRASE.replaceAll(" ", "\\n")}`, at: T },
          // Breaks the rules of the database, and is set aside whole.
          created({ ...snapshot("2", lin, T, { text: `${PHRASE} ${HEX}` }), url: {} as unknown as string }),
          { type: "identity.changed", identity: { ...lin, name: PHRASE }, at: T + 5 },
          {
            type: "reaction.added",
            messageId: "1",
            by: { ...person("zed"), name: PHRASE },
            emoji: "👍",
            at: T + 6,
            order: 1,
          },
        ],
      },
    ]);
    const everything = dump(store);
    expect(everything).not.toMatch(/cradle|kick|蒙|硫|4c0883a6/);
    expect(everything).toContain("it is ⟦seedPhrase⟧, thanks");
    expect(store.db.all(sql`select count(*) as n from poison`)).toEqual([{ n: 3 }]);
    expect(searchable(store, ["cradle", "borrow", "蒙台"])).toEqual([]);
    expect(searchable(store, ["seedPhrase"])).toEqual(["seedPhrase"]);
    expect(verifyChain(store).broken).toBeNull();
  });

  it.each([
    ["the options of a poll", { options: PHRASE.split(" ").map((text, id) => ({ id, text })) }],
    ["formatted Chinese", { text: CHINESE.split("").map((text) => ({ type: "bold", text })) }],
    [
      "two messages",
      [{ text: "scheme spot photo card baby mountain" }, { text: "device kick cradle pact join borrow" }],
    ],
    ["JSON in JSON", { body: JSON.stringify({ text: PHRASE.replaceAll(" ", "\n") }) }],
  ])("stands in no input that was set aside, also over several strings: %s", (_, input) => {
    const { store, accountId } = started();
    const raw = JSON.stringify(input);
    const aside = (text: string, at: number) => ({ type: "poison" as const, reason: "unknown", raw: text, at });
    ingest(store, [{ accountId, events: [aside(raw, T), aside(raw.slice(0, -1), T)] }]);
    expect(store.db.all(sql`select count(*) as n from poison`)).toEqual([{ n: 2 }]);
    expect(dump(store)).not.toMatch(/cradle|kick|photo|蒙|硫|鱼/);
  });

  it("is not cut in two in the excerpt", () => {
    const { store, accountId } = started();
    const text = `${"so ".repeat(51)}it is ${PHRASE}`;
    ingest(store, [{ accountId, events: [created(snapshot("1", lin, T, { text }))] }]);
    expect(store.db.all(sql`select excerpt from conversation`)).toEqual([{ excerpt: `${"so ".repeat(51)}it is ` }]);
  });

  it("is masked in notes, where a hash stays readable", async () => {
    const desk = openDesk();
    desk.write({ text: "hello" });
    await desk.send("POST", "/api/conversations/cnv_1/notes", { text: `says ${PHRASE}, see ${HEX}` }, 201);
    const { items } = await desk.get("/api/conversations/cnv_1/messages");
    expect(items[0]).toMatchObject({
      text: `says ⟦seedPhrase⟧, see ${HEX}`,
      spans: [{ kind: "masked", value: "seedPhrase" }],
    });
  });
});

describe("a seed phrase over several messages", () => {
  it.each([
    ["two halves", ["my phrase: scheme spot photo card baby mountain", "device kick cradle pact join borrow, ok?"]],
    ["one word a message", PHRASE.split(" ")],
    ["one character a message", CHINESE.split("")],
    ["Chinese thirds", ["蒙台脱纪", "构硫浆霉", "感仅鱼汤"]],
    [
      "two halves, with one wrong word",
      ["scheme spot photo card zzyzx mountain", "device kick cradle pact join borrow"],
    ],
  ])("%s: all are masked, with an event each, once the last one came", (_, texts) => {
    const { store, accountId } = started();
    texts.forEach((text, i) =>
      ingest(store, [{ accountId, events: [created(snapshot(String(i), lin, T + i * 20_000, { text }))] }]),
    );
    expect(dump(store)).not.toMatch(/photo|mountain|kick|cradle|borrow|蒙|硫|霉|鱼|汤/);
    expect(searchable(store, [...PHRASE.split(" "), ...CHINESE.split("")])).toEqual([]);
    expect(
      store.db.all(sql`select message_id from event where type = 'message.masked' order by 1`).length,
    ).toBeGreaterThan(0);
    expect(store.db.all(sql`select excerpt from conversation`)).toEqual([
      { excerpt: store.db.all<{ text: string }>(sql`select text from message order by sent_at desc limit 1`)[0]?.text },
    ]);
    expect(verifyChain(store).broken).toBeNull();
  });

  it("is no phrase where two people wrote it, or where an hour lies between", () => {
    const { store, accountId } = started();
    const [first, second] = ["scheme spot photo card baby mountain", "device kick cradle pact join borrow"];
    const chen = person("chen");
    const events = [
      created(snapshot("1", lin, T, { text: first })),
      created(snapshot("2", chen, T + 1_000, { text: second })),
      created(snapshot("3", lin, T + 3_600_000, { text: second })),
    ];
    ingest(store, [{ accountId, events }]);
    expect(store.db.all(sql`select text from message`)).toEqual([{ text: first }, { text: second }, { text: second }]);
  });

  it("leaves ordinary talk alone", () => {
    const { store, accountId } = started();
    const texts = [
      "hello",
      "help please",
      "my wallet",
      "the transfer is still pending since yesterday",
      "你好",
      "在吗",
      "我的钱包打不开了",
      "谢谢",
    ];
    const events = texts.map((text, i) => created(snapshot(String(i), lin, T + i * 5_000, { text })));
    ingest(store, [{ accountId, events }]);
    expect(store.db.all(sql`select text from message order by sent_at`)).toEqual(texts.map((text) => ({ text })));
  });
});

describe("64 hex characters without a word about them", () => {
  it("are sealed, shown to who asks with an entry in the log, and shredded after a week", async () => {
    const desk = openDesk();
    desk.write({ text: `what is ${HEX}?` });
    expect(dump(desk.store)).not.toContain(HEX);
    const { items } = await desk.get("/api/conversations/cnv_1/messages");
    expect(items[0]).toMatchObject({ text: "what is ⟦undecided⟧?", spans: [{ value: "undecided", secret: 0 }] });
    const path = `/api/messages/${items[0].id}/secrets/0/reveal`;
    const headers = { authorization: `Bearer ${desk.agentToken}` };
    expect(await desk.send("POST", path, undefined, 200, headers)).toEqual({ text: HEX });
    const looks = sql`select type, actor, message_id from event order by seq desc limit 1`;
    expect(desk.store.db.all(looks)).toEqual([{ type: "secret.revealed", actor: "agt_2", message_id: 1 }]);
    await desk.send("POST", `/api/messages/${items[0].id}/secrets/1/reveal`, undefined, 404);
    desk.clock.advance(WEEK_MS + 1);
    await desk.send("POST", path, undefined, 404);
    expect(sweep(desk.store)).toBe(1);
    expect(desk.store.db.all(sql`select * from sealed_secret`)).toEqual([]);
  });

  it("go with the message", () => {
    const { store, accountId } = started();
    ingest(store, [{ accountId, events: [created(snapshot("1", lin, T, { text: HEX }))] }]);
    expect(store.db.all(sql`select number from sealed_secret`)).toEqual([{ number: 0 }]);
    ingest(store, [{ accountId, events: [{ type: "message.deleted", messageId: "1", at: T }] }]);
    expect(store.db.all(sql`select number from sealed_secret`)).toEqual([]);
    ingest(store, [{ accountId, events: [created(snapshot("2", lin, T, { text: HEX }))] }]);
    const rows = store.db.select().from(message).where(eq(message.remoteId, "2")).all();
    expect(store.db.all(sql`select number from sealed_secret`)).toEqual([{ number: 0 }]);
    store.transaction((now) => eraseWords(store, now, rows));
    expect(store.db.all(sql`select number from sealed_secret`)).toEqual([]);
  });
});
