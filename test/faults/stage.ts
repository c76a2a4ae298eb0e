/** Sandboxes in the test's process, a data directory, and Parley in child processes that come and go. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, vi } from "vitest";
import { registry } from "../../connectors/registry.ts";
import { createInbox } from "../../src/app.ts";
import { createFetchFile } from "../../src/host/fetch-file.ts";
import { enqueueReply } from "../../src/delivery/enqueue.ts";
import { resolveDelivery, type Resolution } from "../../src/delivery/resolve.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { PlatformName } from "../../src/domain/platform.ts";
import { openDatabase } from "../../src/host/database.ts";
import { addAccount } from "../../src/inbox/accounts/add.ts";
import { createDiscordSandbox } from "../../src/sandbox/discord/create.ts";
import { furnish } from "../../src/sandbox/furnish.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { createTelegramSandbox } from "../../src/sandbox/telegram/sandbox.ts";
import { createXSandbox } from "../../src/sandbox/x/sandbox.ts";
import type { Context } from "../../src/store/context.ts";
import type { Conversation } from "../../src/store/conversation-state.ts";
import { createStore } from "../../src/store/db.ts";
import { account, conversation, delivery, message } from "../../src/store/schema.ts";
import { deriveKeys } from "../../src/trust/keys.ts";
import { memoryContent } from "../support/memory-content.ts";
import { accountOf } from "../support/world.ts";
import { type ChildOrder, FromChild } from "./child-messages.ts";
import type { Kill } from "./kill-points.ts";
import { serveWebhooks } from "./webhook-server.ts";

export type Stage = Awaited<ReturnType<typeof createStage>>;

interface StageOptions {
  /** The child's file. */
  child: string;
  /** News comes by webhook, on one platform. */
  webhook?: boolean;
}

/** Accounts on the platforms named, read once, so that what people write from now on is news. */
export async function createStage(platforms: PlatformName[], options: StageOptions) {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const created = {
    x: createXSandbox({ now }),
    telegram: createTelegramSandbox({ now, webhookRetryMs: 20 }),
    discord: createDiscordSandbox({ now }),
  };
  furnish(created);
  const sandboxes = {
    x: await startSandbox(created.x),
    telegram: await startSandbox(created.telegram),
    discord: await startSandbox(created.discord),
  };
  const directory = mkdtempSync(join(tmpdir(), "parley-faults-"));
  const path = join(directory, "parley.sqlite");
  const database = openDatabase(path);
  const store = createStore({ db: database.db, clock: { now } });
  const ctx: Context = { store, actor: SYSTEM };
  const port = options.webhook ? await freePort() : null;
  const keys = deriveKeys(new Uint8Array(32).fill(7));
  await begin();

  /** Connects the accounts and reads once: every connector starts at now. */
  async function begin(): Promise<void> {
    const inbox = createInbox({
      db: database.db,
      platforms: registry,
      clock: { now },
      keys,
      content: memoryContent(),
      fetchFile: createFetchFile(),
      log: silentLog,
      random: () => 0.5,
      longPollMs: 0,
      pause: async () => {},
    });
    const publicUrl = port === null ? null : `http://127.0.0.1:${port}`;
    const services = { platforms: inbox.lookup, keys, publicUrl, log: silentLog };
    // X asks the address to prove itself when it is registered.
    const server = port === null ? null : await serveWebhooks(inbox, port);
    for (const platform of platforms) {
      const { settings, credentials } = accountOf(platform, sandboxes[platform].url);
      const mode = options.webhook ? { mode: "webhook" } : {};
      await addAccount(services, ctx, { platform, settings: { ...(settings as object), ...mode }, credentials });
    }
    inbox.listen("here");
    inbox.tick();
    await inbox.idle();
    if (platforms.includes("discord"))
      await vi.waitUntil(() =>
        store.db
          .select()
          .from(account)
          .all()
          .every((row) => row.cursor !== null),
      );
    server?.close();
    server?.closeAllConnections();
    await inbox.stop();
  }

  const deliveries = () => store.db.select().from(delivery).orderBy(delivery.id).all();

  /** Starts a child; `idle` is told each time that nothing is due, and says whether it shall stop. */
  function start(kill: Kill | null, idle: () => boolean): { child: ChildProcess; ended: Promise<unknown[]> } {
    const order: ChildOrder = { database: path, content: join(directory, "content"), ahead, kill, port };
    const child = spawn(process.execPath, [options.child, JSON.stringify(order)], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { ...process.env, NODE_NO_WARNINGS: "1", NODE_COMPILE_CACHE: join(tmpdir(), "parley-test-compile-cache") },
    });
    child.on("message", (raw) => {
      const { nextAt, now } = FromChild.parse(raw).idle;
      if (idle()) child.send({ stop: true });
      else if (nextAt !== null && nextAt > now) {
        // Nothing happens before then: the common clock moves on.
        ahead += nextAt - now;
        child.send({ ahead });
      }
    });
    return { child, ended: once(child, "exit") };
  }

  return {
    store,
    sandboxes,
    deliveries,
    conversations: () => store.db.select().from(conversation).orderBy(conversation.id).all(),
    messages: () => store.db.select().from(message).orderBy(message.id).all(),
    /** Runs until it dies where it was told to; `once` happens as soon as it is up. */
    async dies(kill: Kill, once: () => void = () => {}): Promise<void> {
      let up = false;
      const idle = () => {
        if (!up) once();
        up = true;
        return false;
      };
      const [code, signal] = await start(kill, idle).ended;
      expect({ code, signal }).toEqual({ code: null, signal: "SIGKILL" });
    },
    /** Runs until `done`, and every delivery is settled or waits for a person. */
    async runs(done: () => boolean): Promise<void> {
      const quiet = () => deliveries().every((row, _, all) => waitsForPerson(row, all) || row.settledAt !== null);
      const [code, signal] = await start(null, () => quiet() && done()).ended;
      expect({ code, signal }).toEqual({ code: 0, signal: null });
    },
    /** Runs until it dies where it was told to, or is killed from outside after that time. */
    async runsFor(ms: number, kill: Kill | null): Promise<void> {
      const { child, ended } = start(kill, () => false);
      const timer = setTimeout(() => child.kill("SIGKILL"), ms);
      await ended;
      clearTimeout(timer);
    },
    reply: (row: Conversation, text: string) =>
      enqueueReply(ctx, {
        conversation: row,
        text,
        uploads: [],
        inReplyTo: null,
        place: registry[row.platform].capabilities[row.kind],
      }),
    resolve: (id: number, as: Resolution) => resolveDelivery(ctx, id, as),
    ctx,
    /** What the account verbs need. */
    services: {
      platforms: { platform: (name: PlatformName) => registry[name] },
      keys,
      publicUrl: null,
      log: silentLog,
    },
    async close(): Promise<void> {
      await Promise.all(Object.values(sandboxes).map((sandbox) => sandbox.close()));
      database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

type Row = typeof delivery.$inferSelect;

/** In doubt with no look-up to come, or queued behind such a one. */
function waitsForPerson(row: Row, all: Row[]): boolean {
  if (row.state === "unknown") return row.nextAt === null;
  // Parts of a post stand in no conversation.
  const before = all.filter(
    (one) =>
      one.conversationId === row.conversationId &&
      (row.conversationId !== null || one.groupId === row.groupId) &&
      one.id < row.id,
  );
  return row.state === "queued" && before.some((one) => one.state === "unknown" && one.nextAt === null);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  return port;
}
