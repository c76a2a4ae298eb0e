import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { sweep } from "../../src/inbox/jobs/sweep.ts";
import { verifyChain } from "../../src/store/events.ts";
import { openDesk } from "../support/desk.ts";
import { dump, searchable } from "../support/dump.ts";
import { created, edited, insertAccount, person, snapshot } from "../support/events.ts";
import { testStore } from "../support/store.ts";

const PHRASE = "scheme spot photo card baby mountain device kick cradle pact join borrow";
const CHINESE = "婴冰惨桑泥铸帽酒旅铁瓦曼";
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
        ],
      },
    ]);
    const everything = dump(store);
    expect(everything).not.toMatch(/cradle|kick|婴|铸|4c0883a6/);
    expect(everything).toContain("it is ⟦seedPhrase⟧, thanks");
    expect(store.db.all(sql`select count(*) as n from poison`)).toEqual([{ n: 3 }]);
    expect(searchable(store, ["cradle", "borrow", "婴冰"])).toEqual([]);
    expect(searchable(store, ["seedPhrase"])).toEqual(["seedPhrase"]);
    expect(verifyChain(store).broken).toBeNull();
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
  });
});
