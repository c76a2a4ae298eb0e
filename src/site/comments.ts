/** What others wrote under a page's post on a platform, once somebody of the team has let it be shown. */
import { html } from "hono/html";
import { posesAs, posesAsOffice } from "../domain/poses.ts";
import { toIso } from "../domain/time.ts";
import { icon } from "./icons.ts";
import type { Html } from "./layout.ts";
import { drawSaid } from "./markdown.ts";
import type { PAGE_WORDS } from "./page-words.ts";
import type { siteQueries } from "./queries.ts";
import { dayOf, shorten } from "./text.ts";
import type { View } from "./view.ts";

export type Comment = ReturnType<ReturnType<typeof siteQueries>["comments"]["all"]>[number];

export function commentList(view: View, words: (typeof PAGE_WORDS)["en"], comments: readonly Comment[]): Html {
  if (comments.length === 0) return html``;
  return html`<section class="comments">
    <header>
      <h2>${words.comments}</h2>
      <span>${words.commentsNote(comments.length)}</span>
    </header>
    ${comments.map((comment) => {
      const ours = comment.direction === "outbound";
      return html`<article class="c ${ours ? "re" : ""}" id="${`c${comment.id}`}">
        <header>
          <b>${nameOf(view, words, comment)}</b>
          ${ours ? html`<span class="tag us">${icon("shield", "s")}${words.team}</span>` : html`<span class="tag">${words.member}</span>`}
          <time datetime="${toIso(comment.at)}">${dayOf(comment.at)}</time>
        </header>
        <div ${comment.language === "en" || comment.language === "zh" ? html`lang="${comment.language}"` : ""}>
          ${drawSaid(comment.text, words.hidden)}
        </div>
      </article>`;
    })}
  </section>`;
}

/** The name that somebody chose, unless it passes for the brand's or a team's, or leads somewhere. */
export function nameOf({ settings, language }: View, words: (typeof PAGE_WORDS)["en"], comment: Comment): string {
  const { names } = settings;
  if (comment.direction === "outbound") return words.support(names[language]);
  const name = shorten(comment.name ?? "", 40);
  const brand = { name: `${names.zh} ${names.en}`, handle: null };
  const isPlain = /^[\p{L}\p{M}\p{N}\p{Emoji_Presentation} .'’·-]+$/u.test(name) && !/\.\p{L}{2,}|\d{5}/u.test(name);
  return isPlain && !posesAs({ name, handle: null }, brand) && !posesAsOffice(name) ? name : words.someone;
}
