/** A whole Parley in a process of its own, over one database file, which may be told where to die. Its clock is the parent's. */
import { setTimeout as pauseFor } from "node:timers/promises";
import { registry } from "../../connectors/registry.ts";
import { createInbox } from "../../src/app.ts";
import { createFetchFile } from "../../src/host/fetch-file.ts";
import { silentLog } from "../../src/domain/log.ts";
import { openContentDirectory } from "../../src/host/content-directory.ts";
import { openDatabase } from "../../src/host/database.ts";
import { deriveKeys } from "../../src/trust/keys.ts";
import { ChildOrder, FromChild, ToChild } from "./child-messages.ts";
import { die, withKill } from "./kill-points.ts";
import { serveWebhooks } from "./webhook-server.ts";

/** How long it looks away when nothing is due: what other processes write and what sockets bring is seen then. */
const LOOK_MS = 15;
/** Reconnecting need not take as long here as outside. */
const LONGEST_PAUSE_MS = 30;

const order = ChildOrder.parse(JSON.parse(process.argv[2] ?? "null"));
let ahead = order.ahead;
const stopping = new AbortController();
process.on("message", (raw) => {
  const said = ToChild.parse(raw);
  if ("ahead" in said) ahead = said.ahead;
  else stopping.abort();
});
process.on("disconnect", () => process.exit(0));

const clock = { now: () => Date.now() + ahead };
const { db } = openDatabase(order.database);
const inbox = createInbox({
  db,
  platforms: order.kill ? withKill(registry, order.kill) : registry,
  clock,
  keys: deriveKeys(new Uint8Array(32).fill(7)),
  content: await openContentDirectory(order.content),
  fetchFile: createFetchFile(),
  log: silentLog,
  random: Math.random,
  longPollMs: 0,
  pause: (ms, signal) => pauseFor(Math.min(ms, LONGEST_PAUSE_MS), undefined, { signal }).catch(() => {}),
});
inbox.listen("here");
const diesStored = async (method: string) => {
  if (order.kill?.point === "stored" && method === "POST") await die();
};
const server = order.port === null ? null : await serveWebhooks(inbox, order.port, diesStored);

while (!stopping.signal.aborted) {
  const { nextAt } = inbox.tick();
  await inbox.idle();
  if (nextAt !== null && nextAt <= clock.now()) continue;
  process.send?.(FromChild.parse({ idle: { nextAt, now: clock.now() } }));
  await pauseFor(LOOK_MS);
}
await inbox.stop();
server?.close();
process.exit(0);
