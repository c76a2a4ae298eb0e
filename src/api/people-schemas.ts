/** The shapes of people, sessions, keys and signing in, as they go over the wire. */
import { z } from "@hono/zod-openapi";
import { PERMISSIONS } from "../domain/permissions.ts";
import { ROLES } from "../domain/status.ts";
import { Me } from "./schemas.ts";

const Time = z.iso.datetime();
export const Email = z.email().max(200).openapi({ example: "lin@bobo.example" });
/** How strong it must be is told when one is chosen; here it is only kept from being endless. */
export const Password = z.string().min(1).max(500);
export const Code = z.string().min(1).max(40).openapi({ description: "Of the authenticator, or a backup code" });
export const PersonName = z.string().trim().min(1).max(100);

export const Self = Me.extend({
  email: z.string().nullable().openapi({ description: "Null: came in by a one-time link or a key" }),
  secondFactor: z.enum(["none", "off", "on", "required"]).openapi({
    description:
      "`required`: nothing else is allowed before it is set up. `none`: there is no password that it could guard",
  }),
  permissions: z.array(z.enum(PERMISSIONS)),
}).openapi("Self");

export const SignInAnswer = z
  .object({ state: z.enum(["signed-in", "second-factor"]) })
  .openapi("SignInAnswer", { description: "`second-factor`: send a code next, within ten minutes" });

export const SessionView = z
  .object({
    id: z.string(),
    by: z.enum(["password", "link"]),
    current: z.boolean(),
    startedAt: Time,
    usedAt: Time.openapi({ description: "To ten minutes" }),
    userAgent: z.string().nullable(),
  })
  .openapi("Session");

export const PersonView = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    email: z.string().nullable().openapi({ description: "Null: comes in by links and keys only" }),
    secondFactor: z.boolean(),
    active: z.boolean(),
    seenAt: Time.nullable().openapi({ description: "Null: no session by password now" }),
  })
  .openapi("TeamMember");

export const OneTimeLink = z
  .object({ url: z.url(), expiresAt: Time })
  .openapi("OneTimeLink", { description: "Works once. It is shown only here: hand it over on a way that you trust" });

export const InvitationView = z
  .object({ id: z.string(), email: z.string(), role: z.enum(ROLES), createdAt: Time, expiresAt: Time })
  .openapi("Invitation");

export const LinkOwner = z
  .object({
    kind: z.enum(["firstAdmin", "invitation", "reset"]),
    email: z.string().nullable(),
    role: z.enum(ROLES).nullable(),
  })
  .openapi("LinkOwner");

export const EnrolmentView = z
  .object({
    uri: z.string().openapi({ description: "`otpauth://…`, for a QR code" }),
    secret: z.string().openapi({ description: "The same, for typing" }),
    backupCodes: z.array(z.string()),
  })
  .openapi("Enrolment");

export const KeyView = z
  .object({
    id: z.string(),
    agentId: z.string(),
    name: z.string().openapi({ description: "Whose it is" }),
    label: z.string().nullable(),
    scopes: z.array(z.enum(PERMISSIONS)).nullable().openapi({ description: "Null: all that its owner's role may" }),
    createdAt: Time,
    expiresAt: Time.nullable(),
    usedAt: Time.nullable(),
    revokedAt: Time.nullable(),
  })
  .openapi("ApiKey");
