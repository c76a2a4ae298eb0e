import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { silentLog } from "../../src/domain/log.ts";
import { type RunningNode, startNode } from "../../src/host/node.ts";
import { addAccount } from "../../src/inbox/accounts/add.ts";
import { account, message } from "../../src/store/schema.ts";
import { type Bench, startBench } from "../../src/sandbox/bench.ts";
import { brandOf } from "../../src/sandbox/furnish.ts";
import { scratch } from "../support/cli.ts";

const dir = scratch();
let bench: Bench;
let node: RunningNode;

beforeAll(async () => {
  bench = await startBench({ port: 0 });
  const options = { port: 0, host: "127.0.0.1", key: null, publicUrl: null, workspace: false };
  node = await startNode({ ...options, dataDir: dir.path, log: silentLog });
});
afterAll(async () => {
  await node.stop();
  await bench.close();
  dir.remove();
});

it("stays alive while the disk is full, and has lost nothing once there is room again", async () => {
  const { store } = node.inbox;
  const { side, ledger } = bench.telegram;
  const polls = () => ledger.entries.filter((entry) => entry.path.includes("/getUpdates")).length;
  const settings = { apiUrl: bench.telegram.url };
  const credentials = { app: bench.credentials.telegram, user: {} };
  await addAccount(node.accounts, { store, actor: SYSTEM }, { platform: "telegram", settings, credentials });
  await expect.poll(polls, { timeout: 10_000 }).toBeGreaterThan(0);

  // SQLite's own ceiling stands in for the disk's: the same error from the same place.
  const pages = store.db.all<{ page_count: number }>(sql`pragma page_count`)[0]?.page_count ?? 0;
  store.db.all(sql.raw(`pragma max_page_count = ${pages}`));
  const person = side.addPerson({ name: "林晓", handle: "linxiao", role: "user" });
  const send = (text: string) => side.send({ from: person.id, to: brandOf(side).id, text, media: [], options: {} });
  const texts = Array.from({ length: 40 }, (_, i) => `${i} ${"转账一直没有到账，请帮忙看看。".repeat(60)}`);
  for (const text of texts) send(text);
  const stored = () =>
    store.db
      .select({ text: message.text })
      .from(message)
      .all()
      .map((row) => row.text);
  const problem = () => store.db.select({ problem: account.problem }).from(account).get()?.problem;
  await expect.poll(problem, { timeout: 15_000 }).toBe("disk-full");
  expect(stored()).toEqual([]);
  expect((await fetch(`${node.url}/healthz`)).status).toBe(200);

  store.db.all(sql.raw("pragma max_page_count = 1000000"));
  await expect.poll(stored, { timeout: 20_000 }).toEqual(texts);
  await expect.poll(problem, { timeout: 5_000 }).toBeNull();
});
