/** The first page: search, topics, what everybody asks, and what was answered last. */
import { Hono } from "hono";
import { html } from "hono/html";
import { entryList } from "./entries.ts";
import { icon } from "./icons.ts";
import type { Html } from "./layout.ts";
import { topicList } from "./lists.ts";
import { PAGE_WORDS } from "./page-words.ts";
import { MOST_COUNTED, siteQueries } from "./queries.ts";
import { alternatesOf, inBothLanguages, respond } from "./respond.ts";
import { indexPath, type SiteDeps, type View } from "./view.ts";
import { SHELL_WORDS } from "./words.ts";

const SHOWN = { faq: 8, thread: 8 } as const;
const NEWEST = { beforeAt: Number.MAX_SAFE_INTEGER, beforeId: 0 };

export function homeRoutes(deps: SiteDeps): Hono {
  const app = new Hono();
  inBothLanguages(app, deps, "/", (c, view) => {
    const { language, settings } = view;
    const words = PAGE_WORDS[language];
    const q = siteQueries(deps.store);
    const [faq, threads] = (["faq", "thread"] as const).map((kind) =>
      q.list.all({ ...NEWEST, language, kind, limit: SHOWN[kind] }),
    );
    const alternates = alternatesOf(view, "/");
    return respond(c, view, {
      find: false,
      head: {
        title: settings.names[language],
        description: settings.taglines[language],
        path: alternates[language],
        alternates,
        jsonLd: {
          "@context": "https://schema.org",
          "@type": "WebSite",
          name: settings.names[language],
          url: view.origin + alternates[language],
        },
      },
      body: html`<main class="wrap home" id="text">
        <header>
          <h1>${words.homeSearch}</h1>
          ${searchBox(deps, view, "")}
          <p>${settings.taglines[language]}</p>
        </header>
        <div class="halves">
          <section>
            <h2><a href="${indexPath(view, "/faq", language)}">${words.common}</a></h2>
            ${entryList(faq ?? [])}
          </section>
          <section>
            <h2><a href="${indexPath(view, "/q", language)}">${words.newest}</a></h2>
            ${entryList(threads ?? [])}
          </section>
        </div>
        ${topicList(deps, view)}
      </main>`,
    });
  });
  return app;
}

/** The large box of the first page and of the search; says how many answers there are. */
export function searchBox({ store }: SiteDeps, view: View, query: string): Html {
  const { language } = view;
  const words = PAGE_WORDS[language];
  const n = siteQueries(store).count.get({ language })?.n ?? 0;
  return html`<form class="find big" action="${indexPath(view, "/search", language)}" role="search">
    ${icon("search")}
    <input
      type="search"
      name="q"
      value="${query}"
      placeholder="${words.searchHint}"
      aria-label="${words.answers(n, n === MOST_COUNTED)}"
      maxlength="200"
    />
    <button class="btn solid" type="submit">${SHELL_WORDS[language].search}</button>
  </form>`;
}
