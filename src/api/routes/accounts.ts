/** Official accounts: credentials go in and never come out. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { PLATFORMS } from "../../domain/platform.ts";
import { toIso } from "../../domain/time.ts";
import { addAccount } from "../../inbox/accounts/add.ts";
import { accountBudget } from "../../inbox/accounts/budget.ts";
import { checkAccount } from "../../inbox/accounts/check.ts";
import { importSize, startImport } from "../../inbox/accounts/import.ts";
import { patchAccount } from "../../inbox/accounts/patch.ts";
import { removeAccount } from "../../inbox/accounts/remove.ts";
import { resumeAccount } from "../../inbox/accounts/resume.ts";
import { accountView, listAccounts } from "../../inbox/accounts/view.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";
import { AccountView } from "../schemas.ts";

const Json = z.record(z.string(), z.unknown());
const Webhook = z
  .discriminatedUnion("state", [
    z.object({ state: z.enum(["not-used", "missing-public-url"]) }),
    z.object({ state: z.literal("attached"), url: z.string() }),
    z.object({ state: z.literal("failed"), reason: z.string() }),
  ])
  .openapi("WebhookState");

const list = createRoute({
  method: "get",
  path: "/api/accounts",
  summary: "The accounts that are connected",
  ...needs("account.read"),
  responses: { 200: json(listOf(AccountView), "Oldest first"), ...problems },
});

const AccountInput = z
  .strictObject({
    platform: z.enum(PLATFORMS),
    name: z.string().min(1).max(100).optional(),
    credentials: Json.openapi({ description: "As the platform needs them; `parley accounts add` lists the names" }),
    settings: Json.default({}).openapi({ description: "`mode`, `apiUrl` and what else the platform takes" }),
    replace: z.boolean().optional(),
  })
  .openapi("AccountInput");

export const AccountAnswer = z.object({ account: AccountView, webhook: Webhook }).openapi("AccountAnswer");

const add = createRoute({
  method: "post",
  path: "/api/accounts",
  summary: "Connects an account after checking it at its platform",
  ...needs("account.manage"),
  request: { body: jsonBody(AccountInput) },
  responses: { 201: json(AccountAnswer, "Connected; reading starts at now"), ...problems },
});

const detail = createRoute({
  method: "get",
  path: "/api/accounts/{id}",
  summary: "One account",
  ...needs("account.read"),
  request: { params: IdParam },
  responses: { 200: json(AccountView, "The account"), ...problems },
});

const AccountPatch = z
  .strictObject({
    name: z.string().min(1).max(100).optional(),
    settings: Json.optional().openapi({ description: "Laid over those that are there; null takes one out" }),
    credentials: Json.optional(),
    retentionMonths: z.int().min(1).max(240).nullable().optional().openapi({
      description: "Erases closed conversations that rested for so many months, once a day; null: never",
    }),
    safetyText: z.boolean().optional().openapi({
      description: "Sends whoever pastes a secret in private a fixed text that says what to do, once in 30 days",
    }),
    paused: z.literal(true).optional().openapi({ description: "Reads and sends nothing until `resume`" }),
  })
  .openapi("AccountPatch");

const patch = createRoute({
  method: "patch",
  path: "/api/accounts/{id}",
  summary: "Changes name, settings or credentials, or lets it rest",
  ...needs("account.manage"),
  request: { params: IdParam, body: jsonBody(AccountPatch) },
  responses: { 200: json(AccountAnswer, "The account as it is now"), ...problems },
});

const remove = createRoute({
  method: "delete",
  path: "/api/accounts/{id}",
  summary: "Shreds the credentials, cancels the queue, keeps the history",
  ...needs("account.manage"),
  request: { params: IdParam },
  responses: { 200: json(z.object({ cancelledDeliveries: z.int() }), "Removed"), ...problems },
});

const check = createRoute({
  method: "post",
  path: "/api/accounts/{id}/check",
  summary: "Asks the platform again who it is and what it may do",
  ...needs("account.manage"),
  request: { params: IdParam },
  responses: { 200: json(AccountAnswer, "What the platform says"), ...problems },
});

const resume = createRoute({
  method: "post",
  path: "/api/accounts/{id}/resume",
  summary: "Sets an account to work again",
  ...needs("account.manage"),
  request: { params: IdParam },
  responses: { 200: json(AccountView, "The account"), ...problems },
});

const ImportInput = z
  .strictObject({
    since: z.iso.datetime(),
    confirm: z.boolean().optional().openapi({ description: "False only says what it would bring and cost" }),
  })
  .openapi("ImportInput");
const ImportAnswer = z
  .object({ messages: z.int().nullable(), priceUsd: z.number().nullable(), jobId: z.string().nullable() })
  .openapi("ImportAnswer");

const history = createRoute({
  method: "post",
  path: "/api/accounts/{id}/import",
  summary: "Says what importing history would cost; with `confirm` begins",
  ...needs("account.manage"),
  request: { params: IdParam, body: jsonBody(ImportInput) },
  responses: { 200: json(ImportAnswer, "Null: the platform does not tell"), ...problems },
});

const Budget = z
  .object({
    reading: z
      .object({ usd: z.number(), limitUsd: z.number().nullable(), resetsAt: z.iso.datetime() })
      .nullable()
      .openapi({ description: "What reading has cost today, by our price list; null: it costs nothing" }),
    held: z
      .array(z.object({ scope: z.string(), until: z.iso.datetime() }))
      .openapi({ description: "Limits of the platform that are used up, until when" }),
  })
  .openapi("AccountBudget");

const budget = createRoute({
  method: "get",
  path: "/api/accounts/{id}/budget",
  summary: "What reading costs, and which limits are used up",
  ...needs("account.read"),
  request: { params: IdParam },
  responses: { 200: json(Budget, "As it is now"), ...problems },
});

export function accountRoutes(deps: ApiDeps) {
  const { store, accounts: services } = deps;
  return newRouter()
    .openapi(list, (c) => c.json({ items: listAccounts(store) }, 200))
    .openapi(add, async (c) => {
      const { account, webhook } = await addAccount(services, deskOf(deps, c), c.req.valid("json"));
      return c.json({ account, webhook }, 201);
    })
    .openapi(detail, (c) => c.json(accountView(store, pathId("account", c.req.valid("param").id)), 200))
    .openapi(patch, async (c) => {
      const id = pathId("account", c.req.valid("param").id);
      const { account, webhook } = await patchAccount(services, deskOf(deps, c), id, c.req.valid("json"));
      return c.json({ account, webhook }, 200);
    })
    .openapi(remove, async (c) => {
      const id = pathId("account", c.req.valid("param").id);
      return c.json(await removeAccount(services, deskOf(deps, c), id), 200);
    })
    .openapi(check, async (c) => {
      const id = pathId("account", c.req.valid("param").id);
      const { account, webhook } = await checkAccount(services, deskOf(deps, c), id);
      return c.json({ account, webhook }, 200);
    })
    .openapi(resume, async (c) => {
      const id = pathId("account", c.req.valid("param").id);
      return c.json(await resumeAccount(services, deskOf(deps, c), id), 200);
    })
    .openapi(budget, (c) => {
      const { reading, held } = accountBudget(services, store, pathId("account", c.req.valid("param").id));
      return c.json(
        {
          reading: reading && { ...reading, resetsAt: toIso(reading.resetsAt) },
          held: held.map(({ scope, until }) => ({ scope, until: toIso(until) })),
        },
        200,
      );
    })
    .openapi(history, async (c) => {
      const id = pathId("account", c.req.valid("param").id);
      const { since, confirm = false } = c.req.valid("json");
      const at = Date.parse(since);
      if (!confirm) return c.json({ ...(await importSize(services, store, id, at)), jobId: null }, 200);
      const { messages, priceUsd, jobId } = await startImport(services, deskOf(deps, c), id, { since: at });
      return c.json({ messages, priceUsd, jobId: formatId("job", jobId) }, 200);
    });
}
