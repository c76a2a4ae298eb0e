/** What a bridge and the host it works for say to each other. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Cursor } from "../../../connectors/connector.ts";
import { PLATFORMS } from "../../domain/platform.ts";
import type { SealedPlace } from "../../trust/seal.ts";

/** `generation`: null from a bridge that begins; it takes over from whichever was there. */
export const AccountsCall = z.object({ generation: z.int().nullable() });
/** `sealed`: a JSON text of BridgedAccounts, with the keys that both share. */
export const AccountsAnswer = z.object({ generation: z.int(), sealed: z.string() });

const Part = z.record(z.string(), z.union([z.string(), z.number()]));
export const BridgedAccounts = z.array(
  z.object({
    id: z.int(),
    platform: z.enum(PLATFORMS),
    remoteId: z.string(),
    settings: z.record(z.string(), z.unknown()),
    credentials: z.object({ app: Part, user: Part }),
    cursor: z.string().nullable(),
  }),
);
export type BridgedAccount = z.infer<typeof BridgedAccounts>[number];

/** `after`: the mark of the cursor that the batch follows. Events are checked one by one, so that a bad one stops no other. */
export const BatchCall = z.object({
  generation: z.int(),
  account: z.int(),
  after: z.string().nullable(),
  events: z.array(z.unknown()),
  cursor: z.string().nullable(),
});
/** `elsewhere`: another cursor is stored, read the list again. `not-wanted`: the account rests or is gone; nothing was stored. */
export const BatchAnswer = z.object({ outcome: z.enum(["stored", "elsewhere", "not-wanted"]) });

export const FailureCall = z.object({
  generation: z.int(),
  account: z.int(),
  kind: z.enum(["rate-limited", "retryable", "unknown-outcome", "auth", "permanent"]),
  code: z.string().regex(/^[a-z0-9-]{1,100}$/),
  detail: z.string().max(2_000).nullable(),
  retryAt: z.int().nullable(),
  failures: z.int().min(1),
});
/** Null: not before the list names the account again. */
export const FailureAnswer = z.object({ waitMs: z.number().min(0).nullable() });

/** Cursors can be long; their hash tells them apart. */
export function markOf(cursor: Cursor | null): string | null {
  return cursor === null ? null : createHash("sha256").update(cursor).digest("hex");
}

/** The list opens only as the answer to the call that asked for it. */
export function sealedListPlace(nonce: string): SealedPlace {
  return { table: "bridge", column: "accounts", row: nonce };
}
