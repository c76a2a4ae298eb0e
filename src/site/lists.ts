/** `/q` and `/faq`: what was published, newest first, page by page; and what there is of one topic. */
import { Hono } from "hono";
import { html } from "hono/html";
import type { PublicationKind } from "../domain/publications.ts";
import { entryList } from "./entries.ts";
import type { Html } from "./layout.ts";
import { PAGE_WORDS } from "./page-words.ts";
import { type SiteEntry, siteQueries } from "./queries.ts";
import { alternatesOf, inBothLanguages, respond } from "./respond.ts";
import { indexPath, otherLanguage, type SiteDeps, type View } from "./view.ts";

const PAGE = 20;

const LISTS = [
  { kind: "thread", section: "q", path: "/q" },
  { kind: "faq", section: "faq", path: "/faq" },
] as const satisfies { kind: PublicationKind; section: string; path: string }[];

export function listRoutes(deps: SiteDeps): Hono {
  const app = new Hono();
  for (const { kind, section, path } of LISTS)
    inBothLanguages(app, deps, path, (c, view) => {
      const { language } = view;
      const words = PAGE_WORDS[language];
      const [title, lead] = kind === "thread" ? [words.qTitle, words.qLead] : [words.faqTitle, words.faqLead];
      const topic = topicOf(deps, kind === "thread" ? c.req.query("topic") : undefined);
      const from = parseBefore(c.req.query("before"));
      const entries = read(deps, { ...from, language, kind, topicId: topic?.id ?? null });
      const alternates = alternatesOf(view, path);
      const here = alternates[language] + (topic === null ? "" : `?topic=${topic.id}`);
      const isFirst = c.req.query("before") === undefined;
      return respond(c, view, {
        section,
        other: alternates[otherLanguage(language)],
        head: {
          title: topic?.name ?? title,
          description: topic === null ? lead : "",
          // Later pages change with each new answer; what they list is found by the sitemap.
          path: isFirst ? here : null,
          ...(topic === null && isFirst ? { alternates } : {}),
        },
        body: html`<main class="wrap list" id="text">
          <header>
            <h1>${topic?.name ?? title}</h1>
            ${topic === null ? html`<p>${lead}</p>` : ""}
          </header>
          ${entries.length === 0 ? html`<p class="none">${words.nothingYet}</p>` : entryList(entries.slice(0, PAGE))}
          ${pager(here, isFirst, entries, words)} ${kind === "thread" ? topicList(deps, view) : ""}
        </main>`,
      });
    });
  return app;
}

interface From {
  beforeAt: number;
  beforeId: number;
}

function read(deps: SiteDeps, ask: From & { language: "zh" | "en"; kind: PublicationKind; topicId: number | null }) {
  const q = siteQueries(deps.store);
  const { topicId, kind, ...bounds } = ask;
  const limit = PAGE + 1;
  return topicId === null ? q.list.all({ ...bounds, kind, limit }) : q.listOfTopic.all({ ...bounds, topicId, limit });
}

/** `?before=1763800000000-42`; anything else begins at the newest. */
function parseBefore(given: string | undefined): From {
  const match = /^(\d{1,15})-(\d{1,15})$/.exec(given ?? "");
  if (!match) return { beforeAt: Number.MAX_SAFE_INTEGER, beforeId: 0 };
  return { beforeAt: Number(match[1]), beforeId: Number(match[2]) };
}

function topicOf({ store }: SiteDeps, given: string | undefined) {
  if (given === undefined || !/^\d{1,15}$/.test(given)) return null;
  return siteQueries(store).topicById.get({ id: Number(given) }) ?? null;
}

function pager(here: string, isFirst: boolean, entries: readonly SiteEntry[], words: (typeof PAGE_WORDS)["en"]): Html {
  const last = entries[PAGE - 1];
  const more = entries.length > PAGE && last !== undefined;
  if (isFirst && !more) return html``;
  const next = `${here}${here.includes("?") ? "&" : "?"}before=${last?.publishedAt ?? 0}-${last?.id ?? 0}`;
  return html`<nav class="pager" aria-label="${words.older}">
    ${isFirst ? "" : html`<a class="btn" href="${here}">${words.newerFirst}</a>`}
    ${more ? html`<a class="btn" href="${next}" rel="next">${words.older}</a>` : ""}
  </nav>`;
}

/** Topics that have a page in the language, as links. */
export function topicList({ store }: SiteDeps, view: View): Html {
  const { language } = view;
  const topics = siteQueries(store).topics.all({ language });
  if (topics.length === 0) return html``;
  const path = indexPath(view, "/q", language);
  return html`<section class="topics">
    <h2>${PAGE_WORDS[language].topics}</h2>
    <ul>
      ${topics.map(({ id, name }) => html`<li><a href="${path}?topic=${id}">${name}</a></li>`)}
    </ul>
  </section>`;
}
