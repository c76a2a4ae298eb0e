/** Pages to read on from a page. */
import { html } from "hono/html";
import { relatedPublications } from "../qa/search/related.ts";
import type { Store } from "../store/db.ts";
import { pageNumber, pagePath } from "./addresses.ts";
import type { Html } from "./layout.ts";
import type { PAGE_WORDS } from "./page-words.ts";

const MOST = 4;

export function relatedList(store: Store, id: number, words: (typeof PAGE_WORDS)["en"]): Html {
  const near = relatedPublications(store, id, MOST);
  if (near.length === 0) return html``;
  return html`<h2>${words.related}</h2>
    <ul>
      ${near.map(
        (one) =>
          html`<li>
            <a href="${pagePath(one)}">${one.title}<small>${pageNumber(one.id)}</small></a>
          </li>`,
      )}
    </ul>`;
}
