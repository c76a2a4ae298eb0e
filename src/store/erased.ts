/** Remembers whom we have erased, without remembering who they were. */
import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import type { PlatformName } from "../domain/platform.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Store } from "./db.ts";
import { erasedPerson, identity, meta } from "./schema.ts";

const SALT = "erasureSalt";
const PREFIX = "erased:";
/** What stands where a name stood; a word would belong to one language. */
const NO_NAME = "—";

/** Takes everything from a name that leads to the person. Call inside the transaction that begins the erasure; doing so again changes nothing. */
export function forgetIdentity(store: Store, now: EpochMs, id: number): void {
  const row = store.q.identityById.get({ id });
  if (!row || isErased(row)) return;
  const hash = hashOf(saltOf(store), row.platform, row.remoteId);
  const facts = { until: now, blocked: row.state === "blockedByUs" };
  store.db
    .insert(erasedPerson)
    .values({ hash, ...facts })
    .onConflictDoUpdate({ target: erasedPerson.hash, set: facts })
    .run();
  store.db
    .update(identity)
    .set({
      remoteId: `${PREFIX}${id}`,
      name: NO_NAME,
      handle: null,
      avatarUrl: null,
      url: null,
      state: "deleted",
      seenAt: now,
    })
    .where(eq(identity.id, id))
    .run();
}

/** Whether this name was erased; who it belonged to comes back, if at all, under another. */
export function isErased(row: { remoteId: string }): boolean {
  return row.remoteId.startsWith(PREFIX);
}

/** Up to when what a platform tells of this person was erased, and whether we had blocked them; null: never erased. */
export function erasureOf(
  store: Store,
  platform: PlatformName,
  remoteId: string,
): { until: EpochMs; blocked: boolean } | null {
  const salt = store.q.metaByKey.get({ key: SALT })?.value;
  if (salt === undefined) return null;
  return store.q.erasedByHash.get({ hash: hashOf(salt, platform, remoteId) }) ?? null;
}

function saltOf(store: Store): string {
  const kept = store.q.metaByKey.get({ key: SALT })?.value;
  if (kept !== undefined) return kept;
  const value = randomBytes(16).toString("hex");
  store.db.insert(meta).values({ key: SALT, value }).run();
  return value;
}

function hashOf(salt: string, platform: PlatformName, remoteId: string): string {
  return createHash("sha256")
    .update(JSON.stringify([salt, platform, remoteId]))
    .digest("hex");
}
