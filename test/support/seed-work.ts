/** Fills a database with months of work, row by row alike each time: cases with messages, answers, labels and ends. */
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import type { openDatabase } from "../../src/host/database.ts";

type Sqlite = ReturnType<typeof openDatabase>["sqlite"];

export interface Work {
  accountIds: readonly number[];
  agentIds: readonly number[];
  labelIds: readonly number[];
  /** Cases end before. */
  until: EpochMs;
  days: number;
  cases: number;
  messagesEach: number;
}

/** A third of the accounts' talk is public; a case in nine stays open; mornings are busier than evenings. */
export function seedWork(sqlite: Sqlite, work: Work): void {
  const random = generator(7);
  const pick = <T>(all: readonly T[]): T | null => all[Math.floor(random() * all.length)] ?? null;
  const newest = (table: string) => Number(sqlite.prepare(`select coalesce(max(id), 0) from ${table}`).pluck().get());
  const base = {
    place: newest("place"),
    contact: newest("contact"),
    person: newest("identity"),
    conversation: newest("conversation"),
    episode: newest("episode"),
  };
  // Prepared once: statements made in a loop are not freed before it ends.
  const insert = (table: string, columns: string) => {
    const names = columns.split(" ");
    const statement = sqlite.prepare(
      `insert into ${table} (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`,
    );
    return (...values: (string | number | null)[]) => void statement.run(...values);
  };
  const place = insert("place", "id account_id remote_id kind changed_at");
  const contact = insert("contact", "id created_at");
  const identity = insert("identity", "id platform remote_id contact_id own_contact_id name state is_us seen_at");
  const conversation = insert(
    "conversation",
    "id account_id platform place_id person_id kind status episode_id last_message_at created_at",
  );
  const episode = insert(
    "episode",
    "id conversation_id opened_at first_response_at closed_at first_response_due_at satisfaction satisfaction_at",
  );
  const labelled = insert("conversation_label", "conversation_id label_id");
  const message = insert(
    "message",
    "account_id place_id conversation_id episode_id remote_id direction origin agent_id text spans sent_at received_at",
  );

  sqlite.exec("begin immediate");
  for (let n = 1; n <= work.cases; n += 1) {
    const accountId = pick(work.accountIds);
    const ids = { place: base.place + n, contact: base.contact + n, person: base.person + n };
    const [conversationId, episodeId] = [base.conversation + n, base.episode + n];
    const day = Math.floor((n / work.cases) * work.days);
    const openedAt = work.until - (work.days - day) * DAY_MS + Math.floor((8 + 14 * random() ** 1.5) * HOUR_MS);
    const slow = random() < 0.1 ? 300 * random() : 0;
    const answeredAt = openedAt + Math.round(MINUTE_MS * (2 + 40 * random() ** 3 + slow));
    const closedAt = n % 9 === 0 ? null : answeredAt + Math.round(HOUR_MS * (0.2 + 20 * random() ** 4));
    const kind = n % 3 === 0 ? "public" : "direct";
    const score = closedAt !== null && n % 4 === 0 ? 1 + Math.floor(5 * random() ** 0.4) : null;
    place(ids.place, accountId, `seed-${n}`, kind, 0);
    contact(ids.contact, 0);
    identity(ids.person, "x", `seed-${n}`, ids.contact, ids.contact, `person ${n}`, "active", 0, 0);
    const status = closedAt === null ? "pending" : "closed";
    conversation(conversationId, accountId, "x", ids.place, ids.person, kind, status, episodeId, openedAt, openedAt);
    const dueAt = openedAt + 30 * MINUTE_MS;
    episode(episodeId, conversationId, openedAt, answeredAt, closedAt, dueAt, score, score === null ? null : closedAt);
    if (random() < 0.6 && work.labelIds.length > 0) labelled(conversationId, pick(work.labelIds));
    for (let m = 0; m < work.messagesEach; m += 1) {
      const at = m === 0 ? openedAt : answeredAt + (m - 1) * MINUTE_MS;
      const by =
        m % 2 === 1 ? (["outbound", "parley", pick(work.agentIds)] as const) : (["inbound", "platform", null] as const);
      message(accountId, ids.place, conversationId, episodeId, `seed-${n}-${m}`, ...by, "", "[]", at, at);
    }
  }
  sqlite.exec("commit");
}

/** The same numbers each time (Lehmer). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
