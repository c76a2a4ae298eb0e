/** An API over a store in memory, with one account on each platform and people who write to it. */
import type { Capabilities, MessageSnapshot, PlaceCapabilities } from "../../connectors/connector.ts";
import { type Api, createApi } from "../../src/api/app.ts";
import type { ApiDeps } from "../../src/api/deps.ts";
import type { PlatformLookup } from "../../src/delivery/platforms.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { PlatformName } from "../../src/domain/platform.ts";
import type { Role } from "../../src/domain/status.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import type { Store } from "../../src/store/db.ts";
import { account, app } from "../../src/store/schema.ts";
import { createToken } from "../../src/trust/tokens.ts";
import { memoryContent } from "./memory-content.ts";
import { memoryPlatform } from "./memory-platform.ts";
import { TEST_KEYS, type TestClock, testStore } from "./store.ts";

const place: PlaceCapabilities = {
  operations: ["reply", "message", "edit", "delete", "react"],
  textLimit: 280,
  captionLimit: 100,
  measure: (text) => text.length,
  media: { maxCount: 4, maxBytes: 5_000_000, mimes: ["image/*", "application/pdf"] },
  reactions: ["👍", "❤️"],
};
const capabilities: Capabilities = {
  direct: place,
  public: { ...place, operations: [...place.operations, "hide"] },
  neverReports: [],
};

export interface Desk {
  api: Api;
  deps: ApiDeps;
  store: Store;
  clock: TestClock;
  /** Bearer token of an admin, and of an agent. */
  token: string;
  agentToken: string;
  accounts: Record<PlatformName, number>;
  /** Sends a request as the admin; a body goes as JSON. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Sends it, expects that status and gives the JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  get(path: string, status?: number): Promise<any>;
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  send(method: string, path: string, body: unknown, status: number, headers?: Record<string, string>): Promise<any>;
  /** A message of a person; a minute after the one before. */
  write(input: Partial<Written>): void;
}

interface Written {
  platform: PlatformName;
  person: string;
  text: string;
  placeId: string;
  kind: "direct" | "public";
  id: string;
  direction: MessageSnapshot["direction"];
  media: MessageSnapshot["media"];
  inReplyTo: string | null;
}

export function openDesk(overrides: Partial<ApiDeps> = {}, opened = testStore()): Desk {
  const { store, clock } = opened;
  const platforms = new Map((["x", "telegram", "discord"] as const).map((name) => [name, memoryPlatform(name)]));
  const platform = (name: PlatformName) => {
    const found = platforms.get(name);
    if (!found) throw new Error(name);
    return found;
  };
  const lookup: PlatformLookup = {
    platform,
    capabilities: (_, { kind }) => capabilities[kind],
    answerability: (_, target) => ({
      state: target.closed || target.personState === "blockedUs" ? "closed" : "open",
      until: null,
      reason: target.closed ?? (target.personState === "blockedUs" ? "blocked-by-user" : null),
      url: null,
      toPrivateUrl: null,
    }),
  };
  const accounts = { x: 0, telegram: 0, discord: 0 };
  store.transaction((now) => {
    for (const name of ["x", "telegram", "discord"] as const) {
      const { id: appId } = store.db
        .insert(app)
        .values({ platform: name, credentials: "sealed-app-secret", fingerprint: name, createdAt: now })
        .returning()
        .get();
      accounts[name] = store.db
        .insert(account)
        .values({
          appId,
          platform: name,
          remoteId: `us-${name}`,
          name: "波宝 Bobo Wallet",
          handle: "bobowallet",
          credentials: "sealed-user-secret",
          settings: { mode: "poll" },
          state: "active",
          warnings: [],
          missingScopes: [],
          createdAt: now,
        })
        .returning()
        .get().id;
    }
  });
  const tokenOf = (name: string, role: Role) => createToken({ store, actor: SYSTEM }, { name, role }).token;
  const token = tokenOf("Lin", "admin");
  const agentToken = tokenOf("Mia", "agent");
  const deps: ApiDeps = {
    store,
    platforms: lookup,
    accounts: {
      platforms: { platform },
      keys: TEST_KEYS,
      publicUrl: null,
      log: silentLog,
    },
    content: memoryContent(),
    log: silentLog,
    receive: async () => null,
    version: "0.0.0",
    ...overrides,
  };
  const api = createApi(deps);
  let written = 0;
  const ask: Desk["ask"] = async (method, path, body, headers = {}) =>
    api.request(path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined || body instanceof FormData ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
  const send: Desk["send"] = async (method, path, body, status, headers) => {
    const response = await ask(method, path, body, headers);
    const text = await response.text();
    if (response.status !== status) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  return {
    api,
    deps,
    store,
    clock,
    token,
    agentToken,
    accounts,
    ask,
    send,
    get: (path, status = 200) => send("GET", path, undefined, status),
    write(input) {
      written += 1;
      clock.advance(60_000);
      ingest(store, [{ accountId: accounts[input.platform ?? "x"], events: [created(input, written, clock.now())] }]);
    },
  };
}

function created(input: Partial<Written>, n: number, sentAt: number) {
  const { person = "ann", kind = "direct", direction = "inbound" } = input;
  const by = (id: string, isUs: boolean) => ({ id, name: id, handle: id, avatarUrl: null, url: null, isUs });
  const them = by(person, false);
  const us = by(`us-${input.platform ?? "x"}`, true);
  const message: MessageSnapshot = {
    id: input.id ?? `m${n}`,
    place: { id: input.placeId ?? `with-${person}`, kind, title: null, url: null },
    author: direction === "outbound" ? us : them,
    person: them,
    direction,
    origin: direction === "outbound" ? "native" : "platform",
    text: input.text ?? `message ${n}`,
    spans: [],
    media: input.media ?? [],
    groupKey: null,
    inReplyTo: input.inReplyTo ?? null,
    url: null,
    sentAt,
    editedAt: null,
    version: 0,
    key: null,
  };
  return { type: "message.created" as const, message };
}
