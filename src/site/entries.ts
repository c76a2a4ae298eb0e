/** Pages in a list: the question, the first words of the answer, and when it was last looked at. */
import { html } from "hono/html";
import { parseMarkdown } from "../domain/markdown/parse.ts";
import { toIso } from "../domain/time.ts";
import { pageNumber, pagePath } from "./addresses.ts";
import type { Html } from "./layout.ts";
import { PAGE_WORDS } from "./page-words.ts";
import type { SiteEntry } from "./queries.ts";
import { dayOf, opening } from "./text.ts";

const EXCERPT = 120;

export function entryList(entries: readonly SiteEntry[]): Html {
  return html`<ol class="entries">
    ${entries.map(
      (entry) =>
        html`<li>
          <a href="${pagePath(entry)}">
            <b>${entry.title}</b>
            <span>${opening(parseMarkdown(entry.answer), EXCERPT)}</span>
          </a>
          <small
            ><span class="num">${pageNumber(entry.id)}</span> ·
            <time datetime="${toIso(entry.updatedAt)}"
              >${PAGE_WORDS[entry.language].updated} ${dayOf(entry.updatedAt)}</time
            ></small
          >
        </li>`,
    )}
  </ol>`;
}
