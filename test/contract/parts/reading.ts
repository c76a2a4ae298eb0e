/** News: complete, in order to be resumed, the same each time. */
import { describe, expect, test } from "vitest";
import { PLACE_KINDS } from "../../../src/domain/platform.ts";
import { fetchFileFromWorker } from "../../../src/host/worker/fetch-file.ts";
import { never, PICTURE, pictureBytes } from "../acting.ts";
import type { ContractDriver } from "../driver.ts";
import { begin, messageWith, readMessage, readUntil, snapshots } from "../reading.ts";
import { staged } from "./staged.ts";

export function readingContract(driver: ContractDriver): void {
  const stage = staged(driver);
  const { facts } = driver;

  describe.each(PLACE_KINDS)("a %s place", (kind) => {
    test("a message to us is inbound, under its author's name, in a place of that kind", async () => {
      const { open, person, say, clock } = stage();
      const connector = open();
      const cursor = await begin(connector);
      say(kind, "交易没有完成 — where is it?");
      const { message } = await readMessage(connector, cursor, "where is it?");
      expect(message).toMatchObject({
        direction: "inbound",
        origin: "platform",
        author: { id: person.id, handle: person.handle, isUs: false },
        person: { id: person.id },
        place: { kind },
        version: 0,
        editedAt: null,
        groupKey: null,
      });
      expect(message.text).toContain("交易没有完成");
      expect(Math.abs(message.sentAt - clock.now())).toBeLessThan(1_000);
    });

    if (facts.mediaIn.includes(kind))
      test("a picture comes along and can be opened", async () => {
        const { open, say } = stage();
        const connector = open();
        const cursor = await begin(connector);
        say(kind, "see this", { media: [PICTURE] });
        const { message } = await readMessage(connector, cursor, "see this");
        expect(message.media).toMatchObject([{ kind: "image" }]);
        const opened = await connector.openMedia?.(message.media[0]?.id ?? "", fetchFileFromWorker, never());
        expect(new Uint8Array(await new Response(opened?.body ?? null).arrayBuffer())).toEqual(pictureBytes());
      });

    if (facts.edits.includes(kind))
      test("an edit keeps the id and grows the version", async () => {
        const { open, say, sandbox, person, clock } = stage();
        const connector = open();
        const cursor = await begin(connector);
        const said = say(kind, "first words");
        const { message, cursor: later } = await readMessage(connector, cursor, "first words");
        clock.advance(2_000);
        const text = said.text.replace("first words", "better words");
        sandbox.side.edit({ by: person.id, place: said.placeId, id: said.id, text });
        const { message: edited } = await readMessage(connector, later, "better words");
        expect(edited).toMatchObject({ id: message.id, place: message.place, direction: "inbound" });
        expect(edited.version).toBeGreaterThan(message.version);
        expect(edited.editedAt).not.toBeNull();
      });

    if (facts.edits.includes(kind))
      test("an edit made before anybody reads ends in the edited words", async () => {
        const { open, say, sandbox, person, clock } = stage();
        const cursor = await begin(open());
        const said = say(kind, "hasty words");
        clock.advance(2_000);
        const text = said.text.replace("hasty words", "careful words");
        sandbox.side.edit({ by: person.id, place: said.placeId, id: said.id, text });
        const { events } = await readMessage(open(), cursor, "careful words");
        const [newest] = snapshots(events).sort((a, b) => b.version - a.version);
        expect(newest?.text).toContain("careful words");
        expect(new Set(snapshots(events).map((message) => message.id)).size).toBe(1);
      });

    if (facts.deletes.includes(kind))
      test("a deletion names the message, edited before or not", async () => {
        const { open, say, sandbox, person, clock } = stage();
        const connector = open();
        const cursor = await begin(connector);
        const said = say(kind, "not for you");
        const { message, cursor: later } = await readMessage(connector, cursor, "not for you");
        clock.advance(2_000);
        sandbox.side.remove({ by: person.id, place: said.placeId, id: said.id });
        const { events } = await readUntil(connector, later, (all) =>
          all.some(({ type }) => type === "message.deleted"),
        );
        const deleted = events.filter((event) => event.type === "message.deleted");
        expect(deleted.map(({ messageId }) => messageId)).toEqual([message.id]);
      });

    test("the same cursor gives the same messages to a new connector, and the next one gives what follows", async () => {
      const { open, say } = stage();
      const first = open();
      const start = await begin(first);
      await first.close?.();
      say(kind, "message one");
      say(kind, "message two");
      const both = (connector = open()) =>
        readUntil(connector, start, (all) =>
          Boolean(messageWith(all, "message one") && messageWith(all, "message two")),
        );
      const reader = open();
      const once = await both(reader);
      await reader.close?.();
      const again = open();
      const twice = await both(again);
      await again.close?.();
      const ids = (events: typeof once.events) => new Set(snapshots(events).map((message) => message.id));
      expect(ids(twice.events)).toEqual(ids(once.events));
      say(kind, "message three");
      const next = await readMessage(open(), twice.cursor, "message three");
      expect(ids(once.events)).not.toContain(next.message.id);
    });

    if (facts.duplicates)
      test("what is delivered twice has one id", async () => {
        const { open, say, sandbox } = stage();
        const connector = open();
        const cursor = await begin(connector);
        sandbox.faults.add({ kind: "duplicate" });
        say(kind, "said once");
        const { events } = await readUntil(connector, cursor, (all) => copies(all, "said once").length >= 2);
        expect(new Set(copies(events, "said once").map((message) => message.id)).size).toBe(1);
        expect(copies(events, "said once")[0]).toEqual(copies(events, "said once")[1]);
      });
  });

  test("starts at now: what was there before is not brought", async () => {
    const { open, say } = stage();
    say("direct", "long ago");
    const connector = open();
    const cursor = await begin(connector);
    say("direct", "from now on");
    const { events } = await readMessage(connector, cursor, "from now on");
    expect(messageWith(events, "long ago")).toBeUndefined();
  });

  const { poison } = driver;
  if (poison !== undefined)
    test("what cannot be read is set aside, and what follows still comes", async () => {
      const current = stage();
      const connector = current.open();
      const cursor = await begin(connector);
      poison?.(current);
      current.say("direct", "after the poison");
      const { events, cursor: later } = await readMessage(connector, cursor, "after the poison");
      expect(events.filter((event) => event.type === "poison")).toHaveLength(1);
      current.say("direct", "and further");
      const next = await readMessage(connector, later, "and further");
      expect(next.events.filter((event) => event.type === "poison")).toEqual([]);
    });

  test("history is there where it is promised, and is marked as such", async () => {
    const { open, say, clock } = stage();
    say(typeof facts.history === "string" ? facts.history : "direct", "from the past");
    clock.advance(3_600_000);
    const connector = open();
    expect(connector.history !== undefined).toBe(facts.history !== false);
    if (!connector.history) return;
    const events = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof connector.history>> = await connector.history(
        clock.now() - 86_400_000,
        cursor,
        never(),
      );
      events.push(...page.events);
      cursor = page.cursor;
    } while (cursor !== null);
    expect(messageWith(events, "from the past")).toMatchObject({ origin: "history" });
  });

  const copies = (events: Parameters<typeof snapshots>[0], words: string) =>
    snapshots(events).filter((message) => message.text.includes(words));
}
