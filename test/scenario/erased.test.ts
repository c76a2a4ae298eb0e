/** What is erased is in no table any more: neither text nor history nor the parts of the search index. */
import { sql } from "drizzle-orm";
import { afterEach, expect, it } from "vitest";
import { requestErasure } from "../../src/inbox/erase/request.ts";
import { deleteMessage } from "../../src/inbox/delete-message.ts";
import { editMessage } from "../../src/inbox/edit-message.ts";
import { brandOf } from "../../src/sandbox/furnish.ts";
import { type Story, tellStory } from "../support/story.ts";

let story: Story;
afterEach(() => story.close());

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Tables in which a text stands, those inside of the search index included. */
function tablesWith(text: string): string[] {
  const { db } = story.inbox.store;
  const tables = db.all<{ name: string }>(
    sql`select name from sqlite_master where type = 'table' and name not glob '_cf_*' and name not glob 'sqlite_*'`,
  );
  const holds = (value: unknown) =>
    (typeof value === "string" ? value : Buffer.from(bytesOf(value)).toString("utf8")).includes(text);
  return tables
    .filter(({ name }) =>
      db.all<Record<string, unknown>>(sql.raw(`select * from "${name}"`)).some((row) => Object.values(row).some(holds)),
    )
    .map(({ name }) => name);
}

/** A blob: a Buffer on Node, an ArrayBuffer in an object. */
function bytesOf(value: unknown): Uint8Array {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return value instanceof Uint8Array ? value : new Uint8Array();
}

const rows = () => story.messages(story.conversation().id);
const desk = () => ({ ...story.ctx, platforms: story.inbox.lookup });

it("a message that a person deletes, with its earlier words and the name of its file", async () => {
  story = await tellStory("discord");
  const { side } = story.sandboxes.discord;
  const ref = { by: story.person("discord").id };
  const media = [{ name: "jabberwock.png", mime: "image/png", base64: PNG }];
  const said = story.say("discord", { from: ref.by, to: brandOf(side).id, text: "quokka at home", media });
  await story.until(() => tablesWith("quokka").length > 0);
  story.clock.advance(1_000);
  side.edit({ ...ref, place: said.placeId, id: said.id, text: "wombat at home" });
  await story.until(() => tablesWith("wombat").length > 0);
  expect(tablesWith("wombat")).toEqual(expect.arrayContaining(["conversation", "message", "search_data"]));
  expect(tablesWith("jabberwock")).toEqual(["media"]);

  side.remove({ ...ref, place: said.placeId, id: said.id });
  await story.until(() => rows()[0]?.deletedAt !== null);
  for (const word of ["quokka", "wombat", "jabberwock"])
    expect({ word, in: tablesWith(word) }).toEqual({ word, in: [] });
});

it("a second deletion soon after: the index is merged again within six hours", async () => {
  story = await tellStory("discord");
  const { side } = story.sandboxes.discord;
  const withdraw = async (text: string) => {
    const said = await story.ask("discord", text);
    side.remove({ by: story.person("discord").id, place: said.placeId, id: said.id });
    await story.until(() => !tablesWith(text).includes("message"));
  };
  await withdraw("quokka");
  await withdraw("wombat");
  expect({ quokka: tablesWith("quokka"), wombat: tablesWith("wombat") }).toEqual({
    quokka: [],
    wombat: ["search_data"],
  });
  story.clock.advance(6 * 3_600_000);
  await story.settle();
  expect(tablesWith("wombat")).toEqual([]);
});

it("an answer that we take back, with what it said before", async () => {
  story = await tellStory("telegram");
  await story.ask("telegram", "hello");
  story.reply(story.conversation(), "quokka tomorrow");
  await story.until(() => story.states()[0] === "sent");
  story.clock.advance(1_000);
  editMessage(desk(), rows()[1]?.id ?? 0, "wombat tomorrow");
  await story.until(() => story.states().every((state) => state === "sent"));
  expect(tablesWith("wombat")).toEqual(expect.arrayContaining(["message"]));
  deleteMessage(desk(), rows()[1]?.id ?? 0);
  await story.until(() => story.states().length === 3 && story.states().every((state) => state === "sent"));
  for (const word of ["quokka", "wombat"]) expect({ word, in: tablesWith(word) }).toEqual({ word, in: [] });
});

it("a person who asks to be erased, by words, name and handle", async () => {
  story = await tellStory("telegram");
  const from = story.person("telegram", "jabberwock_j").id;
  story.say("telegram", { from, to: brandOf(story.sandboxes.telegram.side).id, text: "quokka at home" });
  await story.until(() => tablesWith("quokka").length > 0);
  story.reply(story.conversation(), "Dear jabberwock, a wombat");
  await story.until(() => story.states()[0] === "sent");
  expect(tablesWith("jabberwock")).toEqual(expect.arrayContaining(["identity", "message", "search_data"]));
  requestErasure(story.ctx, 1);
  story.clock.advance(10 * 60_000);
  await story.until(() => tablesWith("quokka").length === 0);
  await story.settle();
  for (const word of ["quokka", "wombat", "jabberwock"])
    expect({ word, in: tablesWith(word) }).toEqual({ word, in: [] });
});
