/** The real program with one Telegram account that reads by webhook. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { SYSTEM } from "../../src/domain/actor.ts";
import { silentLog } from "../../src/domain/log.ts";
import { startNode } from "../../src/host/node.ts";
import { addAccount } from "../../src/inbox/accounts/add.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { createTelegramSandbox, DEFAULT_TELEGRAM_TOKEN } from "../../src/sandbox/telegram/sandbox.ts";

const [dataDir = ""] = process.argv.slice(2);
const sandbox = await startSandbox(createTelegramSandbox());
const node = await startNode({
  dataDir,
  port: 0,
  host: "127.0.0.1",
  key: randomBytes(32).toString("hex"),
  publicUrl: "http://127.0.0.1:1",
  log: silentLog,
  workspace: false,
});
const credentials = { app: { token: DEFAULT_TELEGRAM_TOKEN }, user: {} };
const settings = { mode: "webhook", apiUrl: sandbox.url };
await addAccount(
  node.accounts,
  { store: node.inbox.store, actor: SYSTEM },
  { platform: "telegram", settings, credentials },
);
// The address and the secret that the platform was given are what it would use.
const call = sandbox.ledger.entries.findLast((entry) => entry.path.endsWith("/setWebhook"));
const given = z.object({ url: z.string(), secret_token: z.string() }).parse(call?.body);
await sandbox.close();
process.send?.({ url: node.url + new URL(given.url).pathname, secret: given.secret_token });
process.on("SIGTERM", () => void node.stop().then(() => process.exit(0)));
