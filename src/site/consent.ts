/** `/consent/…`: where a person reads what would be public, and says yes or no, or takes a yes back. */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { html } from "hono/html";
import { parseMarkdown } from "../domain/markdown/parse.ts";
import {
  answerConsent,
  CONSENT_ANSWERS,
  type ConsentAnswer,
  type ConsentPage,
  consentPage,
} from "../qa/publications/consent.ts";
import { CONSENT_WORDS } from "./consent-words.ts";
import type { Html } from "./layout.ts";
import { drawBlocks } from "./markdown.ts";
import { notFound } from "./not-there.ts";
import { respond } from "./respond.ts";
import { type SiteDeps, viewOf } from "./view.ts";

const LONGEST_TOKEN = 100;

/** Looking changes nothing: messengers open links to show what is behind them. */
export function consentRoutes(deps: SiteDeps): Hono {
  const app = new Hono();
  app.get("/consent/:token{.+}", (c) => {
    const token = c.req.param("token");
    const page = token.length > LONGEST_TOKEN ? null : consentPage(deps.store, token);
    if (page === null) return notFound(deps, c);
    const words = CONSENT_WORDS[page.language];
    return respond(c, viewOf(deps, c, page.language), {
      own: true,
      headers: { "x-robots-tag": "noindex" },
      head: { title: words.title, description: "", path: null, hidden: true },
      body: shown(page),
    });
  });
  app.post("/consent/:token", bodyLimit({ maxSize: 1_000 }), async (c) => {
    const token = c.req.param("token");
    const { answer: said } = await c.req.parseBody().catch((): Record<string, unknown> => ({}));
    const answer = CONSENT_ANSWERS.find((one) => one === said);
    if (answer === undefined || token.length > LONGEST_TOKEN) return notFound(deps, c);
    return answerConsent(deps.store, token, answer) === null ? notFound(deps, c) : c.redirect(c.req.path, 303);
  });
  return app;
}

function shown({ language, title, question, answer, state }: ConsentPage): Html {
  const words = CONSENT_WORDS[language];
  const button = (value: ConsentAnswer, label: string, look: string) =>
    html`<button class="${look}" type="submit" name="answer" value="${value}">${label}</button>`;
  const choices =
    state === "open"
      ? html`${button("give", words.give, "btn solid")} ${button("refuse", words.refuse, "btn")}`
      : state === "given"
        ? button("withdraw", words.withdraw, "btn")
        : "";
  return html`<main class="wrap" id="text">
    <div class="said">
      <h1>${words.title}</h1>
      <p role="status">${words.states[state]}</p>
      ${choices === "" ? "" : html`<form method="post" class="choices">${choices}</form>`}
    </div>
    <article class="said">
      <h2>${title}</h2>
      <blockquote class="asked"><p>${question}</p></blockquote>
      <div class="prose">${drawBlocks(parseMarkdown(answer))}</div>
    </article>
  </main>`;
}
