/** The public site with the demo's pages, listening where a browser can reach it. */
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { seedPages } from "../../src/cli/demo-pages/seed.ts";
import { type OpenSite, openSite } from "./site.ts";

export interface ServedSite extends OpenSite {
  url: string;
  close: () => Promise<void>;
}

export async function serveSite(): Promise<ServedSite> {
  const opened = openSite({ publicUrl: null });
  const { store, deps } = opened.desk;
  seedPages({ store, platforms: deps.platforms });
  const server = createAdaptorServer({ fetch: opened.desk.api.fetch });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    ...opened,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}
