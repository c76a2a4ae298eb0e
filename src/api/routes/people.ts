/** The team: who is in it, who is invited, and what admins do about it. */
import { createRoute, z } from "@hono/zod-openapi";
import { ProblemError } from "../../domain/problem.ts";
import { ROLES } from "../../domain/status.ts";
import { invite, openInvitations, resetLink, revokeInvitation } from "../../trust/people/links.ts";
import { changeRole, deactivate, listPeople, requirePerson, restore } from "../../trust/people/people.ts";
import { endSessions, listSessions } from "../../trust/sign-in/sessions.ts";
import { needs } from "../access.ts";
import { baseUrl } from "../client.ts";
import type { ApiParts } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { Email, InvitationView, OneTimeLink, PersonView, SessionView } from "../people-schemas.ts";
import { presentInvitation, presentLink, presentMember, presentSession } from "../present/person.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const list = createRoute({
  method: "get",
  path: "/api/people",
  summary: "Everybody of the team, also those who left",
  ...needs("people.manage"),
  responses: { 200: json(listOf(PersonView), "Oldest first"), ...problems },
});

const PersonPatch = z
  .strictObject({
    role: z.enum(ROLES).optional(),
    active: z.boolean().optional().openapi({ description: "False ends their sessions, keys and streams at once" }),
  })
  .openapi("TeamMemberPatch");

const patch = createRoute({
  method: "patch",
  path: "/api/people/{id}",
  summary: "Changes a role, or whether somebody is let in; holds at once",
  ...needs("people.manage"),
  request: { params: IdParam, body: jsonBody(PersonPatch) },
  responses: { 200: json(PersonView, "The person as they stand now"), ...problems },
});

const reset = createRoute({
  method: "post",
  path: "/api/people/{id}/reset",
  summary: "Makes a link to a new password, and ends their sessions",
  ...needs("people.manage"),
  request: {
    params: IdParam,
    body: jsonBody(
      z
        .strictObject({
          secondFactor: z.boolean().default(false).openapi({ description: "True removes their authenticator too" }),
        })
        .openapi("ResetInput"),
    ),
  },
  responses: { 201: json(OneTimeLink, "Good for an hour"), ...problems },
});

const sessions = createRoute({
  method: "get",
  path: "/api/people/{id}/sessions",
  summary: "Somebody's sessions",
  ...needs("people.manage"),
  request: { params: IdParam },
  responses: { 200: json(listOf(SessionView), "Newest first"), ...problems },
});

const endAll = createRoute({
  method: "delete",
  path: "/api/people/{id}/sessions",
  summary: "Ends somebody's sessions",
  ...needs("people.manage"),
  request: { params: IdParam },
  responses: { 200: json(z.object({ ended: z.int() }), "How many"), ...problems },
});

const endOne = createRoute({
  method: "delete",
  path: "/api/people/{id}/sessions/{sessionId}",
  summary: "Ends one session of somebody",
  ...needs("people.manage"),
  request: {
    params: IdParam.extend({
      sessionId: z
        .string()
        .max(60)
        .openapi({ param: { name: "sessionId", in: "path" } }),
    }),
  },
  responses: { 200: json(z.object({ ended: z.int() }), "Ended"), ...problems },
});

const invitations = createRoute({
  method: "get",
  path: "/api/invitations",
  summary: "Invitations that still open",
  ...needs("people.manage"),
  responses: { 200: json(listOf(InvitationView), "Newest first"), ...problems },
});

const inviting = createRoute({
  method: "post",
  path: "/api/invitations",
  summary: "Makes a link by which one person joins",
  ...needs("people.manage"),
  request: { body: jsonBody(z.strictObject({ email: Email, role: z.enum(ROLES) }).openapi("InvitationInput")) },
  responses: { 201: json(OneTimeLink, "Good for three days; a newer one for the same address ends it"), ...problems },
});

const revoking = createRoute({
  method: "delete",
  path: "/api/invitations/{id}",
  summary: "Takes an invitation back",
  ...needs("people.manage"),
  request: { params: IdParam },
  responses: { 204: { description: "Taken back" }, ...problems },
});

export function peopleRoutes(deps: ApiParts) {
  const { store } = deps;
  return newRouter()
    .openapi(list, (c) => c.json({ items: listPeople(store).map(presentMember) }, 200))
    .openapi(patch, (c) => {
      const id = pathId("agent", c.req.valid("param").id);
      const { role, active } = c.req.valid("json");
      const ctx = deskOf(deps, c);
      store.transaction(() => {
        if (role !== undefined) changeRole(ctx, id, role);
        if (active !== undefined) (active ? restore : deactivate)(ctx, id);
      });
      const row = listPeople(store).find(({ agentId }) => agentId === id);
      if (!row) throw new ProblemError("not-found", "There is no such person.");
      return c.json(presentMember(row), 200);
    })
    .openapi(reset, (c) => {
      const id = pathId("agent", c.req.valid("param").id);
      const made = resetLink(deskOf(deps, c), id, { withFactor: c.req.valid("json").secondFactor });
      return c.json(presentLink(baseUrl(c, deps), made), 201);
    })
    .openapi(sessions, (c) => {
      const { id } = requirePerson(store, pathId("agent", c.req.valid("param").id));
      const current = c.get("session")?.sessionId ?? null;
      return c.json({ items: listSessions(store, id).map((row) => presentSession(row, current)) }, 200);
    })
    .openapi(endAll, (c) => {
      const { id } = requirePerson(store, pathId("agent", c.req.valid("param").id));
      return c.json({ ended: endSessions(deskOf(deps, c), id, { keep: null }, "by-person") }, 200);
    })
    .openapi(endOne, (c) => {
      const { id: person, sessionId } = c.req.valid("param");
      const { id } = requirePerson(store, pathId("agent", person));
      const ended = endSessions(deskOf(deps, c), id, { ids: [sessionId] }, "by-person");
      if (ended === 0) throw new ProblemError("not-found", "They have no such session any more.");
      return c.json({ ended }, 200);
    })
    .openapi(invitations, (c) => c.json({ items: openInvitations(store).map(presentInvitation) }, 200))
    .openapi(inviting, (c) => {
      return c.json(presentLink(baseUrl(c, deps), invite(deskOf(deps, c), c.req.valid("json"))), 201);
    })
    .openapi(revoking, (c) => {
      revokeInvitation(deskOf(deps, c), pathId("invitation", c.req.valid("param").id));
      return c.body(null, 204);
    });
}
