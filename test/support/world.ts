/** A whole Parley over sandbox platforms, on one clock that the test owns. */
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { registry } from "../../connectors/registry.ts";
import { createInbox, type Inbox } from "../../src/app.ts";
import { fetchFileFromWorker } from "../../src/host/worker/fetch-file.ts";
import { resolveDelivery, type Resolution } from "../../src/delivery/resolve.ts";
import { enqueueReply, type Enqueued } from "../../src/delivery/enqueue.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { PlatformName } from "../../src/domain/platform.ts";
import { addAccount } from "../../src/inbox/accounts/add.ts";
import { capabilitiesOf } from "../../src/inbox/desk.ts";
import type { AccountServices } from "../../src/inbox/accounts/services.ts";
import type { Context } from "../../src/store/context.ts";
import { account, conversation, delivery, message } from "../../src/store/schema.ts";
import type { Conversation } from "../../src/store/conversation-state.ts";
import { deriveKeys } from "../../src/trust/keys.ts";
import type { SendInput } from "../../src/sandbox/kit/user-side.ts";
import { createDiscordSandbox, DEFAULT_DISCORD_TOKEN } from "../../src/sandbox/discord/create.ts";
import { furnish, post } from "../../src/sandbox/furnish.ts";
import { type RunningSandbox, startSandbox } from "../../src/sandbox/start.ts";
import { createTelegramSandbox, DEFAULT_TELEGRAM_TOKEN } from "../../src/sandbox/telegram/sandbox.ts";
import { brand, DEFAULT_APP, DEFAULT_BRAND } from "../../src/sandbox/x/options.ts";
import { createXSandbox } from "../../src/sandbox/x/sandbox.ts";
import { testDatabase } from "./test-database.ts";
import { memoryContent } from "./memory-content.ts";
import { type TestClock, testClock } from "./store.ts";

export interface World {
  clock: TestClock;
  inbox: Inbox;
  ctx: Context;
  /** For the account verbs. */
  services: AccountServices;
  content: ReturnType<typeof memoryContent>;
  sandboxes: Record<PlatformName, RunningSandbox>;
  accounts: Partial<Record<PlatformName, number>>;
  /** Connects one more account; its reading starts at now. */
  connect(platform: PlatformName): Promise<void>;
  /** Somebody does something in a platform's own app. */
  say(platform: PlatformName, input: z.input<typeof SendInput>): ReturnType<typeof post>;
  /** Reads every account, then ticks and waits until there is nothing left to do at this time. */
  settle(): Promise<void>;
  conversations(): Conversation[];
  messages(conversationId: number): (typeof message.$inferSelect)[];
  deliveries(): (typeof delivery.$inferSelect)[];
  reply(conversation: Conversation, text: string, more?: { uploads?: number[]; inReplyTo?: number }): Enqueued;
  resolve(deliveryId: number, as: Resolution): void;
  close(): Promise<void>;
}

/** Stands up the three sandboxes, and accounts on the platforms named. */
export async function createWorld(platforms: PlatformName[]): Promise<World> {
  const clock = testClock();
  const now = () => clock.now();
  const created = {
    x: createXSandbox({ now }),
    telegram: createTelegramSandbox({ now }),
    discord: createDiscordSandbox({ now }),
  };
  furnish(created);
  const sandboxes = {
    x: await startSandbox(created.x),
    telegram: await startSandbox(created.telegram),
    discord: await startSandbox(created.discord),
  };
  const database = testDatabase();
  const content = memoryContent();
  const keys = deriveKeys(new Uint8Array(32).fill(7));
  const inbox = createInbox({
    db: database.db,
    platforms: registry,
    clock,
    keys,
    content,
    fetchFile: fetchFileFromWorker,
    log: silentLog,
    random: () => 0.5,
    longPollMs: 0,
    pause: async () => {},
  });
  const { store, lookup } = inbox;
  const ctx: Context = { store, actor: SYSTEM };
  const services = { platforms: lookup, keys, publicUrl: null, log: silentLog };
  const accounts: World["accounts"] = {};
  const connect = async (platform: PlatformName) => {
    const added = await addAccount(services, ctx, { platform, ...accountOf(platform, sandboxes[platform].url) });
    accounts[platform] = Number(added.account.id.replace("acc_", ""));
    // The first step of every connector starts at now.
    await settle();
  };

  const settle = async () => {
    store.db.update(account).set({ nextPullAt: null }).run();
    for (let round = 0; round < 50; round += 1) {
      const { nextAt } = inbox.tick();
      await inbox.idle();
      if (round > 0 && (nextAt === null || nextAt > clock.now())) return;
    }
    throw new Error("there is always something due");
  };
  for (const platform of platforms) await connect(platform);

  return {
    clock,
    inbox,
    ctx,
    services,
    connect,
    content,
    sandboxes,
    accounts,
    say: (platform, input) => post(sandboxes[platform].side, input),
    settle,
    conversations: () => store.db.select().from(conversation).orderBy(conversation.id).all(),
    messages: (id) =>
      store.db.select().from(message).where(eq(message.conversationId, id)).orderBy(message.sentAt, message.id).all(),
    deliveries: () => store.db.select().from(delivery).orderBy(delivery.id).all(),
    reply: (row, text, more = {}) =>
      enqueueReply(ctx, {
        conversation: row,
        text,
        uploads: more.uploads ?? [],
        inReplyTo: more.inReplyTo ?? null,
        place: capabilitiesOf({ ...ctx, platforms: lookup }, row),
      }),
    resolve: (id, as) => resolveDelivery(ctx, id, as),
    async close() {
      await inbox.stop();
      await Promise.all(Object.values(sandboxes).map((sandbox) => sandbox.close()));
      database.close();
    },
  };
}

/** Settings and credentials of the sandbox's brand account. */
export function accountOf(platform: PlatformName, apiUrl: string): { settings: unknown; credentials: unknown } {
  if (platform === "telegram")
    return { settings: { mode: "poll", apiUrl }, credentials: { app: { token: DEFAULT_TELEGRAM_TOKEN }, user: {} } };
  if (platform === "discord")
    return { settings: { mode: "gateway", apiUrl }, credentials: { app: { token: DEFAULT_DISCORD_TOKEN }, user: {} } };
  const { consumerKey, consumerSecret } = DEFAULT_APP;
  const { accessToken, accessSecret } = brand(DEFAULT_BRAND, 0);
  return {
    settings: { mode: "poll", apiUrl },
    credentials: { app: { appKey: consumerKey, appSecret: consumerSecret }, user: { accessToken, accessSecret } },
  };
}
