/** Starts a sandbox platform on a port of the loopback interface. */
import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import type { SandboxPlatform } from "./kit/platform-server.ts";

export interface RunningSandbox extends SandboxPlatform {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string;
  port: number;
}

/** As long as platforms keep a connection that rests: one that is closed just as it is used again would put a write in doubt. */
const KEEP_ALIVE_MS = 75_000;

/** Port 0 picks a free one. Rejects with the system's error (EADDRINUSE) where the port is taken. */
export async function startSandbox(platform: SandboxPlatform, port = 0): Promise<RunningSandbox> {
  return new Promise((resolve, reject) => {
    const options = { fetch: platform.app.fetch, port, hostname: "127.0.0.1" };
    const server = serve(options, (address) => {
      const url = `http://127.0.0.1:${address.port}`;
      platform.listening(url, server);
      resolve({
        ...platform,
        url,
        port: address.port,
        async close() {
          await platform.close();
          server.closeAllConnections();
          await new Promise<void>((done) => {
            server.close(() => done());
          });
        },
      });
    }) as Server;
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    server.on("error", reject);
  });
}
