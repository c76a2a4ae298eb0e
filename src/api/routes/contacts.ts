/** People: their names on the platforms, joined and parted, and blocked. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { setBlocked } from "../../inbox/block.ts";
import { requestErasure } from "../../inbox/erase/request.ts";
import { exportContact } from "../../inbox/export-contact.ts";
import { mergeContacts, unmergeContact } from "../../inbox/merge-contacts.ts";
import { type ContactRow, contactView } from "../../inbox/views/contact.ts";
import { ProblemError } from "../../domain/problem.ts";
import { toIso } from "../../domain/time.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, inputId, pathId } from "../ids.ts";
import { presentConversation, presentPerson } from "../present/conversation.ts";
import { presentJob } from "../present/job.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";
import { ContactView, JobView, Person } from "../schemas.ts";
import { streamOf } from "../stream-of.ts";

const detail = createRoute({
  method: "get",
  path: "/api/contacts/{id}",
  summary: "A person with all their names and newest conversations",
  ...needs("conversation.read"),
  request: { params: IdParam },
  responses: { 200: json(ContactView, "The contact"), ...problems },
});

const merge = createRoute({
  method: "post",
  path: "/api/contacts/{id}/merge",
  summary: "Takes in another contact: they are one person",
  ...needs("contact.manage"),
  request: { params: IdParam, body: jsonBody(z.strictObject({ contactId: z.string() }).openapi("MergeInput")) },
  responses: { 200: json(ContactView, "The contact with the other's names"), ...problems },
});

const unmerge = createRoute({
  method: "post",
  path: "/api/contacts/{id}/unmerge",
  summary: "Gives a name back to the contact it had at first",
  ...needs("contact.manage"),
  request: { params: IdParam, body: jsonBody(z.strictObject({ identityId: z.string() }).openapi("UnmergeInput")) },
  responses: { 200: json(ContactView, "The contact that has the name now"), ...problems },
});

const block = createRoute({
  method: "post",
  path: "/api/identities/{id}/block",
  summary: "Blocks somebody for us, or lifts that; their conversations become spam",
  ...needs("contact.manage"),
  request: {
    params: IdParam,
    body: jsonBody(z.strictObject({ blocked: z.boolean().default(true) }).openapi("BlockInput")),
  },
  responses: { 200: json(Person, "The person as they stand now"), ...problems },
});

const exportAll = createRoute({
  method: "get",
  path: "/api/contacts/{id}/export",
  summary: "Everything about a person, as one JSON document",
  description:
    "All their names, conversations, messages with earlier texts, notes, files by name, and what the log keeps of them in words.",
  ...needs("data.export"),
  request: { params: IdParam },
  responses: {
    200: {
      description: "A JSON document, streamed as a file",
      content: { "application/octet-stream": { schema: z.string() } },
    },
    ...problems,
  },
});

const erase = createRoute({
  method: "post",
  path: "/api/contacts/{id}/erase",
  summary: "Erases everything about a person",
  description:
    "A job that begins after five minutes; until then `DELETE /api/jobs/{id}` takes it back. What the platform still tells of the time before is not stored again; what they write later is a new person.",
  ...needs("data.erase"),
  request: { params: IdParam },
  responses: { 202: json(JobView, "The job; asked again, the one that is queued"), ...problems },
});

export function contactRoutes(deps: ApiDeps) {
  const { store } = deps;
  return newRouter()
    .openapi(detail, (c) => c.json(present(contactView(store, pathId("contact", c.req.valid("param").id))), 200))
    .openapi(merge, (c) => {
      const id = pathId("contact", c.req.valid("param").id);
      mergeContacts(deskOf(deps, c), id, inputId("contact", c.req.valid("json").contactId, "contactId"));
      return c.json(present(contactView(store, id)), 200);
    })
    .openapi(unmerge, (c) => {
      const id = pathId("contact", c.req.valid("param").id);
      const identityId = inputId("identity", c.req.valid("json").identityId, "identityId");
      return c.json(present(contactView(store, unmergeContact(deskOf(deps, c), id, identityId))), 200);
    })
    .openapi(exportAll, (c) => {
      const id = pathId("contact", c.req.valid("param").id);
      const chunks = exportContact(deskOf(deps, c), id);
      return c.body(streamOf(chunks), 200, {
        "content-type": "application/octet-stream",
        "content-disposition": `attachment; filename="${formatId("contact", id)}.json"`,
        "cache-control": "no-store",
      });
    })
    .openapi(erase, (c) =>
      c.json(presentJob(requestErasure(deskOf(deps, c), pathId("contact", c.req.valid("param").id))), 202),
    )
    .openapi(block, (c) => {
      const id = pathId("identity", c.req.valid("param").id);
      setBlocked(deskOf(deps, c), id, c.req.valid("json").blocked);
      const row = store.q.identityById.get({ id });
      if (!row) throw new ProblemError("not-found", "There is no such person.");
      return c.json(presentPerson(row), 200);
    });
}

function present({
  id,
  identities,
  conversations,
  conversationCount,
  firstSeenAt,
}: ContactRow): z.infer<typeof ContactView> {
  return {
    id: formatId("contact", id),
    name: identities[0]?.name ?? "",
    identities: identities.map((row) => ({
      ...presentPerson(row),
      platform: row.platform,
      joined: row.ownContactId !== id,
    })),
    conversations: conversations.map(presentConversation),
    conversationCount,
    firstSeenAt: toIso(firstSeenAt),
  };
}
