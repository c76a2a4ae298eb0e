/** The way from a bridge to a Worker, at an address that stays while the Worker's own changes; the test can do things on the way. */
import { serve } from "@hono/node-server";
import type { Server } from "node:http";

export interface WorkerLine {
  url: string;
  /** Called with each call's path and body before it goes on (`there`) and before its answer goes back (`back`); cleared by null. */
  watch(on: ((when: "there" | "back", path: string, body: string) => void) | null): void;
  close(): Promise<void>;
}

/** `target` gives the Worker's address of the moment; where nobody answers there, the line answers 502 as a proxy does. */
export async function workerLine(target: () => string): Promise<WorkerLine> {
  let watcher: ((when: "there" | "back", path: string, body: string) => void) | null = null;
  const fetchThere = async (request: Request) => {
    const { pathname } = new URL(request.url);
    const body = await request.text();
    watcher?.("there", pathname, body);
    const headers = new Headers(request.headers);
    headers.delete("host");
    headers.delete("content-length");
    try {
      const answer = await fetch(target() + pathname, { method: request.method, headers, body });
      const text = await answer.text();
      watcher?.("back", pathname, body);
      const type = answer.headers.get("content-type") ?? "text/plain";
      return new Response(text, { status: answer.status, headers: { "content-type": type } });
    } catch {
      return new Response("", { status: 502 });
    }
  };
  return new Promise((resolve) => {
    const server = serve({ fetch: fetchThere, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}`,
        watch: (on) => void (watcher = on),
        async close() {
          (server as Server).closeAllConnections();
          await new Promise((done) => server.close(done));
        },
      }),
    );
  });
}
