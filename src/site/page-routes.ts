/** `/q/:slug` and `/faq/:slug`: the page, the same as Markdown, and what readers say of it without an account. */
import { type Context, Hono } from "hono";
import type { PublicationKind } from "../domain/publications.ts";
import { DAY_MS } from "../domain/time.ts";
import { siteSettings } from "../qa/site-settings.ts";
import { pagePath } from "./addresses.ts";
import { answer } from "./answer.ts";
import { findPage } from "./find-page.ts";
import { asMarkdown } from "./as-markdown.ts";
import { gone, notFound } from "./not-there.ts";
import { drawPage } from "./page.ts";
import { type Said, type SitePage, siteQueries } from "./queries.ts";
import { respond } from "./respond.ts";
import { indexPath, type SiteDeps, type SiteParts, viewOf } from "./view.ts";

const FOLDERS: Record<PublicationKind, string> = { thread: "/q", faq: "/faq" };

/** Whoever is signed in to the workspace reads for another reason. */
const COLLEAGUE = /(?:^|; )(?:__Host-)?parley_session=/;

export function pageRoutes(deps: SiteParts): Hono {
  const app = new Hono();
  const say = counter(deps);
  for (const kind of ["thread", "faq"] as const) {
    const path = `${FOLDERS[kind]}/:slug`;
    app.get(path, (c) => show(deps, c, kind));
    for (const language of ["zh", "en"])
      app.get(`/${language}${path}`, (c) => c.redirect(c.req.path.slice(language.length + 1), 301));
    app.post(`${path}/:said{same|helped|unhelped|seen|asked}`, (c) => say(c, kind));
  }
  return app;
}

function show(deps: SiteDeps, c: Context, kind: PublicationKind): Response | Promise<Response> {
  const asked = c.req.param("slug") ?? "";
  const plain = asked.endsWith(".md");
  const found = findPage(deps.store, kind, plain ? asked.slice(0, -3) : asked);
  switch (found.state) {
    case "nothing":
      return notFound(deps, c);
    case "gone":
      return gone(deps, c, found.language);
    case "moved":
      return c.redirect(plain ? `${found.to}.md` : found.to, 301);
    case "here": {
      const { page } = found;
      const view = viewOf(deps, c, page.language);
      if (plain) {
        const headers = { link: `<${view.origin}${pagePath(page)}>; rel="canonical"`, "x-robots-tag": "noindex" };
        return answer(c, { type: "markdown", body: asMarkdown(view, page), headers });
      }
      const said = c.req.query("said");
      const justSaid = said === undefined ? null : said === "same" ? "question" : "answer";
      const { head, body } = drawPage(deps, view, page, justSaid);
      return respond(c, view, { head, body, section: page.kind === "faq" ? "faq" : "q", own: justSaid !== null });
    }
  }
}

/** Counts what somebody says of a page, within bounds and without remembering who; then shows the page again. */
function counter(deps: SiteParts) {
  const { store, limits } = deps;
  const isNew = (c: Context, { id }: SitePage, said: Said) => {
    const address = deps.addressOf?.(c) ?? "";
    if (said === "seen") return limits.take("view", address, String(id)).allowed;
    return limits.take("count", address).allowed && limits.take("count-once", address, `${id} ${said}`).allowed;
  };
  return (c: Context, kind: PublicationKind): Response => {
    const site = c.req.header("sec-fetch-site");
    if (site !== undefined && site !== "same-origin" && site !== "none") return c.body(null, 403);
    const found = findPage(store, kind, c.req.param("slug") ?? "");
    if (found.state === "moved") return c.redirect(found.to, 303);
    if (found.state !== "here") return c.body(null, found.state === "gone" ? 410 : 404);
    const said = c.req.param("said") as Said;
    const isColleague = said === "seen" && COLLEAGUE.test(c.req.header("cookie") ?? "");
    if (!isColleague && isNew(c, found.page, said)) {
      const row = { id: found.page.id };
      store.transaction((now) => siteQueries(store).say[said].run({ ...row, day: Math.floor(now / DAY_MS) }));
    }
    if (said === "seen") return c.body(null, 204);
    if (said === "asked")
      return c.redirect(indexPath({ settings: siteSettings(store) }, "/official", found.page.language), 303);
    return c.redirect(`${pagePath(found.page)}?said=${said}#said`, 303);
  };
}
