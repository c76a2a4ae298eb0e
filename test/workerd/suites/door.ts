/** Listens in Node for what cannot listen inside workerd: each connection to the door is a port on the loopback interface, whose calls are answered through it. */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { buffer } from "node:stream/consumers";
import type { TestProject } from "vitest/node";
import { type Inward, Outward } from "./door-messages.ts";

export default async function open({ provide }: TestProject): Promise<() => void> {
  const connected = new Set<Socket>();
  const doors = createServer((door) => {
    connected.add(door);
    listen(door);
  });
  await new Promise<void>((ready) => doors.listen(0, "127.0.0.1", ready));
  provide("door", (doors.address() as AddressInfo).port);
  return () => {
    for (const door of connected) door.destroy();
    doors.close();
  };
}

/** The port lives as long as its door is open. */
function listen(door: Socket): void {
  const responses = new Map<number, ServerResponse>();
  const sockets = new Map<number, Socket>();
  let calls = 0;
  const tell = (message: Inward) => void door.write(`${JSON.stringify(message)}\n`);
  const call = ({ method = "", url = "", headers }: IncomingMessage) => {
    calls += 1;
    const named = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    return { id: calls, method, path: url, headers: Object.fromEntries(named) };
  };

  const server = createHttpServer((request, response) => {
    const { id, ...more } = call(request);
    responses.set(id, response);
    sockets.set(id, response.socket as Socket);
    response.on("close", () => {
      responses.delete(id);
      sockets.delete(id);
    });
    void buffer(request).then((body) => tell({ kind: "request", id, ...more, body: body.toString("base64") }));
  });
  server.on("upgrade", (request, socket: Socket) => {
    const { id, ...more } = call(request);
    sockets.set(id, socket);
    socket.on("data", (bytes) => tell({ kind: "bytes", id, bytes: bytes.toString("base64") }));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      sockets.delete(id);
      tell({ kind: "end", id });
    });
    tell({ kind: "upgrade", id, ...more });
  });
  server.listen(0, "127.0.0.1", () => tell({ kind: "open", port: (server.address() as AddressInfo).port }));

  const lines = createInterface(door);
  // The door's own listener sees it too.
  lines.on("error", () => {});
  lines.on("line", (line) => {
    const said = Outward.parse(JSON.parse(line));
    if (said.kind === "end") sockets.get(said.id)?.destroy();
    else if (said.kind === "bytes") sockets.get(said.id)?.write(Buffer.from(said.bytes, "base64"));
    else responses.get(said.id)?.writeHead(said.status, said.headers.flat()).end(Buffer.from(said.body, "base64"));
  });
  door.on("error", () => door.destroy());
  door.on("close", () => {
    for (const socket of sockets.values()) socket.destroy();
    server.closeAllConnections();
    server.close();
  });
}
