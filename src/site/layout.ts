/** The frame of every public page: what machines are told at the top, the brand's header, and the foot. */
import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { SiteLanguage } from "../domain/publications.ts";
import { assetPaths } from "./assets.ts";
import { icon } from "./icons.ts";
import { HTML_LANG, indexPath, otherLanguage, type View } from "./view.ts";
import { SHELL_WORDS } from "./words.ts";

/** What `html` gives; everything that is put into it is escaped, so the words of users stay words. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
export type Section = "q" | "faq" | "official";

export interface Head {
  /** Without the brand's name, which is added. */
  title: string;
  /** One or two sentences; may be empty. */
  description: string;
  /** The one address of this page; null: it has none that should be remembered. */
  path: string | null;
  /** The same page in either language; absent: it is in one only. */
  alternates?: Record<SiteLanguage, string>;
  /** Not to be found by search engines. */
  hidden?: boolean;
  kind?: "website" | "article";
  /** Times of an article, in ISO 8601. */
  published?: string;
  modified?: string;
  /** What schema.org says of it. */
  jsonLd?: object;
  /** Where the same stands as plain Markdown. */
  markdown?: string;
  /** Where the browser says that somebody reads it. */
  seen?: string;
}

const SECTIONS: [Section, string][] = [
  ["q", "/q"],
  ["faq", "/faq"],
  ["official", "/official"],
];

/** A whole page. `section` is marked in the header; `other` is where the switch to the other language leads, if not to that first page. */
export function layout(
  view: View,
  head: Head,
  { section, other, find = true }: { section?: Section; other?: string; find?: boolean },
  body: Html,
): Html {
  const { language, settings, origin } = view;
  const words = SHELL_WORDS[language];
  const name = settings.names[language];
  const title = head.title === name ? name : `${head.title} · ${name}`;
  const there = otherLanguage(language);
  const elsewhere = other ?? head.alternates?.[there] ?? indexPath(view, "/", there);
  const { styles, script, logo, icon: favicon } = assetPaths(view);
  const at = (path: string) => indexPath(view, path, language);
  return html`<!doctype html>
    <html lang="${HTML_LANG[language]}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${machineHead(view, head, title, logo)} ${styles.map((path) => html`<link rel="stylesheet" href="${path}" />`)}
        <script src="${script}"></script>
        <link rel="icon" href="${favicon}" />
        <link
          rel="alternate"
          type="application/atom+xml"
          title="${name} · ${words.q}"
          href="${origin}${at("/feed.xml")}"
        />
      </head>
      <body ${head.seen === undefined ? "" : html`data-seen="${head.seen}"`}>
        <a class="vh skip" href="#text">${words.skip}</a>
        <header class="top">
          <div class="wrap">
            <a class="brand" href="${at("/")}">
              ${logo === null ? html`<span class="mark" aria-hidden="true">${settings.mark}</span>` : html`<img src="${logo}" alt="" />`}
              <span>${name}</span>
            </a>
            <nav aria-label="${name}">
              ${SECTIONS.map(
                ([key, path]) =>
                  html`<a href="${at(path)}" ${key === section ? html`aria-current="page"` : ""}>${words[key]}</a>`,
              )}
            </nav>
            ${find ? findBox(at("/search"), words) : ""}
            <div class="tools">
              ${find ? html`<a class="btn quiet sq tofind" href="${at("/search")}">${icon("search")}<span class="vh">${words.search}</span></a>` : ""}
              <span class="seg" role="group" aria-label="${words.language}"
                >${languageSwitch(language, elsewhere)}</span
              >
              <button class="btn quiet sq" id="theme" type="button" hidden>
                ${icon("contrast")}<span class="vh">${words.theme}</span>
              </button>
            </div>
          </div>
        </header>
        ${body}
        <footer class="end">
          <div class="wrap">
            <span>${words.neverFirst(name)}</span>
            <a href="${at("/official")}">${words.reallyYours}</a>
            <span class="handle">${shown(origin, head.path)}</span>
          </div>
        </footer>
      </body>
    </html>`;
}

function findBox(action: string, words: (typeof SHELL_WORDS)[SiteLanguage]): Html {
  return html`<form class="find" action="${action}" role="search">
    <button type="submit">${icon("search")}<span class="vh">${words.search}</span></button>
    <input
      type="search"
      name="q"
      placeholder="${words.searchAnswers}"
      aria-label="${words.searchAnswers}"
      maxlength="200"
    />
  </form>`;
}

const SHORT: Record<SiteLanguage, string> = { zh: "中", en: "EN" };
const NAMES: Record<SiteLanguage, string> = { zh: "简体中文", en: "English" };

function languageSwitch(language: SiteLanguage, elsewhere: string): Html[] {
  return (["zh", "en"] as const).map((one) =>
    one === language
      ? html`<span aria-current="true" lang="${HTML_LANG[one]}" title="${NAMES[one]}">${SHORT[one]}</span>`
      : html`<a href="${elsewhere}" hreflang="${HTML_LANG[one]}" lang="${HTML_LANG[one]}" title="${NAMES[one]}"
          >${SHORT[one]}</a
        >`,
  );
}

function machineHead({ language, settings, origin }: View, head: Head, title: string, logo: string | null): Html {
  const { path, alternates, description } = head;
  const hidden = head.hidden === true || path === null;
  return html`${hidden ? html`<meta name="robots" content="noindex" />` : ""}
    ${path === null ? "" : html`<link rel="canonical" href="${origin}${path}" />`}
    ${alternates === undefined ? "" : alternateLinks(origin, alternates, settings.defaultLanguage)}
    ${description === "" ? "" : html`<meta name="description" content="${description}" /><meta property="og:description" content="${description}" />`}
    <meta property="og:title" content="${title}" />
    <meta property="og:type" content="${head.kind ?? "website"}" />
    <meta property="og:site_name" content="${settings.names[language]}" />
    <meta property="og:locale" content="${language === "zh" ? "zh_CN" : "en_US"}" />
    ${path === null ? "" : html`<meta property="og:url" content="${origin}${path}" />`}
    ${logo === null ? "" : html`<meta property="og:image" content="${origin}${logo}" />`}
    ${head.published === undefined ? "" : html`<meta property="article:published_time" content="${head.published}" />`}
    ${head.modified === undefined ? "" : html`<meta property="article:modified_time" content="${head.modified}" />`}
    <meta name="twitter:card" content="summary" />
    ${head.markdown === undefined ? "" : html`<link rel="alternate" type="text/markdown" href="${origin}${head.markdown}" />`}
    ${head.jsonLd === undefined ? "" : jsonScript(head.jsonLd)}`;
}

function alternateLinks(origin: string, paths: Record<SiteLanguage, string>, first: SiteLanguage): Html[] {
  const link = (language: string, path: string) =>
    html`<link rel="alternate" hreflang="${language}" href="${origin}${path}" />`;
  return [link("zh", paths.zh), link("en", paths.en), link("x-default", paths[first])];
}

/** Data, which no browser runs; without `<` nothing in it can end the element. */
function jsonScript(data: object): Html {
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  return html`<script type="application/ld+json">
    ${raw(json)}
  </script>`;
}

function shown(origin: string, path: string | null): string {
  return `${new URL(origin).host}${path === null || path === "/" ? "" : path}`;
}
