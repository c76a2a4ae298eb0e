/** One stretch of being connected to the gateway, through @discordjs/ws, which reconnects and resumes by itself where it can. */
import { type SessionInfo, WebSocketManager, WebSocketShardEvents } from "@discordjs/ws";
import { ConnectorError } from "../errors.ts";
import type { Dispatched } from "./parse/dispatch.ts";
import type { DiscordRest } from "./rest.ts";
import { Sequence } from "./sequence.ts";

export interface SocketOptions {
  rest: DiscordRest;
  token: string;
  intents: number;
  /** What to resume; null starts a session. */
  session: { id: string; url: string; seq: number } | null;
  onDispatch(dispatched: Dispatched): void;
  /** It will not come back by itself. */
  onEnd(error: ConnectorError): void;
}

export interface Socket {
  /** The session with the number up to which everything was received. */
  session(): SocketOptions["session"];
  /** Lets go and leaves the session resumable. */
  close(): Promise<void>;
}

/** Close codes after which Discord takes no connection (docs: Opcodes and Status Codes, "Gateway Close Event Codes"). */
const FATAL: Record<number, { kind: "auth" | "permanent"; code: string }> = {
  4004: { kind: "auth", code: "unauthorized" },
  4010: { kind: "permanent", code: "invalid-shard" },
  4011: { kind: "permanent", code: "sharding-required" },
  4012: { kind: "permanent", code: "invalid-api-version" },
  4013: { kind: "permanent", code: "invalid-intents" },
  4014: { kind: "permanent", code: "message-content-intent-off" },
};
/** 4200 leaves the session alive; 1000 would end it. */
const KEEP_SESSION = 4200;
const CLOSING_MS = 2_000;

export function openSocket(options: SocketOptions): Socket {
  const received = new Sequence(options.session?.seq ?? 0);
  let session: SessionInfo | null = options.session && {
    sessionId: options.session.id,
    resumeURL: options.session.url,
    sequence: options.session.seq,
    shardId: 0,
    shardCount: 1,
  };
  /** Of a session whose READY has not come; null once it has. */
  let early: Dispatched[] | null = null;
  let closed = false;
  let connected = false;
  let unreachable = 0;
  let general = "";

  const manager = new WebSocketManager({
    token: options.token,
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- a sum of bits, which the enum's type cannot say
    intents: options.intents,
    rest: options.rest.client,
    // Direct messages come on shard 0 only.
    shardCount: 1,
    shardIds: [0],
    async retrieveSessionInfo() {
      // The library may be between two connections when it is destroyed, and would go on: this holds it for good.
      if (closed) await new Promise<never>(() => {});
      return session && { ...session, sequence: received.last };
    },
    updateSessionInfo(_shard, info) {
      if (closed) return;
      // The library also forgets the session where it only could not connect.
      if (info === null) session = unreachable > 0 ? session : null;
      else if (info.sessionId !== session?.sessionId) {
        session = info;
        received.restart(0);
        early = [];
      }
    },
  });

  manager.on(WebSocketShardEvents.Hello, () => {
    connected = true;
    unreachable = 0;
  });
  manager.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    if (closed || !received.add(data.s)) return;
    const dispatched = { session: session?.sessionId ?? "", name: data.t as string, seq: data.s, data: data.d };
    // The library may give what follows READY before it.
    if (early && dispatched.name !== "READY") return void early.push(dispatched);
    options.onDispatch(dispatched);
    for (const waiting of early ?? []) options.onDispatch(waiting);
    early = null;
  });
  manager.on(WebSocketShardEvents.Closed, ({ code }) => {
    if (closed) return;
    const fatal = FATAL[code];
    if (fatal) return options.onEnd(new ConnectorError(fatal.kind, { code: fatal.code }));
    if (connected) connected = false;
    else {
      unreachable += 1;
      // The address to resume at may be gone where the general one is not.
      if (session && unreachable === 1 && general !== "") session = { ...session, resumeURL: general };
      else options.onEnd(new ConnectorError("retryable", { code: "unreachable" }));
    }
  });
  manager.on(WebSocketShardEvents.Error, ({ error }) => {
    // Closing follows, with a code that decides.
    if (!closed && !connected) options.onEnd(lost(error));
  });
  void manager
    .fetchGatewayInformation()
    .then((information) => {
      general = information.url;
      return closed ? undefined : manager.connect();
    })
    .catch((error: unknown) => options.onEnd(lost(error)));

  return {
    session: () => session && { id: session.sessionId, url: session.resumeURL, seq: received.last },
    async close() {
      if (closed) return;
      closed = true;
      const destroyed = Promise.resolve(manager.destroy({ code: KEEP_SESSION })).catch(() => {});
      let timer: ReturnType<typeof setTimeout> | undefined;
      const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSING_MS)));
      await Promise.race([destroyed, enough]);
      clearTimeout(timer);
    },
  };
}

function lost(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error;
  return new ConnectorError("retryable", { code: "unreachable", cause: error });
}
