/** A token as its owner sees it; never the token itself. */
import { z } from "zod";
import { formatId } from "../domain/ids.ts";
import { PERMISSIONS } from "../domain/permissions.ts";
import { ROLES } from "../domain/status.ts";
import { toIso } from "../domain/time.ts";
import type { TokenRow } from "../trust/tokens.ts";

export const TokenView = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  scopes: z.array(z.enum(PERMISSIONS)).nullable(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  usedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type TokenView = z.infer<typeof TokenView>;

export function tokenView({ id, name, role, scopes, createdAt, expiresAt, usedAt, revokedAt }: TokenRow): TokenView {
  return {
    id: formatId("token", id),
    name,
    role,
    scopes,
    createdAt: toIso(createdAt),
    expiresAt: toIso(expiresAt),
    usedAt: toIso(usedAt),
    revokedAt: toIso(revokedAt),
  };
}
