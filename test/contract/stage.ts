/** Stands a platform up for one contract test: sandbox, account, a clock of its own. */
import type { Connector, Credentials } from "../../connectors/connector.ts";
import { silentLog } from "../../src/domain/log.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import type { ContractDriver, Stage } from "./driver.ts";

const START_MS = Date.UTC(2026, 10, 20, 12);

export async function raise(driver: ContractDriver): Promise<Stage & { strike(): Promise<void> }> {
  let now = START_MS;
  const sandbox = await startSandbox(driver.sandbox(() => now));
  const prepared = driver.prepare(sandbox);
  const { platform } = driver;
  let stored: Credentials = platform.parseCredentials(prepared.credentials);
  const opened: Connector[] = [];
  const clock = { now: () => now, advance: (ms: number) => void (now += ms) };
  return {
    ...prepared,
    sandbox,
    clock,
    stored: () => stored,
    open({ credentials, settings } = {}) {
      let own = credentials === undefined ? null : platform.parseCredentials(credentials);
      const connector = platform.open({
        settings: platform.parseSettings({ ...(prepared.settings as object), ...settings }),
        credentials: {
          read: () => own ?? stored,
          swap(old, next) {
            if (JSON.stringify(old) !== JSON.stringify(own ?? stored)) return false;
            if (own) own = next;
            else stored = next;
            return true;
          },
        },
        self: prepared.brandId,
        clock,
        log: silentLog,
        onLimit() {},
      });
      opened.push(connector);
      return connector;
    },
    say(kind, text, more = {}) {
      const address = prepared.addresses[kind];
      if (!address) throw new Error(`${platform.name} has no ${kind} place to write in`);
      const { prefix, ...where } = address;
      return sandbox.side.send({
        from: more.from ?? prepared.person.id,
        ...where,
        text: prefix + text,
        media: more.media ?? [],
        options: more.options ?? {},
        ...(more.replyTo === undefined ? {} : { replyTo: more.replyTo }),
      });
    },
    async strike() {
      for (const connector of opened) await connector.close?.();
      await sandbox.close();
      driver.finish?.();
    },
  };
}
