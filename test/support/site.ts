/** The public site over a store in memory, asked as a browser asks. */
import { createSite } from "../../src/site/site.ts";
import type { SiteDeps } from "../../src/site/view.ts";
import { type Desk, openDesk } from "./desk.ts";

export interface OpenSite {
  desk: Desk;
  /** The page's text, after its status was looked at. */
  read: (path: string, status?: number) => Promise<string>;
  ask: (path: string, init?: RequestInit) => Promise<Response>;
}

export function openSite(overrides: Partial<SiteDeps> = {}, desk = openDesk()): OpenSite {
  desk.api.route(
    "/",
    createSite({
      store: desk.store,
      keys: desk.deps.accounts.keys,
      publicUrl: "https://help.bobo.example",
      log: desk.deps.log,
      ...overrides,
    }),
  );
  const ask = async (path: string, init: RequestInit = {}) =>
    desk.api.request(`https://help.bobo.example${path}`, init);
  return {
    desk,
    ask,
    async read(path, status = 200) {
      const response = await ask(path);
      const text = await response.text();
      if (response.status !== status) throw new Error(`${path}: ${response.status} instead of ${status}\n${text}`);
      return text;
    },
  };
}
