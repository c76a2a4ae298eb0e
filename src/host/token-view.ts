/** A token as its owner sees it; never the token itself. */
import { z } from "zod";
import { formatId } from "../domain/ids.ts";
import { ROLES } from "../domain/status.ts";
import { toIso } from "../domain/time.ts";
import type { TokenRow } from "../trust/tokens.ts";

export const TokenView = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  createdAt: z.string(),
  revokedAt: z.string().nullable(),
});
export type TokenView = z.infer<typeof TokenView>;

export function tokenView({ id, name, role, createdAt, revokedAt }: TokenRow): TokenView {
  return { id: formatId("token", id), name, role, createdAt: toIso(createdAt), revokedAt: toIso(revokedAt) };
}
