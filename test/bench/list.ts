/** The first page of the list at a million conversations, through the API, beside the bare prepared query. */
import { createApi } from "../../src/api/app.ts";
import { createInbox } from "../../src/app.ts";
import { createFetchFile } from "../../src/host/fetch-file.ts";
import { silentLog } from "../../src/domain/log.ts";
import { openDatabase } from "../../src/host/database.ts";
import { platforms } from "../../src/host/platforms.ts";
import { createToken } from "../../src/trust/tokens.ts";
import { deriveKeys } from "../../src/trust/keys.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { seedAccount, seedConversations } from "../support/many.ts";
import { memoryContent } from "../support/memory-content.ts";

const CONVERSATIONS = 1_000_000;
const RUNS = 400;

export interface ListResult {
  name: string;
  /** Milliseconds. */
  ours: { p50: number; p99: number };
  floor: { p50: number; p99: number };
}

export async function benchList(): Promise<ListResult[]> {
  const database = openDatabase(":memory:");
  const { db, sqlite } = database;
  seedConversations(sqlite, { accountId: seedAccount(sqlite), count: CONVERSATIONS });
  const log = silentLog;
  const keys = deriveKeys(new Uint8Array(32));
  const content = memoryContent();
  const clock = { now: () => Date.now() };
  const pause = async () => {};
  const inbox = createInbox({
    db,
    platforms,
    clock,
    keys,
    content,
    fetchFile: createFetchFile(),
    log,
    random: Math.random,
    longPollMs: 0,
    pause,
  });
  const accounts = { platforms: inbox.lookup, keys, publicUrl: null, log };
  const receive = inbox.receive.bind(inbox);
  const api = createApi({
    store: inbox.store,
    platforms: inbox.lookup,
    accounts,
    content,
    log,
    receive,
    version: "bench",
  });
  const { token } = createToken({ store: inbox.store, actor: SYSTEM }, { name: "bench", role: "agent" });
  const headers = { authorization: `Bearer ${token}` };

  const columns = `select c.*, i.name, i.handle from conversation c join identity i on i.id = c.person_id`;
  const cases: [string, string, string][] = [
    ["all", "", `${columns} order by c.last_message_at desc, c.id desc limit 50`],
    ["open", "?status=open", `${columns} where c.status = 'open' order by c.last_message_at desc, c.id desc limit 50`],
    [
      "open, longest waiting",
      "?status=open&sort=waiting",
      `${columns} where c.status = 'open' and c.waiting_since is not null order by c.waiting_since, c.id limit 50`,
    ],
    ["all, due soonest", "?sort=due", `${columns} where c.due_at is not null order by c.due_at, c.id limit 50`],
  ];
  const results: ListResult[] = [];
  for (const [name, query, sql] of cases) {
    const bare = sqlite.prepare(sql);
    const floor = await time(() => void JSON.stringify(bare.all()));
    const ours = await time(async () => {
      const response = await api.request(`/api/conversations${query}${query ? "&" : "?"}limit=50`, { headers });
      if (response.status !== 200) throw new Error(`the list answered ${response.status}`);
      await response.text();
    });
    results.push({ name: `first page of ${name}, 1,000,000 conversations`, ours, floor });
  }
  await inbox.stop();
  database.close();
  return results;
}

async function time(work: () => void | Promise<void>): Promise<{ p50: number; p99: number }> {
  for (let i = 0; i < 50; i += 1) await work();
  const taken: number[] = [];
  for (let i = 0; i < RUNS; i += 1) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  taken.sort((a, b) => a - b);
  return { p50: taken[Math.floor(RUNS * 0.5)] ?? 0, p99: taken[Math.floor(RUNS * 0.99)] ?? 0 };
}
