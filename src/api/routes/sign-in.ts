/** The doors: password, second factor, and links that let somebody choose a password. */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { acceptLink, linkOwner } from "../../trust/people/accept.ts";
import { ProblemError } from "../../domain/problem.ts";
import { secondStep, signIn, type SignInStep } from "../../trust/sign-in/sign-in.ts";
import { endSessions } from "../../trust/sign-in/sessions.ts";
import { anybody, needs } from "../access.ts";
import { refuseForeignPage } from "../auth.ts";
import { clientOf } from "../client.ts";
import { giveCookie, readCookie, takeCookie } from "../cookies.ts";
import type { ApiParts } from "../deps.ts";
import { Code, Email, LinkOwner, Password, PersonName, SignInAnswer } from "../people-schemas.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const byPassword = createRoute({
  method: "post",
  path: "/api/sign-in",
  summary: "Signs in with e-mail and password",
  ...anybody,
  request: { body: jsonBody(z.strictObject({ email: Email, password: Password }).openapi("SignInInput")) },
  responses: { 200: json(SignInAnswer, "The session or the challenge is a cookie"), ...problems },
});

const byCode = createRoute({
  method: "post",
  path: "/api/sign-in/second-factor",
  summary: "Completes a sign-in with a code",
  ...anybody,
  request: {
    body: jsonBody(z.strictObject({ code: Code, factor: z.enum(["totp", "backup"]) }).openapi("SecondFactorInput")),
  },
  responses: { 200: json(SignInAnswer, "Signed in"), ...problems },
});

const Secret = z.string().min(1).max(200);

const look = createRoute({
  method: "post",
  path: "/api/links/look",
  summary: "Says what a one-time link is for, without spending it",
  ...anybody,
  request: { body: jsonBody(z.strictObject({ secret: Secret }).openapi("LinkInput")) },
  responses: { 200: json(LinkOwner, "Whom it is for"), ...problems },
});

const accept = createRoute({
  method: "post",
  path: "/api/links/accept",
  summary: "Spends a one-time link: chooses a password, and signs in",
  ...anybody,
  request: {
    body: jsonBody(
      z
        .strictObject({ secret: Secret, password: Password, name: PersonName.optional(), email: Email.optional() })
        .openapi("AcceptInput"),
    ),
  },
  responses: { 200: json(SignInAnswer, "Signed in, or a code is next"), ...problems },
});

const signOut = createRoute({
  method: "delete",
  path: "/api/session",
  summary: "Ends the browser's session",
  ...needs("self.manage"),
  responses: { 204: { description: "Signed out" }, ...problems },
});

export function signInRoutes(deps: ApiParts) {
  const { gate } = deps;
  return newRouter()
    .openapi(byPassword, async (c) => {
      refuseForeignPage(c, deps);
      return c.json(letIn(deps, c, await signIn(gate, c.req.valid("json"), clientOf(c, deps))), 200);
    })
    .openapi(byCode, async (c) => {
      refuseForeignPage(c, deps);
      const challenge = readCookie(c, deps, "challenge");
      if (challenge === null)
        throw new ProblemError("sign-in-again", "That took too long. Sign in with your password again.");
      const step = await secondStep(gate, { ...c.req.valid("json"), challenge }, clientOf(c, deps));
      takeCookie(c, deps, "challenge");
      return c.json(letIn(deps, c, step), 200);
    })
    .openapi(look, (c) => {
      refuseForeignPage(c, deps);
      return c.json(linkOwner(deps.store, c.req.valid("json").secret), 200);
    })
    .openapi(accept, async (c) => {
      refuseForeignPage(c, deps);
      const input = c.req.valid("json");
      const { email } = await acceptLink(gate, input);
      return c.json(letIn(deps, c, await signIn(gate, { email, password: input.password }, clientOf(c, deps))), 200);
    })
    .openapi(signOut, (c) => {
      const session = c.get("session");
      if (session) endSessions(deskOf(deps, c), session.actor.id, { ids: [session.sessionId] }, "signed-out");
      takeCookie(c, deps, "session");
      return c.body(null, 204);
    });
}

function letIn(deps: ApiParts, c: Context, step: SignInStep): z.infer<typeof SignInAnswer> {
  if (step.state === "signed-in") giveCookie(c, deps, "session", step.session);
  else giveCookie(c, deps, "challenge", step.challenge);
  return { state: step.state };
}
