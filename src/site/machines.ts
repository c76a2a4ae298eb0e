/** What machines read: robots.txt, the sitemaps with the time of each last change, and the feed. */
import { Hono } from "hono";
import { html } from "hono/html";
import { parseMarkdown } from "../domain/markdown/parse.ts";
import { SITE_LANGUAGES } from "../domain/publications.ts";
import { toIso } from "../domain/time.ts";
import { pagePath } from "./addresses.ts";
import { answer } from "./answer.ts";
import { PAGE_WORDS } from "./page-words.ts";
import { CHUNK, siteQueries } from "./queries.ts";
import { inBothLanguages } from "./respond.ts";
import { opening, shorten } from "./text.ts";
import { HTML_LANG, indexPath, type SiteDeps, viewOf } from "./view.ts";

const LISTS = ["/", "/q", "/faq", "/official"] as const;
/** What only the team opens. */
const WORKSPACE = ["/api/", "/inbox", "/settings", "/reports", "/publications", "/welcome"];
const IN_FEED = 30;
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";

export function machineRoutes(deps: SiteDeps): Hono {
  const app = new Hono();
  const { store } = deps;

  app.get("/robots.txt", (c) => {
    const { origin } = viewOf(deps, c);
    // Results of searches are hidden by their own headers, which a robot reads only where it may come.
    const closed = WORKSPACE.map((path) => `Disallow: ${path}`);
    const lines = ["User-agent: *", ...closed, "", `Sitemap: ${origin}/sitemap.xml`, ""];
    return answer(c, { type: "text", body: lines.join("\n") });
  });

  app.get("/sitemap.xml", async (c) => {
    const { origin } = viewOf(deps, c);
    const q = siteQueries(store);
    const chunks = Math.floor((q.newest.get()?.id ?? -1) / CHUNK) + 1;
    const filled = Array.from({ length: chunks }, (_, chunk) => chunk).filter((chunk) =>
      q.chunkFilled.get({ from: chunk * CHUNK, until: (chunk + 1) * CHUNK }),
    );
    const body = await html`<sitemapindex xmlns="${SITEMAP}">
      <sitemap><loc>${origin}/sitemap-lists.xml</loc></sitemap>
      ${filled.map((chunk) => {
        const at = q.chunkChanged.get({ chunk })?.at ?? null;
        return html`<sitemap>
          <loc>${origin}/sitemap-${chunk}.xml</loc>
          ${at === null ? "" : html`<lastmod>${toIso(at)}</lastmod>`}
        </sitemap>`;
      })}
    </sitemapindex>`;
    return answer(c, { type: "xml", body: DECLARATION + body.toString() });
  });

  app.get("/sitemap-lists.xml", async (c) => {
    const view = viewOf(deps, c);
    const body = await html`<urlset xmlns="${SITEMAP}">
      ${LISTS.flatMap((path) =>
        SITE_LANGUAGES.map((language) => html`<url><loc>${view.origin}${indexPath(view, path, language)}</loc></url>`),
      )}
    </urlset>`;
    return answer(c, { type: "xml", body: DECLARATION + body.toString() });
  });

  app.get("/:file{sitemap-[0-9]{1,9}\\.xml}", async (c, next) => {
    const chunk = Number(/\d+/.exec(c.req.path)?.[0]);
    const pages = siteQueries(store).chunk.all({ from: chunk * CHUNK, until: (chunk + 1) * CHUNK });
    if (pages.length === 0) return next();
    const { origin } = viewOf(deps, c);
    const body = await html`<urlset xmlns="${SITEMAP}">
      ${pages.map((page) => html`<url><loc>${origin}${pagePath(page)}</loc><lastmod>${toIso(page.at)}</lastmod></url>`)}
    </urlset>`;
    return answer(c, { type: "xml", body: DECLARATION + body.toString() });
  });

  inBothLanguages(app, deps, "/feed.xml", async (c, view) => {
    const { language, settings, origin } = view;
    const words = PAGE_WORDS[language];
    const list = { beforeAt: Number.MAX_SAFE_INTEGER, beforeId: 0, language, limit: IN_FEED };
    const q = siteQueries(store);
    const pages = (["thread", "faq"] as const)
      .flatMap((kind) => q.list.all({ ...list, kind }))
      .toSorted((a, b) => b.updatedAt - a.updatedAt)
      .slice(0, IN_FEED);
    const name = settings.names[language];
    const body = await html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${HTML_LANG[language]}">
      <title>${words.feedTitle(name)}</title>
      <id>${origin}${indexPath(view, "/feed.xml", language)}</id>
      <link rel="self" type="application/atom+xml" href="${origin}${indexPath(view, "/feed.xml", language)}" />
      <link rel="alternate" type="text/html" href="${origin}${indexPath(view, "/", language)}" />
      <updated>${toIso(pages[0]?.updatedAt ?? 0)}</updated>
      <author><name>${name}</name></author>
      ${pages.map(
        (page) =>
          html`<entry>
            <title>${page.title}</title>
            <id>${origin}${pagePath(page)}</id>
            <link rel="alternate" type="text/html" href="${origin}${pagePath(page)}" />
            <published>${toIso(page.publishedAt ?? page.updatedAt)}</published>
            <updated>${toIso(page.updatedAt)}</updated>
            <summary>${opening(parseMarkdown(page.answer), 300) || shorten(page.question, 300)}</summary>
          </entry>`,
      )}
    </feed>`;
    return answer(c, { type: "atom", body: DECLARATION + body.toString() });
  });
  return app;
}
