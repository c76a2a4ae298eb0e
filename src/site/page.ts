/** A question with its answer, or an FAQ page. */
import { html } from "hono/html";
import { parseMarkdown } from "../domain/markdown/parse.ts";
import { MINUTE_MS, toIso } from "../domain/time.ts";
import { pageNumber, pagePath } from "./addresses.ts";
import { commentList } from "./comments.ts";
import { translationPath } from "./find-page.ts";
import { icon } from "./icons.ts";
import { describePage } from "./json-ld.ts";
import type { Head, Html } from "./layout.ts";
import { drawBlocks, drawSaid } from "./markdown.ts";
import { PAGE_WORDS, PLATFORM_WORDS } from "./page-words.ts";
import { type SitePage, siteQueries } from "./queries.ts";
import { relatedList } from "./related.ts";
import { dayOf, monthOf, opening, shorten } from "./text.ts";
import { indexPath, otherLanguage, type SiteDeps, type View } from "./view.ts";

type Words = (typeof PAGE_WORDS)["en"];

/** What somebody has just said: of the question or of the answer. Null: nothing. */
type JustSaid = "question" | "answer" | null;

/** The page in its own language. */
export function drawPage(
  { store }: SiteDeps,
  view: View,
  page: SitePage,
  justSaid: JustSaid,
): { head: Head; body: Html } {
  const q = siteQueries(store);
  const words = PAGE_WORDS[page.language];
  const path = pagePath(page);
  const blocks = parseMarkdown(page.answer);
  const counts = q.counts.get({ id: page.id }) ?? { same: 0, helped: 0, unhelped: 0 };
  const comments = q.comments.all({ id: page.id });
  const open = q.openPost.get({ id: page.id }) !== undefined || comments.length > 0;
  const description = opening(blocks, 160) || shorten(page.question, 160);
  const there = translationPath(store, page);
  const other = otherLanguage(page.language);
  const head: Head = {
    title: page.title,
    description,
    path,
    ...(there === null ? {} : { alternates: { zh: path, en: path, [other]: there } }),
    hidden: justSaid !== null,
    kind: "article",
    published: toIso(page.publishedAt ?? page.updatedAt),
    modified: toIso(page.updatedAt),
    markdown: `${path}.md`,
    seen: `${path}/seen`,
    jsonLd: describePage(view, { page, blocks, description, ...counts, comments, open, words }),
  };
  const name = view.settings.names[page.language];
  const at = (list: string) => indexPath(view, list, page.language);
  const body = html`<div class="wrap">
    <main class="grid" id="text">
      ${margin(view, page, words)}
      <article>
        <h1>${page.title}</h1>
        ${asked(store, view, page, words, counts.same, justSaid === "question")}
        <section class="answer" id="answer">
          <p class="seal">
            <b>${icon("shield")}${words.official}</b>
            <span>${page.byline === "" ? words.support(name) : page.byline}</span>
            <time datetime="${toIso(page.updatedAt)}">${words.updated} ${dayOf(page.updatedAt)}</time>
          </p>
          <div class="prose">${drawBlocks(blocks)}</div>
          <p class="never">
            ${icon("lock")}<span>${words.never} <a href="${at("/official")}">${words.checkAccount}</a></span>
          </p>
          ${helped(path, words, counts, justSaid === "answer")}
        </section>
        ${commentList(view, words, comments)}
      </article>
      <aside class="side">
        ${relatedList(store, page.id, words)}
        <p class="more">
          ${icon("at")}<span>${words.notFoundHere}<br /><a href="${at("/official")}">${words.askUs}</a></span>
        </p>
        <p class="more foot-tools" data-print hidden>
          ${icon("print")}<span><button type="button">${words.print}</button></span>
        </p>
        <p class="more foot-tools">
          <span class="i" aria-hidden="true"></span><span><a href="${path}.md">${words.plain}</a></span>
        </p>
      </aside>
    </main>
  </div>`;
  return { head, body };
}

function fact(term: string, value: Html | string, optional = false): Html {
  return html`<div class="${optional ? "opt" : ""}">
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`;
}

function margin(view: View, page: SitePage, words: Words): Html {
  const { askedAt, answeredAt, platform } = page;
  const attributed = page.form === "attributed";
  const asked = askedAt === null ? null : attributed ? dayOf(askedAt) : monthOf(askedAt);
  const source =
    platform === null ? null : page.place === "public" ? words.fromPost(PLATFORM_WORDS[platform]) : words.fromPrivate;
  return html`<aside class="margin">
    <p class="no">${page.kind === "faq" ? words.faqPage : words.answer} <b>${pageNumber(page.id)}</b></p>
    <dl>
      ${asked === null ? "" : fact(words.asked, html`<time datetime="${asked}">${asked}</time>`)}
      ${source === null ? "" : fact(words.from, source)}
      ${attributed && askedAt !== null && answeredAt !== null && answeredAt > askedAt ? fact(words.firstAnswer, words.after(Math.round((answeredAt - askedAt) / MINUTE_MS)), true) : ""}
      ${page.reviewer === null ? "" : fact(words.reviewed, page.reviewer, true)}
      ${fact(words.version, words.versionOf(page.version, page.note), true)}
      ${page.appliesTo === "" ? "" : fact(words.appliesTo, page.appliesTo, true)}
      ${page.topic === null ? "" : fact(words.topic, topicLink(view, page, page.topic), true)}
    </dl>
  </aside>`;
}

function topicLink(view: View, { language, topicId }: SitePage, name: string): Html {
  return html`<a href="${indexPath(view, "/q", language)}?topic=${topicId}">${name}</a>`;
}

function asked(
  store: SiteDeps["store"],
  view: View,
  page: SitePage,
  words: Words,
  same: number,
  thanks: boolean,
): Html {
  if (page.question === "") return html``;
  const name = view.settings.names[page.language];
  const source = page.form === "attributed" ? siteQueries(store).source.get({ id: page.id }) : undefined;
  const link =
    source?.url?.startsWith("https://") === true && page.platform !== null
      ? html` · <a href="${source.url}" rel="nofollow ugc noopener">${words.seePost(PLATFORM_WORDS[page.platform])}</a>`
      : "";
  const who = words.someUser(name) + (page.consent === "given" ? words.withConsent : "");
  return html`<blockquote class="asked">
      ${drawSaid(page.question, words.hidden)}
      <footer>${who}${link}</footer>
    </blockquote>
    ${
      thanks
        ? html`<p class="helped">${noted(words)}</p>`
        : html`<form class="helped" method="post" action="${pagePath(page)}/same">
            <button class="btn" type="submit">${words.same}</button>
            ${same === 0 ? "" : html`<span class="num">${words.sameSaid(same)}</span>`}
          </form>`
    }`;
}

function noted(words: Words): Html {
  return html`<span class="thanks" role="status" id="said">${icon("thumb")}${words.thanks}</span>`;
}

function helped(path: string, words: Words, counts: { helped: number; unhelped: number }, thanks: boolean): Html {
  const ask = html`<button class="ask" type="submit" formaction="${path}/asked">${words.ask}</button>`;
  if (thanks) return html`<form class="helped" method="post">${noted(words)}${ask}</form>`;
  return html`<form class="helped" method="post" action="${path}/helped">
    <button class="btn" type="submit">${icon("thumb")}${words.helped}</button>
    <button class="btn" type="submit" formaction="${path}/unhelped">${words.unhelped}</button>
    ${counts.helped + counts.unhelped === 0 ? "" : html`<span class="num">${words.counted(counts.helped, counts.unhelped)}</span>`}
    ${ask}
  </form>`;
}
