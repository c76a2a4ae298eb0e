/** A brand in a data directory, told over the sandboxes, with something of everything that a move must carry. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { sql } from "drizzle-orm";
import { openContentDirectory } from "../../src/host/content-directory.ts";
import { addNote } from "../../src/inbox/note.ts";
import { setLabels } from "../../src/inbox/set-labels.ts";
import { auditPublicKey } from "../../src/trust/audit-head.ts";
import { createToken } from "../../src/trust/tokens.ts";
import { type Story, tellStory } from "./story.ts";

/** The story's world seals with this one. */
export const SOURCE_KEY = "07".repeat(32);
const MENTION = "转账两小时了 😀 “quoted”\nsecond line";
/** What a file of the brand holds. */
export const FILE = "a picture of an error";

export interface Moving {
  story: Story;
  dataDir: string;
  /** Of an admin, by which scripts come in. */
  token: string;
}

/** Telegram and X with conversations; one answer is queued, one was on its way. The sandboxes go on until `story.close()`. */
export async function tellMoving(dataDir: string): Promise<Moving> {
  const story = await tellStory("telegram", "x");
  const { ctx, inbox } = story;
  const { store } = inbox;
  await story.ask("telegram", "我的账户被锁了");
  const direct = story.conversation();
  story.reply(direct, "请告诉我错误码。");
  await story.settle();
  await story.ask("x", `@bobowallet ${MENTION}`, "timeline");
  addNote(ctx, direct.id, "风控锁");
  setLabels(ctx, direct.id, ["账户锁定"]);
  const asked = story.conversations().find((row) => row.platform === "x") ?? direct;
  const { deliveries } = story.reply(asked, "on its way");
  story.reply(direct, "queued until the move");
  // Makes the key that signs the log, which is kept sealed.
  await auditPublicKey(store, story.services.keys);
  const { token } = createToken(ctx, { name: "Mia", role: "admin" });
  const { hash } = await story.content.put(new Blob([FILE]).stream(), 100);
  store.transaction(() => {
    // What no short story brings by itself.
    for (const row of [
      `insert into gap(account_id, since, until, code, at) values (1, 1, 2, 'gap', 3)`,
      `insert into poison(account_id, at, reason, raw) values (1, 1, 'not JSON', 'a' || char(0) || '<html>')`,
      `insert into limit_hold(scope, until) values ('chat/1', 1)`,
      `insert into place_alias(account_id, remote_id, place_id) values (1, 'old', 1)`,
      `insert into message_edit(message_id, version, text, spans, at) values (1, 1, 'before', '[]', 1)`,
      `insert into tombstone(account_id, remote_id, at) values (1, 'never came', 1)`,
      `insert into reaction values (1, 'm', 1, '👍', 1, 1, 1)`,
      `insert into idempotency values (1, '/r', 'k', 'h', 202, '{}', 1)`,
      `insert into job(kind, account_id, params, state, price_usd, created_at) values ('import', 1, '{}', 'done', 0.1, 1)`,
      `insert into upload(agent_id, name, mime, size, hash, created_at) values (1, 'error.png', 'image/png', 21, '${hash}', 1)`,
      `insert into media(message_id, position, kind, latitude, state) values (1, 0, 'location', 31.2304161, 'none')`,
      `insert into media(message_id, position, kind, mime, name, size, state, hash) values (1, 1, 'file', 'text/plain', 'error.txt', 21, 'kept', '${hash}')`,
      `insert into contact(id, created_at) values (900, 1)`,
      `delete from contact where id = 900`,
      // As if the process had died while it sent.
      `update delivery set state = 'sending', started_at = 1, lease_until = 2 where id = ${deliveries[0]?.id}`,
      `insert into session(hash, agent_id, created_at, expires_at) values ('s', 1, 1, 9e15)`,
      `insert into auth_user(id, name, email, email_verified, created_at, updated_at, agent_id) values ('u', 'Mia', 'm@bobo.example', 0, 1, 1, 1)`,
      `insert into auth_credential(id, account_id, provider_id, user_id, password, created_at, updated_at) values ('c', 'u', 'credential', 'u', 'hash', 1, 1)`,
      `insert into auth_two_factor(id, secret, backup_codes, user_id) values ('f', 'encrypted', 'encrypted', 'u')`,
    ])
      store.db.run(sql.raw(row));
  });
  mkdirSync(dataDir, { recursive: true });
  store.db.run(sql`vacuum into ${join(dataDir, "parley.sqlite")}`);
  const content = await openContentDirectory(join(dataDir, "content"));
  await content.put(new Blob([FILE]).stream(), 100);
  return { story, dataDir, token };
}

/** Every row of a table as SQLite holds it. */
export function rowsOf(file: string, table: string): Record<string, unknown>[] {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare(`select * from "${table}" order by rowid`).all() as Record<string, unknown>[];
  } finally {
    database.close();
  }
}
