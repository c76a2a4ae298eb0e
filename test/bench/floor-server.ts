/** The floor of webhook ingest: a bare Hono route that inserts the same rows with better-sqlite3, one transaction a request. */
import { createHash } from "node:crypto";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { openDatabase } from "../../src/host/database.ts";

const [file = ""] = process.argv.slice(2);
// The same tables and indexes; nothing but the rows is ours.
const { sqlite: db } = openDatabase(file);
db.exec(`
  insert into app(id, platform, fingerprint, created_at) values (1, 'telegram', 'floor', 0);
  insert into account(id, app_id, platform, remote_id, name, settings, state, warnings, missing_scopes, created_at)
    values (1, 1, 'telegram', 'bobo', '波宝', '{"mode":"webhook"}', 'active', '[]', '[]', 0);
`);
const insertContact = db.prepare("insert into contact(created_at) values (?)");
const insertIdentity = db.prepare(
  "insert into identity(platform, remote_id, contact_id, own_contact_id, name, state, is_us, seen_at) values ('telegram', ?, ?, ?, ?, 'active', 0, ?)",
);
const insertPlace = db.prepare("insert into place(account_id, remote_id, kind, changed_at) values (1, ?, 'direct', 0)");
const insertConversation = db.prepare(
  `insert into conversation(account_id, platform, place_id, person_id, kind, status, last_message_at, created_at)
   values (1, 'telegram', ?, ?, 'direct', 'open', ?, ?)`,
);
const insertEpisode = db.prepare("insert into episode(conversation_id, opened_at) values (?, ?)");
const count = db.prepare(
  "insert into counter(scope, key, status, n) values (?, ?, 'open', 1) on conflict do update set n = n + 1",
);
const updateConversation = db.prepare(
  `update conversation set unread = unread + 1, last_message_at = ?, last_inbound_at = ?, waiting_since = coalesce(waiting_since, ?), episode_id = ?,
   excerpt = ?, seq = ? where id = ?`,
);
const insertMessage = db.prepare(
  `insert into message(account_id, place_id, conversation_id, episode_id, remote_id, direction, origin, author_id, person_id, text, spans, language, sent_at, received_at)
   values (1, ?, ?, ?, ?, 'inbound', 'platform', ?, ?, ?, '[]', 'zh', ?, ?)`,
);
const insertEvent = db.prepare(
  `insert into event(seq, at, type, version, actor, account_id, conversation_id, message_id, data, content_hash, prev_hash, hash)
   values (?, ?, ?, 1, 'system', 1, ?, ?, ?, '', ?, ?)`,
);
const insertSearch = db.prepare("insert into search(rowid, body, author) values (?, ?, ?)");

interface Known {
  id: number;
  person: number;
  place: number;
  episode: number;
}

const conversations = new Map<string, Known>();
let seq = 0;
let hash = "";

function record(at: number, type: string, conversation: number, message: number | null): void {
  seq += 1;
  const next = createHash("sha256").update(`${seq}${at}${type}${conversation}${message}${hash}`).digest("hex");
  insertEvent.run(seq, at, type, conversation, message, '{"direction":"inbound","origin":"platform"}', hash, next);
  hash = next;
}

function open(key: string, name: string, at: number, now: number): Known {
  const contact = insertContact.run(now).lastInsertRowid;
  const person = Number(insertIdentity.run(key, contact, contact, name, at).lastInsertRowid);
  const place = Number(insertPlace.run(key).lastInsertRowid);
  const id = Number(insertConversation.run(place, person, now, now).lastInsertRowid);
  const episode = Number(insertEpisode.run(id, at).lastInsertRowid);
  for (const [scope, of] of [
    ["all", 0],
    ["account", 1],
    ["assignee", 0],
  ] as const)
    count.run(scope, of);
  record(now, "conversation.created", id, null);
  return { id, person, place, episode };
}

const Update = z.object({
  message: z.object({
    message_id: z.number(),
    date: z.number(),
    text: z.string(),
    chat: z.object({ id: z.number() }),
    from: z.object({ first_name: z.string() }),
  }),
});

const store = db.transaction((body: unknown) => {
  const { message } = Update.parse(body);
  const now = Date.now();
  const key = String(message.chat.id);
  const name = message.from.first_name;
  const sentAt = message.date * 1_000;
  const known = conversations.get(key) ?? open(key, name, sentAt, now);
  conversations.set(key, known);
  const remoteId = `${key}:${message.message_id}`;
  const { place, id, episode, person } = known;
  const row = insertMessage.run(place, id, episode, remoteId, person, person, message.text, sentAt, now);
  const messageId = Number(row.lastInsertRowid);
  insertSearch.run(messageId, message.text, name);
  record(now, "message.created", id, messageId);
  updateConversation.run(now, sentAt, sentAt, episode, message.text.slice(0, 160), seq, id);
});

const app = new Hono();
app.post("/webhooks/1", async (c) => {
  store(await c.req.json());
  return c.body(null, 200);
});
const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => {
  process.send?.({ url: `http://127.0.0.1:${port}/webhooks/1`, secret: "" });
});
process.on("SIGTERM", () => {
  server.close();
  process.exit(0);
});
