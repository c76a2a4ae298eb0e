/** The demo without its users: the sandbox bench and the real Node host with the workspace, on ports and in a directory of their own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "../../src/cli/demo.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { PlatformName } from "../../src/domain/platform.ts";
import { type RunningNode, startNode } from "../../src/host/node.ts";
import { type Bench, startBench } from "../../src/sandbox/bench.ts";
import type { LedgerEntry } from "../../src/sandbox/kit/ledger.ts";
import type { SandboxPerson } from "../../src/sandbox/kit/user-side.ts";
import { setBrandUndoSeconds } from "../../src/trust/undo-send.ts";
import { createOpenLink } from "../../src/trust/tokens.ts";

export interface Demo {
  bench: Bench;
  node: RunningNode;
  dataDir: string;
  /** A fresh address that signs a browser in, once. */
  link(name?: string): string;
  /** A user of that platform whom nobody has seen before. */
  newUser(platform: PlatformName, name: string): SandboxPerson;
  /** What users of the platform saw appear with these words in it, as the platform's own ledger holds it. */
  arrived(platform: PlatformName, words: string): LedgerEntry[];
  close(): Promise<void>;
}

/** Builds the workspace first where it is not current. */
export async function startDemo(): Promise<Demo> {
  const dataDir = mkdtempSync(join(tmpdir(), "parley-demo-"));
  let inboxUrl: string | null = null;
  const bench = await startBench({ port: 0, inbox: () => inboxUrl });
  const settings = { dataDir, port: 0, host: "127.0.0.1", key: null, publicUrl: null, log: silentLog };
  const node = await startNode({ ...settings, workspace: true });
  inboxUrl = node.url;
  await connect(node, bench);
  // Stories of sending don't wait; those of taking back set their own time.
  setBrandUndoSeconds({ store: node.inbox.store, actor: SYSTEM }, 0);
  let people = 0;
  return {
    bench,
    node,
    dataDir,
    link: (name = "阿岚") => `${node.url}/open/${createOpenLink(node.inbox.store, { name, role: "admin" }).secret}`,
    newUser(platform, name) {
      people += 1;
      return bench[platform].side.addPerson({ name, handle: `user_${people}`, role: "user" });
    },
    arrived: (platform, words) =>
      bench[platform].ledger.effects().filter((entry) => JSON.stringify(entry.body).includes(words)),
    async close() {
      await node.stop();
      await bench.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
