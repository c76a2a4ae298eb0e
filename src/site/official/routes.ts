/** `/official`: every official account, and whether one that somebody asks about is among them. What was asked is kept nowhere. */
import type { Context } from "hono";
import { Hono } from "hono";
import { html } from "hono/html";
import { shownHandle } from "../../domain/official/shown.ts";
import { checkContact, listedContacts } from "../../qa/official/listed.ts";
import type { Html } from "../layout.ts";
import { alternatesOf, inBothLanguages, respond } from "../respond.ts";
import { indexPath, type SiteParts, type View } from "../view.ts";
import { helpOf, listOf } from "./list.ts";
import { type Result, resultOf } from "./result.ts";
import { wellKnownRoutes } from "./well-known.ts";
import { OFFICIAL_WORDS } from "./words.ts";

const PATH = "/official";

export function officialRoutes(deps: SiteParts): Hono {
  const { store, limits } = deps;
  const app = new Hono();
  app.route("/", wellKnownRoutes(deps));

  const ask = (c: Context, asked: string): { result: Result | null; retryAfterSeconds?: number } => {
    const taken = limits.take("check", deps.addressOf?.(c) ?? "");
    if (taken.allowed) return { result: checkContact(store, asked) };
    return { result: { kind: "too-many" }, retryAfterSeconds: taken.retryAfterSeconds };
  };

  inBothLanguages(app, deps, PATH, (c, view) => {
    const words = OFFICIAL_WORDS[view.language];
    const alternates = alternatesOf(view, PATH);
    const asked = c.req.query("q") ?? "";
    const { result, retryAfterSeconds } = asked.trim() === "" ? { result: null } : ask(c, asked);
    const contacts = listedContacts(store);
    const path = alternates[view.language];
    return respond(c, view, {
      section: "official",
      // A result has no address that anybody should find or keep.
      head: {
        title: words.title,
        description: words.description(view.settings.names[view.language]),
        ...(asked === "" ? { path, alternates } : { path: null, hidden: true }),
      },
      other: alternates[view.language === "zh" ? "en" : "zh"],
      find: false,
      own: asked !== "",
      status: result?.kind === "too-many" ? 429 : 200,
      ...(retryAfterSeconds === undefined ? {} : { headers: { "retry-after": String(retryAfterSeconds) } }),
      body: html`<main class="wrap official" id="text">
        ${headOf(view, asked, contacts[0])} ${result === null ? "" : resultOf(view, result)} ${listOf(view, contacts)}
        ${helpOf(view, contacts)}
      </main>`,
    });
  });
  return app;
}

function headOf(view: View, asked: string, example: Parameters<typeof shownHandle>[0] | undefined): Html {
  const words = OFFICIAL_WORDS[view.language];
  return html`<section class="head">
    <div>
      <h1>${words.title}</h1>
      <p>${words.lead}</p>
    </div>
    <form class="ask" action="${indexPath(view, PATH, view.language)}#result" role="search">
      <label for="asked">${words.label}</label>
      <div>
        <input
          id="asked"
          name="q"
          value="${Array.from(asked).slice(0, 500).join("")}"
          maxlength="500"
          required
          spellcheck="false"
          autocomplete="off"
          autocapitalize="off"
          enterkeyhint="go"
          dir="ltr"
        />
        <button class="btn solid">${words.check}</button>
      </div>
      <small
        >${words.example} <span class="handle">${example ? shownHandle(example) : "@bobowallet"}</span>,
        <span class="handle">t.me/…</span>, <span class="handle">discord.gg/…</span></small
      >
    </form>
  </section>`;
}
