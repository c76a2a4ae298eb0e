/** `/search?q=`: what was found, with the words that were asked for marked. Never in a search engine. */
import { Hono } from "hono";
import { html } from "hono/html";
import type { TextRange } from "../domain/search/parse.ts";
import { ProblemError } from "../domain/problem.ts";
import { type FoundPage, searchPublications } from "../qa/search/find.ts";
import { pageNumber, pagePath } from "./addresses.ts";
import { searchBox } from "./home.ts";
import type { Html } from "./layout.ts";
import { PAGE_WORDS } from "./page-words.ts";
import { inBothLanguages, respond } from "./respond.ts";
import { indexPath, otherLanguage, type SiteDeps, type SiteParts, type View } from "./view.ts";

const PAGE = 20;

export function searchRoutes(deps: SiteParts): Hono {
  const app = new Hono();
  inBothLanguages(app, deps, "/search", (c, view) => {
    const words = PAGE_WORDS[view.language];
    // Half of a letter that takes two units has no place in an address.
    const query = (c.req.query("q") ?? "")
      .normalize("NFC")
      .trim()
      .slice(0, 200)
      .replace(/[\ud800-\udbff]$/, "");
    const taken = query === "" ? ({ allowed: true } as const) : deps.limits.take("search", deps.addressOf?.(c) ?? "");
    const there = otherLanguage(view.language);
    const page = {
      find: false,
      other: `${indexPath(view, "/search", there)}?q=${encodeURIComponent(query)}`,
      head: { title: query === "" ? words.searchTitle : words.searchFor(query), description: "", path: null },
      headers: { "x-robots-tag": "noindex" },
    };
    if (!taken.allowed)
      return respond(c, view, {
        ...page,
        status: 429,
        headers: { ...page.headers, "retry-after": String(taken.retryAfterSeconds) },
        body: frame(deps, view, query, html`<p class="none">${words.tooMany}</p>`),
      });
    const found = search(deps, view, query, c.req.query("after"));
    return respond(c, view, { ...page, body: frame(deps, view, query, results(view, query, found)) });
  });
  return app;
}

type Found = ReturnType<typeof searchPublications>;

/** A cursor that is not ours begins anew. */
function search({ store }: SiteDeps, { language }: View, query: string, cursor: string | undefined): Found {
  try {
    return searchPublications(store, { query, language, limit: PAGE, cursor });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return searchPublications(store, { query, language, limit: PAGE });
  }
}

function frame(deps: SiteDeps, view: View, query: string, body: Html): Html {
  return html`<main class="wrap list" id="text">
    <header>
      <h1 class="vh">${PAGE_WORDS[view.language].searchTitle}</h1>
      ${searchBox(deps, view, query)}
    </header>
    ${body}
  </main>`;
}

function results(view: View, query: string, { items, nextCursor }: Found): Html {
  const { language } = view;
  const words = PAGE_WORDS[language];
  if (query === "") return html``;
  if (items.length === 0)
    return html`<p class="none">
      ${words.nothingFound} <a href="${indexPath(view, "/official", language)}">${words.askUs}</a>
    </p>`;
  const next = `${indexPath(view, "/search", language)}?q=${encodeURIComponent(query)}&after=${nextCursor ?? ""}`;
  return html`<p class="found" role="status">${words.found(items.length, nextCursor !== null)}</p>
    <ol class="entries">
      ${items.map(drawFound)}
    </ol>
    ${nextCursor === null ? "" : html`<nav class="pager"><a class="btn" href="${next}" rel="next">${words.more}</a></nav>`}`;
}

function drawFound(found: FoundPage): Html {
  return html`<li>
    <a href="${pagePath(found)}">
      <b>${marked(found.title, found.titleMarks)}</b>
      <span>${marked(found.snippet.text, found.snippet.marks)}</span>
    </a>
    <small class="num">${pageNumber(found.id)}</small>
  </li>`;
}

function marked(text: string, marks: readonly TextRange[]): Html {
  const parts: Html[] = [];
  let from = 0;
  for (const { start, end } of marks) {
    if (start < from) continue;
    parts.push(html`${text.slice(from, start)}<mark>${text.slice(start, end)}</mark>`);
    from = end;
  }
  return html`${parts}${text.slice(from)}`;
}
