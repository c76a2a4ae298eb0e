/** Discord's gateway: sessions that outlive their sockets, so that a client can resume and get what it missed. */
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import type { Faults } from "../kit/faults.ts";
import type { Ledger } from "../kit/ledger.ts";
import { guildCreate } from "./guild-create.ts";
import { type Dispatch, INTENT } from "./hub.ts";
import { type ShapeContext, userJson } from "./shapes.ts";
import type { World } from "./world.ts";

const OP = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, reconnect: 7, invalid: 9, hello: 10, ack: 11 } as const;
/** How long a session without a socket can be resumed, by the sandbox's clock. */
const SESSION_KEPT_MS = 5 * 60_000;
const SESSION_BUFFER = 10_000;

const Frame = z.object({ op: z.int(), d: z.unknown() });
const Identify = z.object({ token: z.string(), intents: z.int(), shard: z.tuple([z.int(), z.int()]).optional() });
const Resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });

interface Session {
  id: string;
  intents: number;
  seq: number;
  sent: { seq: number; frame: string }[];
  socket: WebSocket | null;
  /** Since when it has no socket. */
  lostAt: number | null;
  held: string | null;
}

export interface GatewayOptions {
  world: World;
  ledger: Ledger;
  faults: Faults;
  token(): string | null;
  baseUrl(): string;
  heartbeatMs: number;
}

export interface Gateway {
  take(server: Server): void;
  dispatch(event: Dispatch): void;
  /** Sends anything at all to every session. */
  raw(name: string, data: Record<string, unknown>): void;
  /** Cuts every socket; sessions stay. */
  drop(): void;
  /** Forgets every session and tells those connected. */
  invalidate(): void;
  /** Asks every client to reconnect and resume. */
  askToReconnect(): void;
  /** Ends every connection with a close code. */
  closeAll(code: number): void;
  sessions(): number;
  /** Open sockets. */
  connected(): number;
  close(): Promise<void>;
}

export function createGateway(options: GatewayOptions): Gateway {
  const { world, ledger, faults } = options;
  const sessions = new Map<string, Session>();
  const server = new WebSocketServer({ noServer: true });
  let count = 0;

  const send = (socket: WebSocket, op: number, d: unknown) => socket.send(JSON.stringify({ op, d, s: null, t: null }));
  const record = (method: string, body: unknown, status: number) =>
    ledger.add({
      at: world.now(),
      method,
      path: "/gateway",
      body,
      status,
      account: world.bot.id,
      fault: null,
      effect: null,
    });
  const shapes = (intents: number): ShapeContext => ({
    world,
    baseUrl: options.baseUrl(),
    seesContent: (intents & INTENT.messageContent) !== 0,
  });

  const push = (session: Session, name: string, data: Record<string, unknown>) => {
    session.seq += 1;
    const frame = JSON.stringify({ op: OP.dispatch, d: data, s: session.seq, t: name });
    session.sent.push({ seq: session.seq, frame });
    if (session.sent.length > SESSION_BUFFER) session.sent.shift();
    const { socket } = session;
    if (socket?.readyState !== WebSocket.OPEN) return;
    if (session.held !== null) {
      socket.send(frame);
      release(session);
      return;
    }
    const fault = faults.take("GATEWAY", `/gateway/${name}`, ["duplicate", "disorder"]);
    if (fault?.kind === "disorder") {
      session.held = frame;
      // Nothing may follow: it must still arrive.
      setTimeout(() => release(session), 300).unref();
      return;
    }
    socket.send(frame);
    if (fault?.kind === "duplicate") socket.send(frame);
  };
  const release = (session: Session) => {
    if (session.held !== null) session.socket?.send(session.held);
    session.held = null;
  };

  const identify = (socket: WebSocket, d: unknown): Session | null => {
    const parsed = Identify.safeParse(d);
    if (!parsed.success) return (socket.close(4002, "Error while decoding payload."), null);
    const { token, intents, shard } = parsed.data;
    const privileged = INTENT.guildMembers | INTENT.guildPresences | (world.messageContent ? 0 : INTENT.messageContent);
    const code = token !== options.token() ? 4004 : (intents & privileged) !== 0 ? 4014 : 0;
    record("IDENTIFY", { intents, shard }, code || 200);
    if (code === 4004) return (socket.close(4004, "Authentication failed."), null);
    if (code === 4014) return (socket.close(4014, "Disallowed intent(s)."), null);
    count += 1;
    const id = `session-${count}-${world.nextId()}`;
    const session: Session = { id, intents, seq: 0, sent: [], socket, lostAt: null, held: null };
    sessions.set(id, session);
    push(session, "READY", {
      v: 10,
      user: { ...userJson(world.bot), verified: true, mfa_enabled: true, email: null },
      guilds: [{ id: world.guild.id, unavailable: true }],
      session_id: id,
      session_type: "normal",
      resume_gateway_url: options.baseUrl().replace(/^http/, "ws"),
      private_channels: [],
      relationships: [],
      application: { id: world.applicationId, flags: world.messageContent ? 1 << 19 : 0 },
      shard: shard ?? [0, 1],
    });
    if ((intents & INTENT.guilds) !== 0) push(session, "GUILD_CREATE", guildCreate(world));
    return session;
  };

  const resume = (socket: WebSocket, d: unknown): Session | null => {
    const parsed = Resume.safeParse(d);
    if (!parsed.success) return (socket.close(4002, "Error while decoding payload."), null);
    const { token, session_id, seq } = parsed.data;
    const found = sessions.get(session_id);
    const gone = found !== undefined && found.lostAt !== null && world.now() - found.lostAt > SESSION_KEPT_MS;
    if (gone) sessions.delete(session_id);
    const session = gone ? undefined : found;
    const code = token !== options.token() ? 4004 : session && seq > session.seq ? 4007 : 0;
    record("RESUME", { session_id, seq }, code || (session ? 200 : 404));
    if (code === 4004) return (socket.close(4004, "Authentication failed."), null);
    if (code === 4007) return (socket.close(4007, "Invalid seq."), null);
    if (!session || (session.sent[0]?.seq ?? 1) > seq + 1) return (send(socket, OP.invalid, false), null);
    session.socket?.terminate();
    session.socket = socket;
    session.lostAt = null;
    session.held = null;
    for (const sent of session.sent) if (sent.seq > seq) socket.send(sent.frame);
    push(session, "RESUMED", {});
    return session;
  };

  server.on("connection", (socket: WebSocket) => {
    let session: Session | null = null;
    send(socket, OP.hello, { heartbeat_interval: options.heartbeatMs });
    socket.on("message", (raw: RawData) => {
      const frame = parseFrame(raw);
      if (!frame) return socket.close(4002, "Error while decoding payload.");
      if (frame.op === OP.heartbeat) return send(socket, OP.ack, null);
      if (frame.op === OP.identify || frame.op === OP.resume) {
        if (session) return socket.close(4005, "Already authenticated.");
        session = frame.op === OP.identify ? identify(socket, frame.d) : resume(socket, frame.d);
        return;
      }
      // Presence, voice and member requests change nothing that a support inbox sees.
      if (![3, 4, 8].includes(frame.op)) return socket.close(4001, "Unknown opcode.");
      if (!session) socket.close(4003, "Not authenticated.");
    });
    socket.on("close", (code) => {
      if (session?.socket !== socket) return;
      session.socket = null;
      session.lostAt = world.now();
      // 1000 and 1001 end the session (docs: Gateway, "Disconnecting").
      if (code === 1000 || code === 1001) sessions.delete(session.id);
    });
    socket.on("error", () => socket.terminate());
  });

  const each = (act: (socket: WebSocket) => void) => {
    for (const socket of server.clients) act(socket);
  };
  return {
    take(http) {
      http.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        server.handleUpgrade(request, socket, head, (client) => server.emit("connection", client, request));
      });
    },
    dispatch(event) {
      for (const session of sessions.values()) {
        if (session.lostAt !== null && world.now() - session.lostAt > SESSION_KEPT_MS) sessions.delete(session.id);
        else if ((session.intents & event.intent) !== 0) push(session, event.name, event.data(shapes(session.intents)));
      }
    },
    raw(name, data) {
      for (const session of sessions.values()) push(session, name, data);
    },
    drop: () => each((socket) => socket.terminate()),
    invalidate() {
      sessions.clear();
      each((socket) => send(socket, OP.invalid, false));
    },
    askToReconnect: () => each((socket) => send(socket, OP.reconnect, null)),
    closeAll: (code) => each((socket) => socket.close(code)),
    sessions: () => sessions.size,
    connected: () => server.clients.size,
    async close() {
      each((socket) => socket.terminate());
      await new Promise<void>((done) => {
        server.close(() => done());
      });
    },
  };
}

function parseFrame(raw: RawData): z.infer<typeof Frame> | null {
  try {
    const bytes = Array.isArray(raw) ? Buffer.concat(raw) : Buffer.from(raw as Uint8Array);
    return Frame.parse(JSON.parse(bytes.toString("utf8")));
  } catch {
    return null;
  }
}
