/** Stands for @hono/node-server inside workerd, where nothing can listen: Node listens, and passes the calls in. */
import { connect } from "node:net";
import { Duplex } from "node:stream";
import { inject } from "vitest";
import { Inward, type Outward } from "./door-messages.ts";

interface Options {
  fetch(request: Request, env: unknown): Response | Promise<Response>;
}

type Called = Extract<Inward, { kind: "request" }>;
type OnUpgrade = (request: object, socket: Duplex, head: Buffer) => void;

/** As far as the sandboxes and the tests use it; always a free port of the loopback interface. */
export function serve(options: Options, listening: (address: { port: number }) => void) {
  const door = connect(inject("door"), "127.0.0.1");
  const sockets = new Map<number, Duplex>();
  const upgrades: OnUpgrade[] = [];
  let origin = "";
  const tell = (message: Outward) => void door.write(`${JSON.stringify(message)}\n`);

  const take = (message: Inward) => {
    if (message.kind === "open") {
      origin = `http://127.0.0.1:${message.port}`;
      listening({ port: message.port });
    } else if (message.kind === "request") void answer(options, origin, message).then(tell);
    else if (message.kind === "upgrade") {
      const { id, method, path, headers } = message;
      const socket = tunnel(id, tell);
      sockets.set(id, socket);
      for (const upgrade of upgrades) upgrade({ method, url: path, headers }, socket, Buffer.alloc(0));
    } else if (message.kind === "bytes") sockets.get(message.id)?.push(Buffer.from(message.bytes, "base64"));
    else {
      sockets.get(message.id)?.push(null);
      sockets.delete(message.id);
    }
  };
  let rest = "";
  door.setEncoding("utf8");
  door.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(Inward.parse(JSON.parse(line)));
  });
  return {
    on(event: string, act: OnUpgrade) {
      if (event === "upgrade") upgrades.push(act);
    },
    closeAllConnections() {},
    close(closed: () => void) {
      door.once("close", closed);
      door.destroy();
    },
  };
}

async function answer(options: Options, origin: string, called: Called): Promise<Outward> {
  const { id, method, path, headers, body } = called;
  const entries = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  const init: RequestInit = { method, headers: entries };
  if (method !== "GET" && method !== "HEAD") init.body = Buffer.from(body, "base64");
  let cut = false;
  const socket = { destroy: () => void (cut = true) };
  const response = await options.fetch(new Request(origin + path, init), { incoming: { socket } });
  if (cut) return { kind: "end", id };
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    kind: "answer",
    id,
    status: response.status,
    headers: [...response.headers],
    body: bytes.toString("base64"),
  };
}

/** The socket of a WebSocket, as `ws` takes it. */
function tunnel(id: number, tell: (message: Outward) => void): Duplex {
  const socket = new Duplex({
    read() {},
    write(bytes: Buffer, _, done) {
      tell({ kind: "bytes", id, bytes: bytes.toString("base64") });
      done();
    },
    destroy(error, done) {
      tell({ kind: "end", id });
      done(error);
    },
  });
  return Object.assign(socket, { setTimeout() {}, setNoDelay() {} });
}
