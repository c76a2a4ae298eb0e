/** Registers pages that stand in both languages, and answers with a page. */
import type { Context, Hono } from "hono";
import type { SiteLanguage } from "../domain/publications.ts";
import { answer } from "./answer.ts";
import { type Head, type Html, layout, type Section } from "./layout.ts";
import { indexPath, type SiteDeps, type View, viewOf } from "./view.ts";

interface Page {
  head: Head;
  section?: Section;
  /** Where the switch to the other language leads; absent: the alternate, or the first page. */
  other?: string;
  /** False: the page has a search box of its own. */
  find?: boolean;
  body: Html;
  status?: 200 | 400 | 404 | 410 | 429 | 500;
  headers?: Record<string, string>;
  /** For this reader only. */
  own?: boolean;
}

export async function respond(c: Context, view: View, page: Page): Promise<Response> {
  const { head, body, status = 200, headers = {}, own = false } = page;
  const html = await layout(view, head, page, body);
  return answer(c, {
    type: "html",
    body: html.toString(),
    status,
    keep: own ? "not" : "short",
    headers: { "content-language": view.language, ...headers },
  });
}

/** The addresses of one page of lists in both languages. */
export function alternatesOf(view: Pick<View, "settings">, path: string): Record<SiteLanguage, string> {
  return { zh: indexPath(view, path, "zh"), en: indexPath(view, path, "en") };
}

/**
 * Serves `path` in the site's own language and `/en…` (or `/zh…`) in the other. The own language under its prefix is the same page twice: it leads to the
 * one address. `path` begins with a slash.
 */
export function inBothLanguages(
  app: Hono,
  deps: SiteDeps,
  path: string,
  render: (c: Context, view: View) => Response | Promise<Response>,
): void {
  app.get(path, (c) => render(c, viewOf(deps, c)));
  for (const language of ["zh", "en"] as const)
    app.get(path === "/" ? `/${language}` : `/${language}${path}`, (c) => {
      const view = viewOf(deps, c, language);
      if (language !== view.settings.defaultLanguage) return render(c, view);
      const { pathname, search } = new URL(c.req.url);
      return c.redirect((pathname.slice(language.length + 1) || "/") + search, 301);
    });
}
