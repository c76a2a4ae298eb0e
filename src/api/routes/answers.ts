/** Canned answers, and the links that they name. */
import { createRoute, z } from "@hono/zod-openapi";
import { ANSWER_LANGUAGES, fillText } from "../../domain/answer-text.ts";
import { formatId } from "../../domain/ids.ts";
import {
  type AnswerInput as Input,
  type AnswerRow,
  changeAnswer,
  countUse,
  createAnswer,
  deleteAnswer,
  judgeText,
  listAnswers,
} from "../../inbox/answers/answers.ts";
import { linkValues } from "../../inbox/answers/fill.ts";
import { answerLinks, setAnswerLinks } from "../../inbox/answers/links.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, inputId, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { AnswerInput, AnswerLinks, AnswerSaved, AnswerView } from "../playbook-schemas.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const list = createRoute({
  method: "get",
  path: "/api/answers",
  summary: "The canned answers, with the links that they name",
  ...needs("conversation.read"),
  responses: { 200: json(listOf(AnswerView).extend(AnswerLinks.shape), "By name"), ...problems },
});

const create = createRoute({
  method: "post",
  path: "/api/answers",
  summary: "Makes a canned answer",
  description:
    "What the guard would refuse is refused here (`reply-refused`); `held` names the languages whose text a lead would have to let out each time.",
  ...needs("settings.change"),
  request: { body: jsonBody(AnswerInput) },
  responses: { 201: json(AnswerSaved, "The answer"), ...problems },
});

const change = createRoute({
  method: "put",
  path: "/api/answers/{id}",
  summary: "Changes a canned answer",
  ...needs("settings.change"),
  request: { params: IdParam, body: jsonBody(AnswerInput) },
  responses: { 200: json(AnswerSaved, "As it is now"), ...problems },
});

const remove = createRoute({
  method: "delete",
  path: "/api/answers/{id}",
  summary: "Deletes a canned answer. Refused while a macro or rule uses it",
  ...needs("settings.change"),
  request: { params: IdParam },
  responses: { 200: json(z.object({ deleted: z.literal(true) }), "Deleted"), ...problems },
});

const use = createRoute({
  method: "post",
  path: "/api/answers/{id}/use",
  summary: "Counts that somebody took it: often used ones are offered first",
  ...needs("reply.send"),
  request: { params: IdParam },
  responses: { 200: json(z.object({ counted: z.literal(true) }), "Counted"), ...problems },
});

const links = createRoute({
  method: "put",
  path: "/api/settings/answer-links",
  summary: "Sets the links that canned answers name",
  ...needs("settings.change"),
  request: { body: jsonBody(AnswerLinks) },
  responses: { 200: json(AnswerLinks, "As they are now"), ...problems },
});

export function answerRoutes(deps: ApiDeps) {
  const { store } = deps;
  const idOf = (text: string) => pathId("answer", text);
  const saved = (row: AnswerRow): z.infer<typeof AnswerSaved> => {
    const values = linkValues(store);
    const held = ANSWER_LANGUAGES.filter((language) => {
      const text = row.texts[language];
      return text !== undefined && judgeText(store, fillText(text, values)).verdict !== "pass";
    });
    return { ...present(row), held };
  };
  return newRouter()
    .openapi(list, (c) => c.json({ items: listAnswers(store).map(present), links: answerLinks(store) }, 200))
    .openapi(create, (c) => c.json(saved(createAnswer(deskOf(deps, c), inputOf(c.req.valid("json")))), 201))
    .openapi(change, (c) => {
      const id = idOf(c.req.valid("param").id);
      return c.json(saved(changeAnswer(deskOf(deps, c), id, inputOf(c.req.valid("json")))), 200);
    })
    .openapi(remove, (c) => {
      deleteAnswer(deskOf(deps, c), idOf(c.req.valid("param").id));
      return c.json({ deleted: true as const }, 200);
    })
    .openapi(use, (c) => {
      countUse(deskOf(deps, c), idOf(c.req.valid("param").id));
      return c.json({ counted: true as const }, 200);
    })
    .openapi(links, (c) => c.json({ links: setAnswerLinks(deskOf(deps, c), c.req.valid("json").links) }, 200));
}

function inputOf({ texts, accountIds, ...input }: z.infer<typeof AnswerInput>): Input {
  return {
    ...input,
    texts: {
      ...(texts.zh === undefined ? {} : { zh: texts.zh }),
      ...(texts.en === undefined ? {} : { en: texts.en }),
    },
    accountIds: accountIds.map((id) => inputId("account", id, "accountIds")),
  };
}

function present(row: AnswerRow): z.infer<typeof AnswerView> {
  const { id, name, title, folder, texts, accountIds, platforms, visibility, uses } = row;
  return {
    id: formatId("answer", id),
    name,
    title,
    folder,
    texts,
    accountIds: accountIds.map((one) => formatId("account", one)),
    platforms,
    visibility,
    uses,
  };
}
