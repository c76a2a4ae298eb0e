/** Oneself: who asks, and how they prove it. */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { formatId } from "../../domain/ids.ts";
import { may, PERMISSIONS } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { changePassword } from "../../trust/sign-in/change-password.ts";
import { type Oneself, oneself } from "../../trust/sign-in/oneself.ts";
import { confirmFactor, dropOwnFactor, offerFactor, renewBackupCodes } from "../../trust/sign-in/second-factor.ts";
import { endSessions, listSessions } from "../../trust/sign-in/sessions.ts";
import { needs } from "../access.ts";
import { clientOf } from "../client.ts";
import { giveCookie, readCookie } from "../cookies.ts";
import type { ApiParts } from "../deps.ts";
import { listOf } from "../page.ts";
import { Code, EnrolmentView, Password, Self, SessionView } from "../people-schemas.ts";
import { presentSession } from "../present/person.ts";
import { deskOf, type Env, json, jsonBody, newRouter, problems } from "../router.ts";

const SessionParam = z.object({
  id: z
    .string()
    .max(60)
    .openapi({ param: { name: "id", in: "path" } }),
});
const Ended = z.object({ ended: z.int() });
const PasswordInput = z.strictObject({ password: Password }).openapi("PasswordInput");

const me = createRoute({
  method: "get",
  path: "/api/me",
  summary: "Who asks, and what they may do",
  ...needs("self.read"),
  responses: { 200: json(Self, "The person behind the key or session"), ...problems },
});

const sessions = createRoute({
  method: "get",
  path: "/api/me/sessions",
  summary: "One's own sessions",
  ...needs("self.manage"),
  responses: { 200: json(listOf(SessionView), "Newest first"), ...problems },
});

const endOne = createRoute({
  method: "delete",
  path: "/api/me/sessions/{id}",
  summary: "Ends a session of one's own",
  ...needs("self.manage"),
  request: { params: SessionParam },
  responses: { 200: json(Ended, "Ended"), ...problems },
});

const endOthers = createRoute({
  method: "delete",
  path: "/api/me/sessions",
  summary: "Ends all one's sessions but this one",
  ...needs("self.manage"),
  responses: { 200: json(Ended, "How many"), ...problems },
});

const password = createRoute({
  method: "post",
  path: "/api/me/password",
  summary: "Changes one's password; every other session ends",
  ...needs("self.manage"),
  request: { body: jsonBody(z.strictObject({ current: Password, next: Password }).openapi("PasswordChange")) },
  responses: { 204: { description: "Changed" }, ...problems },
});

const offer = createRoute({
  method: "post",
  path: "/api/me/second-factor",
  summary: "Makes an authenticator, which counts once a code of it was given",
  ...needs("self.manage"),
  request: { body: jsonBody(PasswordInput) },
  responses: { 200: json(EnrolmentView, "Shown only here"), ...problems },
});

const confirm = createRoute({
  method: "post",
  path: "/api/me/second-factor/confirm",
  summary: "Turns the authenticator on; every other session ends",
  ...needs("self.manage"),
  request: { body: jsonBody(z.strictObject({ code: Code }).openapi("CodeInput")) },
  responses: { 204: { description: "From now on a code is asked for" }, ...problems },
});

const drop = createRoute({
  method: "delete",
  path: "/api/me/second-factor",
  summary: "Removes the authenticator",
  ...needs("self.manage"),
  request: { body: jsonBody(PasswordInput) },
  responses: { 204: { description: "Removed" }, ...problems },
});

const codes = createRoute({
  method: "post",
  path: "/api/me/second-factor/codes",
  summary: "Makes new backup codes; the old ones are good no more",
  ...needs("self.manage"),
  request: { body: jsonBody(PasswordInput) },
  responses: { 200: json(z.object({ backupCodes: z.array(z.string()) }), "Shown only here"), ...problems },
});

export function selfRoutes(deps: ApiParts) {
  const { gate, store } = deps;
  const own = (c: Context<Env>): Oneself =>
    oneself(gate, readCookie(c, deps, "session"), c.get("actor"), clientOf(c, deps).address);
  return newRouter()
    .openapi(me, (c) => {
      const { id, role } = c.get("actor");
      const session = c.get("session");
      const permissions = PERMISSIONS.filter((one) => may(c.get("actor"), one));
      const { email = null, secondFactor = "none" } = session ?? {};
      return c.json({ id: formatId("agent", id), name: c.get("name"), role, email, secondFactor, permissions }, 200);
    })
    .openapi(sessions, (c) => {
      const current = c.get("session")?.sessionId ?? null;
      return c.json({ items: listSessions(store, c.get("actor").id).map((row) => presentSession(row, current)) }, 200);
    })
    .openapi(endOne, (c) => {
      const ended = endSessions(deskOf(deps, c), c.get("actor").id, { ids: [c.req.valid("param").id] }, "by-person");
      if (ended === 0) throw new ProblemError("not-found", "You have no such session any more.");
      return c.json({ ended }, 200);
    })
    .openapi(endOthers, (c) => {
      const keep = c.get("session")?.sessionId ?? null;
      return c.json({ ended: endSessions(deskOf(deps, c), c.get("actor").id, { keep }, "by-person") }, 200);
    })
    .openapi(password, async (c) => {
      await changePassword(gate, own(c), c.req.valid("json"));
      return c.body(null, 204);
    })
    .openapi(offer, async (c) => {
      return c.json(await offerFactor(gate, own(c), c.req.valid("json").password), 200);
    })
    .openapi(confirm, async (c) => {
      giveCookie(c, deps, "session", await confirmFactor(gate, own(c), c.req.valid("json").code));
      return c.body(null, 204);
    })
    .openapi(drop, async (c) => {
      await dropOwnFactor(gate, own(c), c.req.valid("json").password);
      return c.body(null, 204);
    })
    .openapi(codes, async (c) => {
      return c.json({ backupCodes: await renewBackupCodes(gate, own(c), c.req.valid("json").password) }, 200);
    });
}
