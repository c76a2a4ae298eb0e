/** An account on a sandbox X with a clock and a credential store of the test's own. */
import type { Connector, ConnectorEvent, Credentials, MessageSnapshot, Operation } from "../../connectors/connector.ts";
import { parseCredentials, parseSettings } from "../../connectors/x/settings.ts";
import { x as platform } from "../../connectors/x/platform.ts";
import { silentLog } from "../../src/domain/log.ts";
import { startSandbox, type RunningSandbox } from "../../src/sandbox/start.ts";
import type { XSandboxOptions } from "../../src/sandbox/x/options.ts";
import { createXSandbox } from "../../src/sandbox/x/sandbox.ts";
import { app, bobo } from "./x-client.ts";

export const oauth1: Credentials = {
  app: { appKey: app.consumerKey, appSecret: app.consumerSecret },
  user: { accessToken: bobo.accessToken, accessSecret: bobo.accessSecret },
};
export const oauth2: Credentials = {
  app: { clientId: app.clientId, clientSecret: app.clientSecret },
  user: { refreshToken: bobo.refreshToken },
};

/** Credentials as the store keeps them: swapped only by whoever knows the old ones. */
export class CredentialStore {
  now: Credentials;
  swaps = 0;
  constructor(first: Credentials) {
    this.now = parseCredentials(first);
  }
  read = (): Credentials => this.now;
  swap = (old: Credentials, next: Credentials): boolean => {
    if (JSON.stringify(old) !== JSON.stringify(this.now)) return false;
    this.now = next;
    this.swaps += 1;
    return true;
  };
}

export interface XAccount {
  x: RunningSandbox;
  settled(): Promise<void>;
  clock: { now(): number; advance(ms: number): void };
  lin: string;
  limits: { scope: string; remaining: number; resetAt: number }[];
  open(store?: CredentialStore, settings?: object, self?: string): Connector;
  /** A new public post or reply by Lin. */
  post(text: string, replyTo?: string): string;
  dm(text: string): string;
  close(): Promise<void>;
}

export async function startAccount(options: XSandboxOptions = {}): Promise<XAccount> {
  let at = Date.parse("2026-03-01T08:00:00Z");
  const clock = { now: () => at, advance: (ms: number) => void (at += ms) };
  const sandbox = createXSandbox({ now: clock.now, ...options });
  const x = await startSandbox(sandbox);
  const lin = x.side.addPerson({ name: "Lin", handle: "lin_x", role: "user" }).id;
  const limits: XAccount["limits"] = [];
  const opened: Connector[] = [];
  const say = (more: object) => x.side.send({ from: lin, text: "", media: [], options: {}, ...more }).id;
  return {
    x,
    settled: () => sandbox.settled(),
    clock,
    lin,
    limits,
    open(store = new CredentialStore(oauth1), settings = {}, self = bobo.id) {
      const connector = platform.open({
        settings: parseSettings({ apiUrl: x.url, ...settings }),
        credentials: store,
        self,
        clock,
        log: silentLog,
        onLimit: (limit) => void limits.push(limit),
      });
      opened.push(connector);
      return connector;
    },
    post: (text, replyTo) => say({ text, ...(replyTo !== undefined && { replyTo }) }),
    dm: (text) => say({ text, to: bobo.id }),
    async close() {
      for (const connector of opened) await connector.close?.();
      await x.close();
    },
  };
}

export const signal = new AbortController().signal;

/** Pulls until nothing more is waiting. */
export async function pullAll(connector: Connector, from: string | null) {
  const events: ConnectorEvent[] = [];
  let cursor = from;
  for (let step = 0; step < 100; step += 1) {
    const pulled = await connector.pull?.(cursor, { signal, waitMs: 0 });
    if (!pulled) throw new Error("the connector does not pull");
    events.push(...pulled.events);
    cursor = pulled.cursor;
    if (!pulled.more) return { events, cursor };
  }
  throw new Error("pulling never ended");
}

export function messages(events: ConnectorEvent[]): MessageSnapshot[] {
  return events.flatMap((event) => ("message" in event ? [event.message] : []));
}

export function replyTo(message: MessageSnapshot, text: string): Extract<Operation, { kind: "reply" }> {
  const { place, author, id } = message;
  return { kind: "reply", inReplyTo: id, place, personId: author.id, text, media: [], key: "k1" };
}
