/** A small server that keeps what webhooks deliver, and answers as told. */
import { serve } from "@hono/node-server";
import type { Server } from "node:http";
import type { Received, WebhookRequest } from "../../connectors/connector.ts";

export interface Delivery {
  headers: Headers;
  body: unknown;
  /** The request as a connector takes it. */
  request: WebhookRequest;
}

type Handler = (request: WebhookRequest) => Promise<Received["response"]>;

export interface Receiver {
  url: string;
  /** The next deliveries are answered with these statuses, later ones with 200. */
  answer(...statuses: number[]): void;
  /** Resolves once so many deliveries arrived in all; gives them. */
  received(count: number): Promise<Delivery[]>;
  close(): Promise<void>;
}

/** `handle` answers in place of the statuses; a GET (a platform's question whether we are there) goes to it too and is not kept. */
export async function startReceiver(handle?: Handler): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  const statuses: number[] = [];
  let arrived = () => {};
  const fetch = async (request: Request) => {
    const { method, url, headers } = request;
    const taken = { method, url, headers, body: new Uint8Array(await request.arrayBuffer()) };
    const answer = await handle?.(taken);
    if (method === "POST") {
      deliveries.push({ headers, body: JSON.parse(new TextDecoder().decode(taken.body)), request: taken });
      arrived();
    }
    if (answer) return new Response(answer.body, { status: answer.status, headers: answer.headers });
    return new Response(null, { status: statuses.shift() ?? 200 });
  };
  return new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}/hook`,
        answer: (...next) => void statuses.push(...next),
        async received(count) {
          while (deliveries.length < count) await new Promise<void>((news) => (arrived = news));
          return deliveries;
        },
        async close() {
          server.closeAllConnections();
          await new Promise<void>((closed) => server.close(() => closed()));
        },
      }),
    ) as Server;
  });
}
