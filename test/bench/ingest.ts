/** Webhook ingest per second at 8 and 64 connections, beside its floor. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import { z } from "zod";

const SECONDS = 6;
const PEOPLE = 2_000;
const TEXTS = [
  "我的账户被锁了，怎么解锁？",
  "转账两个小时了还没到账，交易哈希在这里。",
  "My transfer is still pending, can you check?",
];

const Ready = z.object({ url: z.string(), secret: z.string() });

/** Requests per second of both, in one run, alternating so that neither has the quieter machine. */
export async function benchIngest(): Promise<{ name: string; ours: number; floor: number }[]> {
  const results: { name: string; ours: number; floor: number }[] = [];
  for (const connections of [8, 64]) {
    const floor = await measure("floor-server.ts", connections);
    const ours = await measure("parley-server.ts", connections);
    results.push({ name: `webhook ingest, ${connections} connections (requests/s)`, ours, floor });
  }
  return results;
}

async function measure(script: string, connections: number): Promise<number> {
  const dir = mkdtempSync(path.join(tmpdir(), "parley-bench-"));
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), [
    script.startsWith("floor") ? path.join(dir, "floor.db") : dir,
  ]);
  try {
    const { url, secret } = Ready.parse((await once(child, "message"))[0]);
    await load(url, secret, connections, 2);
    return await load(url, secret, connections, SECONDS);
  } finally {
    await stop(child);
    rmSync(dir, { recursive: true, force: true });
  }
}

let update = 1;

async function load(url: string, secret: string, connections: number, duration: number): Promise<number> {
  const result = await autocannon({
    url,
    connections,
    duration,
    requests: [
      {
        method: "POST",
        headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret },
        setupRequest: (request) => ({ ...request, body: JSON.stringify(nextUpdate()) }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`);
  return result.requests.average;
}

function nextUpdate(): unknown {
  update += 1;
  const person = 100_000 + (update % PEOPLE);
  return {
    update_id: update,
    message: {
      message_id: update,
      date: Math.floor(Date.now() / 1_000),
      chat: { id: person, type: "private", first_name: `Person ${person}` },
      from: { id: person, is_bot: false, first_name: `Person ${person}` },
      text: `${TEXTS[update % TEXTS.length]} ${update}`,
    },
  };
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}
