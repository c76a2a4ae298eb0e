/** People, their sessions and keys as they go over the wire. */
import type { z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { toIso } from "../../domain/time.ts";
import type { LinkRow, MadeLink } from "../../trust/people/links.ts";
import type { PersonRow } from "../../trust/people/people.ts";
import type { SessionRow } from "../../trust/sign-in/sessions.ts";
import type { TokenRow } from "../../trust/tokens.ts";
import type { InvitationView, KeyView, OneTimeLink, PersonView, SessionView } from "../people-schemas.ts";

export function presentSession(row: SessionRow, currentId: string | null): z.infer<typeof SessionView> {
  const { id, by, startedAt, usedAt, userAgent } = row;
  return { id, by, current: id === currentId, startedAt: toIso(startedAt), usedAt: toIso(usedAt), userAgent };
}

export function presentMember(row: PersonRow): z.infer<typeof PersonView> {
  const { agentId, name, role, email, secondFactor, deactivatedAt, seenAt } = row;
  const active = deactivatedAt === null;
  return { id: formatId("agent", agentId), name, role, email, secondFactor, active, seenAt: toIso(seenAt) };
}

/** The secret stands behind `#`: no browser sends it to a server, so no log holds it. */
export function presentLink(base: string, { secret, expiresAt }: MadeLink): z.infer<typeof OneTimeLink> {
  return { url: `${base}/welcome#${secret}`, expiresAt: toIso(expiresAt) };
}

export function presentInvitation(row: LinkRow): z.infer<typeof InvitationView> {
  return {
    id: formatId("invitation", row.id),
    email: row.email ?? "",
    role: row.role ?? "agent",
    createdAt: toIso(row.createdAt),
    expiresAt: toIso(row.expiresAt),
  };
}

export function presentKey(row: TokenRow): z.infer<typeof KeyView> {
  return {
    id: formatId("token", row.id),
    agentId: formatId("agent", row.agentId),
    name: row.name,
    label: row.label,
    scopes: row.scopes,
    createdAt: toIso(row.createdAt),
    expiresAt: toIso(row.expiresAt),
    usedAt: toIso(row.usedAt),
    revokedAt: toIso(row.revokedAt),
  };
}
