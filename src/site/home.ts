/** The first page: search, topics, and what was answered last. */
import { Hono } from "hono";
import { html } from "hono/html";
import { alternatesOf, inBothLanguages, respond } from "./respond.ts";
import type { SiteDeps } from "./view.ts";

export function homeRoutes(deps: SiteDeps): Hono {
  const app = new Hono();
  inBothLanguages(app, deps, "/", (c, view) => {
    const { names, taglines } = view.settings;
    const alternates = alternatesOf(view, "/");
    return respond(c, view, {
      head: {
        title: names[view.language],
        description: taglines[view.language],
        path: alternates[view.language],
        alternates,
      },
      body: html`<main class="wrap" id="text">
        <div class="said">
          <h1>${names[view.language]}</h1>
          <p>${taglines[view.language]}</p>
        </div>
      </main>`,
    });
  });
  return app;
}
