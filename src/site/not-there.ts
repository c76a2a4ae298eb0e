/** What is said where no page stands: never was one, was withdrawn, or cannot be shown now. */
import type { Context } from "hono";
import { html } from "hono/html";
import type { SiteLanguage } from "../domain/publications.ts";
import { respond } from "./respond.ts";
import { indexPath, type SiteDeps, type View, viewOf } from "./view.ts";
import { SHELL_WORDS } from "./words.ts";

/** 404, in the language of the address. */
export function notFound(deps: SiteDeps, c: Context): Promise<Response> {
  const prefix = /^\/(zh|en)(\/|$)/.exec(c.req.path)?.[1];
  const view = viewOf(deps, c, prefix === "zh" || prefix === "en" ? prefix : undefined);
  const { notFoundTitle, notFound } = SHELL_WORDS[view.language];
  return said(c, view, 404, notFoundTitle, notFound);
}

/** 410: search engines forget it sooner than after a 404. */
export function gone(deps: SiteDeps, c: Context, language: SiteLanguage): Promise<Response> {
  const view = viewOf(deps, c, language);
  const { goneTitle, gone } = SHELL_WORDS[language];
  return said(c, view, 410, goneTitle, gone);
}

/** 500, where even the settings may be unreadable: nothing is asked of the database. */
export function failed(c: Context): Response {
  const { errorTitle, error } = SHELL_WORDS.en;
  const chinese = SHELL_WORDS.zh;
  return c.text(`${chinese.errorTitle}\n${chinese.error}\n\n${errorTitle}\n${error}\n`, 500, {
    "cache-control": "no-store",
  });
}

function said(c: Context, view: View, status: 404 | 410, title: string, text: string): Promise<Response> {
  const words = SHELL_WORDS[view.language];
  return respond(c, view, {
    status,
    head: { title, description: "", path: null },
    body: html`<main class="wrap" id="text">
      <div class="said">
        <h1>${title}</h1>
        <p>${text}</p>
        <p><a href="${indexPath(view, "/", view.language)}">${words.toHome}</a></p>
      </div>
    </main>`,
  });
}
