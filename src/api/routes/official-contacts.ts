/** The list of official contacts: what the public is told is really the brand's. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { ProblemError } from "../../domain/problem.ts";
import { CONTACT_KINDS } from "../../domain/publications.ts";
import { toIso } from "../../domain/time.ts";
import { addContact, changeContact, type NewContact, removeContact } from "../../qa/official/contacts.ts";
import { allContacts, type Listed } from "../../qa/official/listed.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, inputId, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const Purposes = z.strictObject({ zh: z.string().max(120), en: z.string().max(120) });
const words = {
  name: z.string().trim().min(1).max(60).openapi({ description: "Under which people know it" }),
  purposes: Purposes.optional().openapi({ description: "What it is for, in a few words of either language" }),
  since: z.string().max(10).nullable().optional().openapi({ description: "Year, month or day", example: "2019-03" }),
  hidden: z.boolean().optional().openapi({ description: "True: not on the public list" }),
};
const handle = z.string().min(1).max(200).openapi({
  description:
    "A handle, an invitation (`discord.gg/…`), a host (`*.host` for all under it), an e-mail address or a number",
});
const url = z
  .string()
  .max(300)
  .nullable()
  .optional()
  .openapi({ description: "Of a website or web chat, where it is more than its host" });

const Input = z
  .strictObject({
    kind: z.enum(CONTACT_KINDS).optional(),
    handle: handle.optional(),
    url,
    accountId: z.string().max(30).optional().openapi({
      description: "Instead of `kind` and `handle`: a connected account, of which this says more",
    }),
    ...words,
  })
  .openapi("OfficialContactInput");
const Patch = z
  .strictObject({
    handle: handle.optional(),
    url,
    ...words,
    name: words.name.optional(),
    ended: z.boolean().optional().openapi({ description: "True: ours no longer; whoever asks is told that it was" }),
  })
  .openapi("OfficialContactPatch");
const View = z
  .object({
    id: z.string().nullable().openapi({ description: "Null: a connected account that lists itself" }),
    accountId: z.string().nullable(),
    kind: z.enum(CONTACT_KINDS),
    handle: z.string(),
    url: z.string().nullable(),
    name: z.string(),
    purposes: z.object({ zh: z.string(), en: z.string() }),
    since: z.string().nullable(),
    hidden: z.boolean(),
    endedAt: z.string().nullable(),
  })
  .openapi("OfficialContact");

const list = createRoute({
  method: "get",
  path: "/api/official-contacts",
  summary: "The official contacts, connected accounts too, and those that are hidden or ended",
  ...needs("account.read"),
  responses: { 200: json(listOf(View), "By kind"), ...problems },
});
const add = createRoute({
  method: "post",
  path: "/api/official-contacts",
  summary: "Puts a contact on the list, or says more of a connected account",
  ...needs("settings.change"),
  request: { body: jsonBody(Input) },
  responses: { 201: json(View, "The contact"), ...problems },
});
const patch = createRoute({
  method: "patch",
  path: "/api/official-contacts/{id}",
  summary: "Changes, hides or ends a contact",
  ...needs("settings.change"),
  request: { params: IdParam, body: jsonBody(Patch) },
  responses: { 200: json(View, "As it is now"), ...problems },
});
const remove = createRoute({
  method: "delete",
  path: "/api/official-contacts/{id}",
  summary: "Takes a contact off the list that was entered by mistake; a connected account lists itself again",
  ...needs("settings.change"),
  request: { params: IdParam },
  responses: { 200: json(z.object({ removed: z.literal(true) }), "It is gone"), ...problems },
});

export function officialContactRoutes(deps: ApiDeps) {
  const idOf = (text: string) => pathId("officialContact", text);
  return newRouter()
    .openapi(list, (c) => c.json({ items: allContacts(deps.store).map(present) }, 200))
    .openapi(add, (c) => {
      const input = newContact(c.req.valid("json"));
      return c.json(present(addContact(deskOf(deps, c), input)), 201);
    })
    .openapi(patch, (c) =>
      c.json(present(changeContact(deskOf(deps, c), idOf(c.req.valid("param").id), c.req.valid("json"))), 200),
    )
    .openapi(remove, (c) => {
      removeContact(deskOf(deps, c), idOf(c.req.valid("param").id));
      return c.json({ removed: true as const }, 200);
    });
}

function newContact({ kind, handle, url, accountId, ...words }: z.infer<typeof Input>): NewContact {
  const invalid = (field: string, message: string) => new ProblemError("invalid", message, { field });
  if (accountId !== undefined) {
    if (handle !== undefined) throw invalid("handle", "A connected account brings its own handle: leave this out.");
    return { accountId: inputId("account", accountId, "accountId"), ...words };
  }
  if (kind === undefined) throw invalid("kind", "Say of what kind it is, or give `accountId`.");
  if (handle === undefined) throw invalid("handle", "Give a handle, a host, an address or a number.");
  return { kind, handle, url, ...words };
}

function present(contact: Listed): z.infer<typeof View> {
  const { id, accountId, kind, handle, url, name, purposes, since, hidden, endedAt } = contact;
  return {
    id: id === null ? null : formatId("officialContact", id),
    accountId: accountId === null ? null : formatId("account", accountId),
    kind,
    handle,
    url,
    name,
    purposes,
    since,
    hidden,
    endedAt: toIso(endedAt),
  };
}
