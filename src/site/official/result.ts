/** The answer to what somebody asked about, above the list. */
import { html } from "hono/html";
import { type Column, differs } from "../../domain/official/align.ts";
import type { Verdict } from "../../domain/official/contact.ts";
import { withoutInvisible } from "../../domain/official/paste.ts";
import { showControls } from "../../domain/visible.ts";
import type { Listed } from "../../qa/official/listed.ts";
import { icon, type IconName } from "../icons.ts";
import type { Html } from "../layout.ts";
import type { View } from "../view.ts";
import { explain } from "./explain.ts";
import { dayOf, sinceText } from "./times.ts";
import { OFFICIAL_WORDS } from "./words.ts";

export type Result = Verdict<Listed> | { kind: "too-many" };

/** What was asked is shown at most so long. */
const MOST_SHOWN = 120;

export function resultOf({ language, settings }: View, result: Result): Html {
  const words = OFFICIAL_WORDS[language];
  const said = (...sentences: string[]) => html`<p>${sentences.join(language === "zh" ? "" : " ")}</p>`;
  switch (result.kind) {
    case "ours":
      return block("yes", "shield", words.yes, result.asked, oursBody(result, language));
    case "was-ours":
      return block("trap", "shield-alert", words.was, result.asked, [
        said(words.wasMore(dayOf(result.contact.endedAt ?? 0)), words.dont),
      ]);
    case "imitation":
      return block("trap", "shield-alert", words.trap, result.asked, [
        result.columns === null ? "" : comparison(result.columns, words),
        said(...explain(result, language), words.dont),
        html`<p>${words.gave} <a href="#at-once">${words.doThis}</a> · <a href="#report">${words.report}</a></p>`,
      ]);
    case "unproven":
      return block("no", "x", words.unproven, result.asked, [
        html`<p>${result.because === "name" ? words.unprovenName : words.unprovenPost}</p>`,
      ]);
    case "stranger":
      return block("no", "x", words.no, result.asked, [html`<p>${words.noMore(settings.names[language])}</p>`]);
    case "too-long":
      return block("no", "x", words.tooLong, null, [html`<p>${words.tooLongMore}</p>`]);
    case "too-many":
      return block("no", "x", words.tooMany, null, [html`<p>${words.tooManyMore}</p>`]);
  }
}

function block(
  look: "yes" | "trap" | "no",
  image: IconName,
  title: string,
  asked: string | null,
  body: (Html | "")[],
): Html {
  return html`<section class="res ${look}" id="result" ${look === "trap" ? html`role="alert"` : html`role="status"`}>
    ${asked === null ? "" : html`<p class="q" dir="ltr">${shownAsked(asked)}</p>`}
    <h2>${icon(image)}<span>${title}</span></h2>
    ${body}
  </section>`;
}

/** What acts on the page instead of being read is written out. */
function shownAsked(asked: string): string {
  const letters = Array.from(showControls(asked));
  return letters.length > MOST_SHOWN ? `${letters.slice(0, MOST_SHOWN).join("")}…` : letters.join("");
}

function oursBody({ asked, contacts }: Extract<Result, { kind: "ours" }>, language: View["language"]): Html[] {
  const words = OFFICIAL_WORDS[language];
  const kinds = [...new Set(contacts.map(({ kind }) => kind))];
  const lines = contacts.map(({ kind, name, since, purposes }) => {
    const what =
      kind === "x" || kind === "telegram" || kind === "discord" ? words.on(words.kinds[kind]) : words.kinds[kind];
    const parts = [what, name, purposes[language], since === null ? "" : words.since(sinceText(since, language))];
    return html`<p>${parts.filter(Boolean).join(" · ")}</p>`;
  });
  const [kind] = kinds;
  const isAccount = kind === "x" || kind === "telegram" || kind === "discord";
  const isBare = isAccount && !/[/:]|\s/.test(asked.trim());
  const advice =
    kind === "phone" ? words.yesPhone : kind === "email" ? words.yesEmail : isAccount ? words.neverAsks : words.yesPage;
  return [
    ...lines,
    ...(isBare
      ? [
          html`<p>
            ${words.yesAnywhereElse(kinds.map((one) => words.kinds[one]).join(language === "zh" ? "、" : ", "))}
          </p>`,
        ]
      : []),
    html`<p>${advice}</p>`,
  ];
}

function comparison(columns: readonly Column[], words: (typeof OFFICIAL_WORDS)[View["language"]]): Html {
  const cell = (column: Column, side: "ours" | "theirs") => {
    const letter = column[side];
    const look = differs(column) ? (side === "ours" ? "o" : "d") : "";
    if (letter === null) return html`<td class="${look}"><span class="vh">${words.nothing}</span></td>`;
    return html`<td class="${look}">${withoutInvisible(letter) === "" ? "□" : letter}</td>`;
  };
  return html`<div class="cmp-box" tabindex="0" role="group" aria-label="${words.result}">
    <table class="cmp" dir="ltr">
      <tr>
        <th scope="row">${words.ours}</th>
        ${columns.map((one) => cell(one, "ours"))}
      </tr>
      <tr>
        <th scope="row">${words.theirs}</th>
        ${columns.map((one) => cell(one, "theirs"))}
      </tr>
    </table>
  </div>`;
}
