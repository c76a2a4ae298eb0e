/** The list of all official accounts, what the brand promises, and what to do about impostors. */
import { html } from "hono/html";
import { shownHandle } from "../../domain/official/shown.ts";
import type { ContactKind } from "../../domain/publications.ts";
import type { Listed } from "../../qa/official/listed.ts";
import { icon, type IconName } from "../icons.ts";
import type { Html } from "../layout.ts";
import type { View } from "../view.ts";
import { dayOf } from "./times.ts";
import { OFFICIAL_WORDS } from "./words.ts";

const CODES: Partial<Record<ContactKind, { look: string; code: string }>> = {
  x: { look: "x", code: "X" },
  telegram: { look: "tg", code: "TG" },
  discord: { look: "dc", code: "DC" },
};
const ICONS: Partial<Record<ContactKind, IconName>> = {
  website: "globe",
  email: "at",
  phone: "phone",
  "web-chat": "chat",
};
/** One for each promise, in turn. */
const PROMISE_ICONS: readonly IconName[] = ["lock", "ban", "at"];

export function listOf({ language, settings }: View, contacts: readonly Listed[]): Html {
  const words = OFFICIAL_WORDS[language];
  const newest = Math.max(0, ...contacts.map(({ changedAt }) => changedAt));
  const { columns } = words;
  const table = html`<table class="tbl">
    <thead>
      <tr>
        <th scope="col">${columns.account}</th>
        <th scope="col">${columns.name}</th>
        <th scope="col">${columns.purpose}</th>
        <th scope="col">${columns.since}</th>
        <th scope="col">${columns.first}</th>
      </tr>
    </thead>
    <tbody>
      ${contacts.map((one) => row(one, language))}
    </tbody>
  </table>`;
  return html`<section class="dir">
    <header>
      <h2>${words.all}</h2>
      ${contacts.length === 0 ? "" : html`<span class="num">${words.count(contacts.length, dayOf(newest))}</span>`}
    </header>
    ${contacts.length === 0 ? html`<p class="none">${words.none}</p>` : table}
    <ul class="rules">
      ${settings.promises.map(
        (promise, at) =>
          html`<li>${icon(PROMISE_ICONS[at % PROMISE_ICONS.length] ?? "lock")}<span>${promise[language]}</span></li>`,
      )}
    </ul>
    <p class="proof"><a href="/.well-known/parley-official.json">${words.signed}</a></p>
  </section>`;
}

function row({ kind, handle, url, name, purposes, since }: Listed, language: View["language"]): Html {
  const words = OFFICIAL_WORDS[language];
  const code = CODES[kind];
  const image = ICONS[kind];
  const mark = code
    ? html`<abbr class="pf ${code.look}" title="${words.kinds[kind]}">${code.code}</abbr>`
    : html`<span class="plain">${image ? icon(image, "s") : ""}<span class="vh">${words.kinds[kind]} </span></span>`;
  const shown = shownHandle({ kind, handle });
  const first = kind === "website" ? words.doesNotWrite : kind === "email" ? words.repliesOnly : words.never;
  return html`<tr>
    <td>
      ${mark}${url === null ? html`<span class="handle">${shown}</span>` : html`<a class="handle" href="${url}" rel="me">${shown}</a>`}
    </td>
    <td>${name}</td>
    <td>${purposes[language]}</td>
    <td class="num">${since ?? ""}</td>
    <td>${kind === "website" ? "" : html`<span class="ml">${words.firstShort}</span>`}${first}</td>
  </tr>`;
}

export function helpOf({ language, settings }: View, contacts: readonly Listed[]): Html {
  const words = OFFICIAL_WORDS[language];
  const reachable = contacts.filter(({ kind, url }) => kind !== "website" && url !== null).slice(0, 4);
  return html`<section class="aid">
    <div id="at-once">
      <h2>${words.atOnce}</h2>
      <ol>
        ${words.atOnceSteps(settings.names[language]).map((step) => html`<li>${step}</li>`)}
      </ol>
    </div>
    <div id="report">
      <h2>${words.reportTitle}</h2>
      <ul>
        ${words.reportSteps.map((step) => html`<li>${step}</li>`)}
      </ul>
      ${
        reachable.length === 0
          ? ""
          : html`<p>${words.tellUs}</p>
              <ul class="reach">
                ${reachable.map((one) => html`<li>${words.kinds[one.kind]} <a class="handle" href="${one.url}">${shownHandle(one)}</a></li>`)}
              </ul>`
      }
    </div>
  </section>`;
}
