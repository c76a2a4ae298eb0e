/** Prints a populated database of the schema as it is now: run at a release, into test/migrations, named for its newest migration. */
import { eq, isNull, sql } from "drizzle-orm";
import type { PlatformName } from "../../src/domain/platform.ts";
import { createAnswer } from "../../src/inbox/answers/answers.ts";
import { saveDraft } from "../../src/inbox/drafts.ts";
import { handOver } from "../../src/inbox/hand-over.ts";
import { createMacro } from "../../src/inbox/macros/macros.ts";
import { createRule } from "../../src/inbox/rules/rules.ts";
import { createView } from "../../src/inbox/saved-views/views.ts";
import { setAssignment } from "../../src/inbox/together/assignment.ts";
import { setTopic } from "../../src/inbox/topics/set-topic.ts";
import { addTopic } from "../../src/inbox/topics/topics.ts";
import { createFaq } from "../../src/qa/publications/create.ts";
import type { Context } from "../../src/store/context.ts";
import { startImport } from "../../src/inbox/accounts/import.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { mergeContacts } from "../../src/inbox/merge-contacts.ts";
import { addNote } from "../../src/inbox/note.ts";
import { setLabels } from "../../src/inbox/set-labels.ts";
import { setStatus } from "../../src/inbox/set-status.ts";
import { brandOf, NEWCOMER } from "../../src/sandbox/furnish.ts";
import { agent, identity, message } from "../../src/store/schema.ts";
import { indexWords } from "../../src/store/search-words.ts";
import { createToken } from "../../src/trust/tokens.ts";
import { createWorld, type World } from "./world.ts";

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** A bit of everything that the tables hold. */
async function tell(world: World): Promise<void> {
  const { ctx, clock, inbox, sandboxes } = world;
  const until = async (met: () => boolean) => {
    while (!met()) await world.settle();
  };
  const person = (platform: PlatformName) =>
    sandboxes[platform].side.people().find(({ handle }) => handle === NEWCOMER.handle)?.id ?? "";
  const told = (text: string) => world.conversations().find(({ excerpt }) => excerpt.includes(text));
  const ask = async (platform: PlatformName, text: string, more: object = {}) => {
    clock.advance(60_000);
    const to = brandOf(sandboxes[platform].side).id;
    const said = world.say(platform, { from: person(platform), to, text, ...more });
    await until(() => told(text) !== undefined);
    return said;
  };
  const answer = async (about: string, text: string) => {
    const conversation = told(about);
    if (!conversation) throw new Error(`Nobody asked "${about}".`);
    clock.advance(30_000);
    world.reply(conversation, text);
    await world.settle();
    return conversation.id;
  };
  inbox.listen("here");
  await until(() => sandboxes.discord.ledger.entries.some(({ method }) => method === "IDENTIFY"));

  const locked = await ask("telegram", "我的账户被锁了");
  sandboxes.telegram.side.edit({
    by: person("telegram"),
    place: locked.placeId,
    id: locked.id,
    text: "我的帳戶被鎖了",
  });
  await answer("我的账户被锁了", "您好，我们马上看看。");
  await ask("x", "@bobowallet where is my transfer?", { to: undefined });
  const onX = await answer("where is my transfer?", "It is on its way.");
  const card = await ask("discord", "my card", { media: [{ name: "card.png", mime: "image/png", base64: PNG }] });
  sandboxes.discord.side.remove({ by: person("discord"), place: card.placeId, id: card.id });
  await until(() => told("my card") === undefined);
  const hello = await ask("discord", "hello from Discord");
  sandboxes.discord.side.react({
    by: person("discord"),
    place: hello.placeId,
    id: hello.id,
    emoji: "👍",
    remove: false,
  });
  sandboxes.telegram.faults.add({ kind: "cut-after", path: "sendMessage" });
  await ask("telegram", "is anybody there?");
  const doubtful = await answer("is anybody there?", "Yes.");
  await answer("Yes.", "And this waits.");

  createToken(ctx, { name: "Mia", role: "lead" });
  const mia: Context = { store: inbox.store, actor: { kind: "agent", id: 1, role: "lead" } };
  arrangeDesk(mia);
  setTopic(mia, doubtful, addTopic(mia, { name: "Nobody answers", parentId: null }).id);
  handOver(ctx, doubtful, { assigneeId: 1, note: "@Mia, please look." });
  saveDraft(mia, doubtful, "note", { text: "I will", uploads: [], inReplyTo: null, version: null });
  addNote(ctx, onX, "They wrote twice.");
  setLabels(ctx, onX, ["transfer", "vip"]);
  setStatus(ctx, onX, "closed");
  setStatus(ctx, doubtful, "snoozed", clock.now() + 3_600_000);
  mergeContacts(ctx, 1, 2);
  const at = clock.now();
  const accountId = world.accounts["telegram"] ?? 0;
  const gap = { type: "gap" as const, since: at - 60_000, until: at, code: "outage" };
  const poison = { type: "poison" as const, reason: "text: not a string", raw: '{"text": 5}', at };
  ingest(inbox.store, [{ accountId, events: [gap, poison] }]);
  await startImport(world.services, ctx, world.accounts["x"] ?? 0, { since: at - 86_400_000 });
}

/** What a lead sets once. */
function arrangeDesk(mia: Context): void {
  const everywhere = { accountIds: [], platforms: [], visibility: null };
  const texts = { zh: "24 小时后自动解开。", en: "It opens by itself after 24 hours." };
  createAnswer(mia, { name: "lock", title: "Locked", folder: "", texts, ...everywhere });
  createMacro(mia, { name: "Done", key: null, actions: [{ do: "status", to: "closed" }] });
  createRule(mia, {
    name: "First",
    trigger: { on: "opened" },
    conditions: [{ if: "newcomer", not: false }],
    actions: [{ do: "priority", to: "high" }],
    quietHours: 24,
  });
  createFaq(mia, {
    language: "en",
    title: "My account is locked",
    answer: "It opens by itself after **24 hours**.",
    appliesTo: "",
    byline: "",
    topicId: null,
    translationOf: null,
  });
  createView(mia, { name: "Locked out", filter: {}, shared: true });
  setAssignment(mia, {
    mode: "roundRobin",
    capacity: 5,
    offlineMinutes: 10,
    accounts: [{ accountId: 1, agentIds: [1] }],
  });
}

/** Every row as an INSERT; the search index, which cannot be asked what it holds, from the messages. */
function dump({ inbox: { store } }: World): string[] {
  const { db } = store;
  const tables = db.all<{ name: string }>(sql`
    select name from sqlite_master where type = 'table' and name not glob 'sqlite_*' and name not glob 'search*' and name not glob 'publication_search*'
    and name <> '__drizzle_migrations' order by name`);
  const rows = tables.flatMap(({ name }) => {
    const columns = db.all<{ name: string }>(sql`select name from pragma_table_info(${name})`);
    const names = columns.map((column) => `"${column.name}"`);
    const values = names.map((column) => `quote(${column})`).join(" || ', ' || ");
    const lines = db.all<{ row: string }>(sql.raw(`select ${values} as row from "${name}" order by rowid`));
    return lines.map(({ row }) => `INSERT INTO "${name}"(${names.join(", ")}) VALUES (${row});`);
  });
  const words = db
    .select({ id: message.id, text: message.text, name: identity.name, handle: identity.handle, agent: agent.name })
    .from(message)
    .leftJoin(identity, eq(identity.id, message.authorId))
    .leftJoin(agent, eq(agent.id, message.agentId))
    .where(isNull(message.deletedAt))
    .orderBy(message.id)
    .all();
  const quoted = (text: string) => `'${indexWords(text).replaceAll("'", "''")}'`;
  const search = words.map(({ id, text, name, handle, agent: by }) => {
    const author = name === null ? (by ?? "") : `${name} ${handle ?? ""}`;
    return `INSERT INTO "search"(rowid, body, author) VALUES (${id}, ${quoted(text)}, ${quoted(author)});`;
  });
  return [...rows, ...search];
}

const world = await createWorld(["x", "telegram", "discord"]);
await tell(world);
process.stdout.write(`${dump(world).join("\n")}\n`);
await world.close();
