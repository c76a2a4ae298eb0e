/** Stands for the package node-fetch, which telegraf calls: the platform's own fetch, given a form's bytes where telegraf gives a stream of Node's. */
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";

type NodeInit = Omit<RequestInit, "body"> & { body?: BodyInit | Readable | null };

export default async function nodeFetch(url: string, init: NodeInit = {}): Promise<Response> {
  const { body, method, headers, signal } = init;
  // What else telegraf sets (agent, compress, timeout) is of Node's sockets.
  const request = { method: method ?? "GET", headers: headers ?? {}, signal: signal ?? null };
  return fetch(url, { ...request, body: body instanceof Readable ? await buffer(body) : (body ?? null) });
}
