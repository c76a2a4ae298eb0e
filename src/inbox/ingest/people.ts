/** Finds or makes the identity behind a snapshot, and follows its changes. */
import { eq } from "drizzle-orm";
import type { IdentitySnapshot } from "../../../connectors/connector.ts";
import type { EpochMs } from "../../domain/time.ts";
import { record } from "../../store/context.ts";
import { erasureOf } from "../../store/erased.ts";
import { identity } from "../../store/schema.ts";
import type { Run } from "./run.ts";

export type IdentityRow = typeof identity.$inferSelect;

/**
 * `seenAt` is the platform's time of the snapshot: an older one never overwrites a newer. Null: the person was erased since then, and nothing of that
 * time comes back.
 */
export function ensureIdentity(run: Run, snapshot: IdentitySnapshot, seenAt: EpochMs): IdentityRow | null {
  const { store } = run.ctx;
  const { platform } = run.account;
  const known = store.q.identityByRemote.get({ platform, remoteId: snapshot.id });
  if (known) return isOver(known.erasedUntil, seenAt) ? null : followChange(run, known, snapshot, seenAt);
  const erased = erasureOf(store, platform, snapshot.id);
  const until = erased?.until ?? null;
  if (isOver(until, seenAt)) return null;
  const contact = store.q.insertContact.get({ at: run.now });
  return store.q.insertIdentity.get({
    platform,
    remoteId: snapshot.id,
    contactId: contact.id,
    name: snapshot.name,
    handle: snapshot.handle,
    avatarUrl: snapshot.avatarUrl,
    url: snapshot.url,
    state: erased?.blocked ? "blockedByUs" : (snapshot.state ?? "active"),
    isUs: snapshot.isUs,
    seenAt,
    erasedUntil: until,
  });
}

function isOver(until: EpochMs | null, at: EpochMs): boolean {
  return until !== null && at <= until;
}

function followChange(run: Run, known: IdentityRow, snapshot: IdentitySnapshot, seenAt: EpochMs): IdentityRow {
  if (seenAt <= known.seenAt) return known;
  const { name, handle, avatarUrl, url, isUs } = snapshot;
  // That we blocked somebody is ours to say, not the platform's.
  const state = known.state === "blockedByUs" ? known.state : (snapshot.state ?? known.state);
  const next = { ...known, name, handle, avatarUrl, url, isUs, state, seenAt };
  const renamed = name !== known.name || handle !== known.handle;
  const changed =
    renamed || avatarUrl !== known.avatarUrl || url !== known.url || isUs !== known.isUs || state !== known.state;
  if (!changed) return known;
  run.ctx.store.db
    .update(identity)
    .set({ name, handle, avatarUrl, url, isUs, state, seenAt })
    .where(eq(identity.id, known.id))
    .run();
  if (renamed || state !== known.state)
    record(run.ctx, run.now, {
      type: "identity.changed",
      accountId: run.account.id,
      data: { identityId: known.id, state },
      content: renamed ? { fromName: known.name, fromHandle: known.handle, name, handle } : {},
    });
  return next;
}
