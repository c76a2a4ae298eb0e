/** Serves the bench: one page with three phones, on which a newcomer writes to the brand and reads its answer. */
import { readFile } from "node:fs/promises";
import { Hono } from "hono";

/** Where the parts of the demo are reached, without a slash at the end; null for a part that does not run. */
export interface BenchAddresses {
  x: string | null;
  telegram: string | null;
  discord: string | null;
  /** The team's inbox. */
  inbox: string | null;
}

/** File name → type. Only these are served, so no path is ever built from a request. */
const ASSETS = {
  "tokens.css": "text/css; charset=utf-8",
  "bench.css": "text/css; charset=utf-8",
  "forum.js": "text/javascript; charset=utf-8",
  "main.js": "text/javascript; charset=utf-8",
  "board.js": "text/javascript; charset=utf-8",
  "composer.js": "text/javascript; charset=utf-8",
  "dom.js": "text/javascript; charset=utf-8",
  "messages.js": "text/javascript; charset=utf-8",
  "newcomer.js": "text/javascript; charset=utf-8",
  "phone.js": "text/javascript; charset=utf-8",
  "places.js": "text/javascript; charset=utf-8",
  "platform.js": "text/javascript; charset=utf-8",
  "words.js": "text/javascript; charset=utf-8",
  "icons.svg": "image/svg+xml",
  "icon.svg": "image/svg+xml",
} as const;

export const ASSET_NAMES: readonly string[] = Object.keys(ASSETS);

/** The page at `/` and its parts under `/_bench/`; `addresses` is asked at each request, since ports are known only once all have started. */
export function sandboxPage(addresses: () => BenchAddresses): Hono {
  const app = new Hono();
  app.use("/", secured(addresses));
  app.use("/_bench/*", secured(addresses));
  app.get("/", async (c) => c.html(await asset("index.html")));
  app.get("/_bench/config.json", (c) => c.json(addresses(), 200, { "cache-control": "no-store" }));
  for (const [name, type] of Object.entries(ASSETS)) {
    app.get(`/_bench/${name}`, async (c) => c.body(await asset(name), 200, { "content-type": type }));
  }
  return app;
}

/** People write what they like on the phones, so nothing inline runs and nothing but the sandboxes is called. */
function secured(addresses: () => BenchAddresses): Parameters<Hono["use"]>[1] {
  return async (c, next) => {
    await next();
    const { x, telegram, discord } = addresses();
    const callable = ["'self'", x, telegram, discord].filter((source) => source !== null).join(" ");
    c.header(
      "content-security-policy",
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src ${callable}; ` +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    c.header("x-content-type-options", "nosniff");
    c.header("referrer-policy", "no-referrer");
    if (c.res.headers.get("cache-control") === null) c.header("cache-control", "no-cache");
  };
}

async function asset(name: string): Promise<string> {
  return readFile(new URL(`./assets/${name}`, import.meta.url), "utf8");
}
