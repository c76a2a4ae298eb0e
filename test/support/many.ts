/** Fills a database with any number of conversations; made by SQLite itself, since so many inserts from here would take minutes. */
import type { openDatabase } from "../../src/host/database.ts";
import { indexWords } from "../../src/store/search-words.ts";

type Sqlite = ReturnType<typeof openDatabase>["sqlite"];

/** Ids begin above whatever a fresh installation holds. */
const BASE = 1_000;
const TEXT = "我的账户被锁了，已经等了很久";
const NAME = "林晓";

/** An account that nothing reads; gives its id. */
export function seedAccount(sqlite: Sqlite): number {
  sqlite.exec(`
    insert into app(id, platform, fingerprint, created_at) values (1, 'telegram', 'bench', 0);
    insert into account(id, app_id, platform, remote_id, name, settings, state, warnings, missing_scopes, created_at)
      values (1, 1, 'telegram', 'bobo', '波宝', '{"mode":"poll"}', 'paused', '[]', '[]', 0);
  `);
  return 1;
}

/** Private chats with ids such as Telegram's, one message each, searchable; one in twenty is open. Counters are left to `rebuildCounters`. */
export function seedConversations(sqlite: Sqlite, options: { accountId: number; count: number }): void {
  const { accountId, count } = options;
  const from = `with recursive n(i) as (select ${BASE} union all select i + 1 from n where i < ${BASE + count - 1})`;
  // What a crash would lose can be made again.
  sqlite.pragma("synchronous = OFF");
  sqlite.pragma("foreign_keys = OFF");
  sqlite.exec(`
    begin immediate;
    insert into place(id, account_id, remote_id, kind, changed_at)
      ${from} select i, ${accountId}, i, 'direct', 0 from n;
    insert into contact(id, created_at) ${from} select i, 0 from n;
    insert into identity(id, platform, remote_id, contact_id, own_contact_id, name, handle, state, is_us, seen_at)
      ${from} select i, 'telegram', i, i, i, '${NAME} ' || i, 'lin' || i, 'active', 0, 0 from n;
    insert into conversation(id, account_id, platform, place_id, person_id, kind, status, unread, waiting_since, last_inbound_at, last_message_at, excerpt, created_at)
      ${from} select i, ${accountId}, 'telegram', i, i, 'direct', case i % 20 when 0 then 'open' when 1 then 'pending' else 'closed' end, 1,
      case i % 20 when 0 then 1700000000000 + (i * 7919) % ${count} end, i, 1700000000000 + (i * 7919) % ${count}, '${TEXT} ' || i, 0 from n;
    insert into message(id, account_id, place_id, conversation_id, remote_id, direction, origin, author_id, person_id, text, spans, sent_at, received_at)
      ${from} select i, ${accountId}, i, i, i || ':1', 'inbound', 'platform', i, i, '${TEXT} ' || i, '[]', i, i from n;
    insert into search(rowid, body, author)
      ${from} select i, '${indexWords(TEXT)} ' || i, '${indexWords(NAME)} ' || i from n;
    commit;
  `);
  sqlite.pragma("foreign_keys = ON");
  sqlite.pragma("synchronous = FULL");
  sqlite.exec("analyze");
}
