/** A small server that keeps what webhooks deliver, and answers as told. */
import { serve } from "@hono/node-server";
import type { Server } from "node:http";

export interface Delivery {
  headers: Headers;
  body: unknown;
}

export interface Receiver {
  url: string;
  /** The next deliveries are answered with these statuses, later ones with 200. */
  answer(...statuses: number[]): void;
  /** Resolves once so many deliveries arrived in all; gives them. */
  received(count: number): Promise<Delivery[]>;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  const statuses: number[] = [];
  let arrived = () => {};
  const fetch = async (request: Request) => {
    deliveries.push({ headers: request.headers, body: JSON.parse(await request.text()) });
    arrived();
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
