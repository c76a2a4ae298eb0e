/** Public answers: drafts, review, publishing, withdrawing. */
import { createRoute, z } from "@hono/zod-openapi";
import { toIso } from "../../domain/time.ts";
import { parseCursor } from "../../inbox/views/keyset.ts";
import { askConsent } from "../../qa/publications/consent.ts";
import { createFaq, createThread } from "../../qa/publications/create.ts";
import { updateAll } from "../../qa/posts/post.ts";
import { editPublication, putRemovalsBack } from "../../qa/publications/edit.ts";
import { listPublications, publicationCounts, publicationDetail } from "../../qa/publications/list.ts";
import { discard, publish, reopen, sendBack, submit, withdraw } from "../../qa/publications/review.ts";
import type { PublicationRow } from "../../qa/publications/rows.ts";
import { publishingSettings, setPublishingSettings } from "../../qa/publications/second-person.ts";
import { translate } from "../../qa/publications/translations.ts";
import { listVersions } from "../../qa/publications/versions.ts";
import { siteSettings } from "../../qa/site-settings.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, inputId, pathId } from "../ids.ts";
import { listOf, pageOf } from "../page.ts";
import { presentPublication, presentPublications } from "../present/publication.ts";
import {
  Edition,
  PublicationChange,
  PublicationInput,
  PublicationItem,
  PublicationQuery,
  PublicationView,
  Publish,
  PublishingSettings,
  PutBack,
  SendBack,
  VersionView,
} from "../publication-schemas.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";
import { servicesOf } from "./posts.ts";

const one = { 200: json(PublicationView, "As it is now"), ...problems };

const list = createRoute({
  method: "get",
  path: "/api/publications",
  summary: "Public answers: drafts, reviews, published and withdrawn ones",
  ...needs("publication.read"),
  request: { query: PublicationQuery },
  responses: {
    200: json(
      pageOf(PublicationItem).extend({ counts: z.object({ draft: z.int(), review: z.int() }) }),
      "The newest change first",
    ),
    ...problems,
  },
});

const read = createRoute({
  method: "get",
  path: "/api/publications/{id}",
  summary: "One with its sources, what was taken out, and what keeps it from going on",
  ...needs("publication.read"),
  request: { params: IdParam },
  responses: one,
});

const create = createRoute({
  method: "post",
  path: "/api/publications",
  summary: "Begins a draft: out of a conversation, or an FAQ page from nothing",
  description:
    "`attributed` shows the question as it was said and links to it: public sources only, and only where we learn of deletions (`not-supported`, with `reason` `private` or `blind`). `anonymous` begins without what tells who asked; `removals` says what was taken out. One from a private conversation needs consent, or is rewritten as a general question.",
  ...needs("publication.write"),
  request: { body: jsonBody(PublicationInput) },
  responses: { 201: json(PublicationView, "The draft"), ...problems },
});

const change = createRoute({
  method: "patch",
  path: "/api/publications/{id}",
  summary: "Changes its words, or where it is filed",
  description:
    "New words of a published page are a revision: the page keeps its last version until they are published. Its address, topic and translation change at once, which takes `publication.manage`. `conflict` with `edition` where somebody has changed it meanwhile.",
  ...needs("publication.write"),
  request: { params: IdParam, body: jsonBody(PublicationChange) },
  responses: one,
});

const remove = createRoute({
  method: "delete",
  path: "/api/publications/{id}",
  summary: "Deletes a draft that was never public, or gives up the new words of a page",
  ...needs("publication.write"),
  request: { params: IdParam },
  responses: {
    200: json(z.object({ publication: PublicationView.nullable() }), "As it is now; null: it is gone"),
    ...problems,
  },
});

const back = createRoute({
  method: "post",
  path: "/api/publications/{id}/put-back",
  summary: "Puts back what was taken out of a draft",
  ...needs("publication.write"),
  request: { params: IdParam, body: jsonBody(PutBack) },
  responses: one,
});

const ask = createRoute({
  method: "post",
  path: "/api/publications/{id}/ask-consent",
  summary: "Asks the person, in their conversation, whether it may be public",
  description:
    "A fixed text with a link of theirs: there they read it and say yes or no, and can take a yes back at any time, on which the page is withdrawn at once. Asking again ends the older link. Where the site’s address is not on the list of what answers may link to, the message waits for a lead.",
  ...needs("reply.send"),
  request: { params: IdParam, body: jsonBody(Edition) },
  responses: one,
});

const handIn = createRoute({
  method: "post",
  path: "/api/publications/{id}/submit",
  summary: "Hands it in for review",
  description: "`invalid` with `checks` where something is missing. What was taken out is forgotten from then on.",
  ...needs("publication.write"),
  request: { params: IdParam, body: jsonBody(Edition) },
  responses: one,
});

const giveBack = createRoute({
  method: "post",
  path: "/api/publications/{id}/return",
  summary: "Sends it back from review",
  ...needs("publication.manage"),
  request: { params: IdParam, body: jsonBody(SendBack) },
  responses: one,
});

const letOut = createRoute({
  method: "post",
  path: "/api/publications/{id}/publish",
  summary: "Publishes the words of this edition as the next version",
  description:
    "`conflict` with `reason` `second-person` where they are one’s own words; `invalid` with `checks` where consent or source is missing.",
  ...needs("publication.manage"),
  request: { params: IdParam, body: jsonBody(Publish) },
  responses: one,
});

const takeDown = createRoute({
  method: "post",
  path: "/api/publications/{id}/withdraw",
  summary: "Takes the page down: its address answers 410 from then on, and what was posted of it is removed",
  ...needs("publication.manage"),
  request: { params: IdParam },
  responses: one,
});

const again = createRoute({
  method: "post",
  path: "/api/publications/{id}/reopen",
  summary: "Makes a draft of a withdrawn page",
  ...needs("publication.manage"),
  request: { params: IdParam },
  responses: one,
});

const otherLanguage = createRoute({
  method: "post",
  path: "/api/publications/{id}/translate",
  summary: "Begins the page in the other language, with the words of this one",
  ...needs("publication.write"),
  request: { params: IdParam },
  responses: { 201: json(PublicationView, "The draft"), ...problems },
});

const versions = createRoute({
  method: "get",
  path: "/api/publications/{id}/versions",
  summary: "What the public has read of it",
  ...needs("publication.read"),
  request: { params: IdParam },
  responses: { 200: json(listOf(VersionView), "Newest first"), ...problems },
});

const readSettings = createRoute({
  method: "get",
  path: "/api/settings/publishing",
  summary: "Whether publishing takes a second person",
  ...needs("publication.read"),
  responses: { 200: json(PublishingSettings, "As it is"), ...problems },
});

const writeSettings = createRoute({
  method: "put",
  path: "/api/settings/publishing",
  summary: "Sets whether publishing takes a second person",
  ...needs("settings.change"),
  request: { body: jsonBody(PublishingSettings) },
  responses: { 200: json(PublishingSettings, "As it is now"), ...problems },
});

export function publicationRoutes(deps: ApiDeps) {
  const { store } = deps;
  type Asked = Parameters<typeof deskOf>[1];
  const idOf = (text: string) => pathId("publication", text);
  const view = (c: Asked, id: number) => {
    const desk = deskOf(deps, c);
    return presentPublication(desk, publicationDetail(desk, id));
  };
  const shown = (c: Asked, row: PublicationRow) => view(c, row.id);
  const maybe = (kind: "topic" | "conversation", id: string | undefined) =>
    id === undefined ? undefined : inputId(kind, id, `${kind}Id`);
  return newRouter()
    .openapi(list, (c) => {
      const { cursor, limit, topicId, conversationId, ...filter } = c.req.valid("query");
      const { items, nextCursor } = listPublications(
        store,
        { ...filter, topicId: maybe("topic", topicId), conversationId: maybe("conversation", conversationId) },
        { after: parseCursor(cursor), limit },
      );
      return c.json({ items: presentPublications(store, items), nextCursor, counts: publicationCounts(store) }, 200);
    })
    .openapi(read, (c) => c.json(view(c, idOf(c.req.valid("param").id)), 200))
    .openapi(create, (c) => {
      const input = c.req.valid("json");
      const desk = deskOf(deps, c);
      if (input.kind === "faq") {
        const { topicId, translationOf } = input;
        const row = createFaq(desk, {
          ...input,
          topicId: topicId === null ? null : inputId("topic", topicId, "topicId"),
          translationOf: translationOf === null ? null : inputId("publication", translationOf, "translationOf"),
        });
        return c.json(shown(c, row), 201);
      }
      const row = createThread(desk, {
        ...input,
        conversationId: inputId("conversation", input.conversationId, "conversationId"),
        questions: input.questions.map((id) => inputId("message", id, "questions")),
        answers: input.answers.map((id) => inputId("message", id, "answers")),
      });
      return c.json(shown(c, row), 201);
    })
    .openapi(change, (c) => {
      const { topicId, translationOf, ...patch } = c.req.valid("json");
      const row = editPublication(deskOf(deps, c), idOf(c.req.valid("param").id), {
        ...patch,
        topicId: typeof topicId === "string" ? inputId("topic", topicId, "topicId") : topicId,
        translationOf:
          typeof translationOf === "string" ? inputId("publication", translationOf, "translationOf") : translationOf,
      });
      return c.json(shown(c, row), 200);
    })
    .openapi(remove, (c) => {
      const row = discard(deskOf(deps, c), idOf(c.req.valid("param").id));
      return c.json({ publication: row && shown(c, row) }, 200);
    })
    .openapi(back, (c) =>
      c.json(shown(c, putRemovalsBack(deskOf(deps, c), idOf(c.req.valid("param").id), c.req.valid("json"))), 200),
    )
    .openapi(ask, (c) => {
      const { edition } = c.req.valid("json");
      const known = siteSettings(store).origin ?? deps.accounts.publicUrl;
      const origin = new URL(known ?? c.req.url).origin;
      return c.json(shown(c, askConsent(deskOf(deps, c), idOf(c.req.valid("param").id), { edition, origin })), 200);
    })
    .openapi(handIn, (c) => {
      const { edition } = c.req.valid("json");
      return c.json(shown(c, submit(deskOf(deps, c), idOf(c.req.valid("param").id), edition)), 200);
    })
    .openapi(giveBack, (c) =>
      c.json(shown(c, sendBack(deskOf(deps, c), idOf(c.req.valid("param").id), c.req.valid("json"))), 200),
    )
    .openapi(letOut, (c) => {
      const id = idOf(c.req.valid("param").id);
      const published = publish(deskOf(deps, c), id, c.req.valid("json"));
      updateAll(servicesOf(deps, c), deskOf(deps, c), id);
      return c.json(shown(c, published), 200);
    })
    .openapi(takeDown, (c) => c.json(shown(c, withdraw(deskOf(deps, c), idOf(c.req.valid("param").id))), 200))
    .openapi(again, (c) => c.json(shown(c, reopen(deskOf(deps, c), idOf(c.req.valid("param").id))), 200))
    .openapi(otherLanguage, (c) => c.json(shown(c, translate(deskOf(deps, c), idOf(c.req.valid("param").id))), 201))
    .openapi(versions, (c) => {
      const rows = listVersions(store, idOf(c.req.valid("param").id));
      return c.json({ items: rows.map(presentVersion) }, 200);
    })
    .openapi(readSettings, (c) => c.json(publishingSettings(store), 200))
    .openapi(writeSettings, (c) => c.json(setPublishingSettings(deskOf(deps, c), c.req.valid("json")), 200));
}

function presentVersion({ version: row, editor, reviewer }: ReturnType<typeof listVersions>[number]) {
  const { version, title, question, answer, appliesTo, byline, note, at } = row;
  return { version, title, question, answer, appliesTo, byline, note, editor, reviewer, at: toIso(at) };
}
