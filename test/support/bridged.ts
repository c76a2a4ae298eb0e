/** A brand that listens through a bridge only: its API on a port, with a line to it that the test can cut. */
import { serve } from "@hono/node-server";
import type { Server } from "node:http";
import { setTimeout as pauseFor } from "node:timers/promises";
import { registry } from "../../connectors/registry.ts";
import { createApi } from "../../src/api/app.ts";
import { silentLog } from "../../src/domain/log.ts";
import { runBridge } from "../../src/host/bridge/bridge.ts";
import { makeBridgeSecret } from "../../src/inbox/bridge/secret.ts";
import { sharedKeys, signCall } from "../../src/trust/signed-call.ts";
import { createWorld, type World } from "./world.ts";

/** `unreachable`: nothing arrives. `answer-lost`: it is done, and nobody hears of it. */
export type Line = "good" | "unreachable" | "answer-lost";

export interface Bridged {
  world: World;
  api: ReturnType<typeof createApi>;
  url: string;
  secret: string;
  /** What becomes of the calls from now on; a function decides by path. */
  line(state: Line | ((path: string) => Line)): void;
  /** Paths of the calls that were made, also of those that did not arrive. */
  calls: string[];
  /** Starts a bridge and gives it once it has begun; `ended` resolves or rejects as it does. */
  start(secret?: string): Promise<{ ended: Promise<void>; stop(): Promise<void> }>;
  /** One signed call, as the API takes it. */
  signed(path: string, body: unknown, secret?: string, at?: number): Request;
  close(): Promise<void>;
}

export async function bridged(): Promise<Bridged> {
  const world = await createWorld(["discord"]);
  const { inbox, services, content, clock } = world;
  inbox.listen("bridge");
  const api = createApi({
    store: inbox.store,
    platforms: inbox.lookup,
    accounts: services,
    content,
    log: silentLog,
    receive: (appId, request) => inbox.receive(appId, request),
    bridge: inbox.bridge,
    version: "0",
  });
  let line: (path: string) => Line = () => "good";
  const calls: string[] = [];
  const fetch = async (request: Request) => {
    const { pathname } = new URL(request.url);
    const state = line(pathname);
    calls.push(pathname);
    if (state === "unreachable") return new Response("", { status: 502 });
    const response = await api.fetch(request);
    return state === "answer-lost" ? new Response("", { status: 502 }) : response;
  };
  const { server, url } = await new Promise<{ server: Server; url: string }>((resolve) => {
    const started = serve({ fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
      resolve({ server: started as Server, url: `http://127.0.0.1:${port}` }),
    );
  });
  const secret = makeBridgeSecret(world.ctx, services.keys);
  const keysOf = (text: string) => {
    const keys = sharedKeys(text);
    if (!keys) throw new Error("that is no secret");
    return keys;
  };
  const running = new Set<() => Promise<void>>();

  return {
    world,
    api,
    url,
    secret,
    calls,
    line(state) {
      line = typeof state === "function" ? state : () => state;
    },
    async start(given = secret) {
      const stop = new AbortController();
      const begun = Promise.withResolvers<void>();
      const ended = runBridge({
        to: url,
        keys: keysOf(given),
        platforms: registry,
        clock,
        log: silentLog,
        random: () => 0.5,
        // What is minutes there is a moment here.
        pause: (ms, signal) => pauseFor(Math.min(ms, 20), undefined, { signal }).catch(() => {}),
        lookEveryMs: 20,
        signal: stop.signal,
        onBegun: () => begun.resolve(),
      });
      const stopped = async () => {
        stop.abort();
        await ended.catch(() => {});
      };
      running.add(stopped);
      await Promise.race([begun.promise, ended]);
      return { ended, stop: stopped };
    },
    signed(path, body, given = secret, at = clock.now()) {
      const bytes = new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body));
      const { headers } = signCall(keysOf(given), { method: "POST", path, body: bytes }, at);
      return new Request(`${url}${path}`, { method: "POST", headers, body: bytes });
    },
    async close() {
      for (const stop of running) await stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await world.close();
    },
  };
}
