/** The floor of webhook ingest: a bare Hono route that inserts the same rows with better-sqlite3, one transaction a request. */
import { createHash } from "node:crypto";
import { serve } from "@hono/node-server";
import Database from "better-sqlite3";
import { Hono } from "hono";
import { z } from "zod";

const [file = ""] = process.argv.slice(2);
const db = new Database(file);
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.pragma("secure_delete = ON");
db.exec(`
  create table identity(id integer primary key, remote_id text unique, name text, seen_at integer);
  create table place(id integer primary key, remote_id text unique, kind text);
  create table conversation(id integer primary key, place_id integer, person_id integer, status text, unread integer, waiting_since integer,
    last_message_at integer, excerpt text, seq integer, unique(place_id, person_id));
  create index c1 on conversation(last_message_at, id);
  create index c2 on conversation(status, last_message_at, id);
  create table message(id integer primary key, conversation_id integer, remote_id text unique, direction text, author_id integer, text text,
    spans text, language text, sent_at integer, received_at integer);
  create index m1 on message(conversation_id, sent_at, id);
  create table event(seq integer primary key, at integer, type text, data text, prev_hash text, hash text);
  create virtual table search using fts5(body, author, content='', contentless_delete=1);
`);
const insertIdentity = db.prepare("insert into identity(remote_id, name, seen_at) values (?, ?, ?)");
const insertPlace = db.prepare("insert into place(remote_id, kind) values (?, 'direct')");
const insertConversation = db.prepare(
  "insert into conversation(place_id, person_id, status, unread, waiting_since, last_message_at, excerpt, seq) values (?, ?, 'open', 0, ?, ?, '', 0)",
);
const updateConversation = db.prepare(
  "update conversation set unread = unread + 1, last_message_at = ?, excerpt = ?, seq = ? where id = ?",
);
const insertMessage = db.prepare(
  "insert into message(conversation_id, remote_id, direction, author_id, text, spans, language, sent_at, received_at) values (?, ?, 'inbound', ?, ?, '[]', 'zh', ?, ?)",
);
const insertEvent = db.prepare("insert into event(seq, at, type, data, prev_hash, hash) values (?, ?, ?, ?, ?, ?)");
const insertSearch = db.prepare("insert into search(rowid, body, author) values (?, ?, ?)");

const conversations = new Map<string, { id: number; person: number }>();
let seq = 0;
let hash = "";

function record(at: number, type: string, data: string): void {
  seq += 1;
  const next = createHash("sha256").update(`${seq}${at}${type}${data}${hash}`).digest("hex");
  insertEvent.run(seq, at, type, data, hash, next);
  hash = next;
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
  let known = conversations.get(key);
  if (!known) {
    const person = Number(insertIdentity.run(key, message.from.first_name, now).lastInsertRowid);
    const place = Number(insertPlace.run(key).lastInsertRowid);
    known = { id: Number(insertConversation.run(place, person, now, now).lastInsertRowid), person };
    conversations.set(key, known);
    record(now, "conversation.created", `{"id":${known.id}}`);
  }
  const sentAt = message.date * 1_000;
  const id = insertMessage.run(
    known.id,
    `${key}:${message.message_id}`,
    known.person,
    message.text,
    sentAt,
    now,
  ).lastInsertRowid;
  insertSearch.run(id, message.text, message.from.first_name);
  record(now, "message.created", `{"id":${String(id)}}`);
  updateConversation.run(now, message.text.slice(0, 160), seq, known.id);
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
