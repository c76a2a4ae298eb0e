/**
 * Masks a seed phrase that a person writes over several messages, in whichever order these come. Each message that may hold a part leaves its counts
 * behind, and the counts alone decide: so it does not matter what has been masked, edited or deleted meanwhile.
 */
import { createHash } from "node:crypto";
import { and, asc, between, eq, sql } from "drizzle-orm";
import { followComment } from "../../delivery/posts/comments.ts";
import { detectLanguage } from "../../domain/language.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "../../domain/time.ts";
import { record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { erasureOf } from "../../store/erased.ts";
import type { MessageRow } from "../../store/message-content.ts";
import { fragment, message, messageEdit } from "../../store/schema.ts";
import { markStaleWords, reindexMessage } from "../../store/search.ts";
import { maskRanges, type Words } from "../../trust/mask.ts";
import { makePhrase } from "../../trust/secrets/part.ts";
import { partOf } from "../../trust/secrets/part-of.ts";
import type { MaskedSnapshot } from "./mask-event.ts";
import { type Run, touch } from "./run.ts";

/** Parts of one phrase follow each other within this time. */
const WINDOW_MS = 30 * MINUTE_MS;
/** Of one person within that time; more than a phrase has words. */
const MOST_FRAGMENTS = 100;

type Fragment = typeof fragment.$inferSelect;

/** Gives the snapshot as it may be stored; what it completes is masked where it stands. Call before anything of it is written. */
export function maskSplit(run: Run, snapshot: MaskedSnapshot): MaskedSnapshot {
  if (snapshot.direction === "outbound" || typeof snapshot.text !== "string") return snapshot;
  const part = partOf(snapshot.text);
  if (!part) return snapshot;
  // Told again of somebody whom we erased: nothing of it is stored, not even counts.
  const erased = erasureOf(run.ctx.store, run.account.platform, snapshot.author.id);
  if (erased && snapshot.sentAt <= erased.until) return snapshot;
  const { list, words, weight, strangers, whole } = part;
  const key = { accountId: run.account.id, remoteId: snapshot.id, version: snapshot.version };
  const talk = talkOf(run, snapshot);
  run.ctx.store.db
    .insert(fragment)
    .values({ ...key, talk, sentAt: snapshot.sentAt, list, words, weight, strangers, whole, at: run.now })
    .onConflictDoNothing()
    .run();
  const near = fragmentsNear(run, talk, snapshot.sentAt, list);
  const own = (one: Fragment) => one.remoteId === key.remoteId && one.version === key.version;
  for (const one of partsOfPhrases(near).filter((found) => !found.masked)) {
    one.masked = true;
    markMasked(run, one);
    if (!own(one)) maskStored(run, one);
  }
  if (!near.some((one) => own(one) && one.masked)) return snapshot;
  const { text, spans } = maskPart(snapshot);
  return { ...snapshot, text, spans };
}

/** A person in a place, without saying who or where. */
function talkOf(run: Run, { place, author }: MaskedSnapshot): string {
  return createHash("sha256")
    .update(JSON.stringify([run.account.id, place.id, author.id]))
    .digest("base64url");
}

function fragmentsNear(run: Run, talk: string, sentAt: number, list: number): Fragment[] {
  return run.ctx.store.db
    .select()
    .from(fragment)
    .where(
      and(
        eq(fragment.talk, talk),
        between(fragment.sentAt, sentAt - WINDOW_MS, sentAt + WINDOW_MS),
        eq(fragment.list, list),
      ),
    )
    .orderBy(asc(fragment.sentAt), asc(fragment.remoteId), asc(fragment.version))
    .limit(MOST_FRAGMENTS)
    .all();
}

/** Any two messages with the whole parts between them; other words that stand between do not matter. */
function partsOfPhrases(fragments: readonly Fragment[]): Fragment[] {
  const found = new Set<Fragment>();
  fragments.forEach((first, index) => {
    const between: Fragment[] = [];
    for (const last of fragments.slice(index + 1)) {
      if (last.sentAt - first.sentAt > WINDOW_MS) break;
      // Versions of one message are no two parts.
      if (last.remoteId === first.remoteId) continue;
      const parts = [first, ...between.filter((one) => one.remoteId !== last.remoteId), last];
      if (makePhrase(parts)) for (const part of parts) found.add(part);
      if (last.whole && between.every((one) => one.remoteId !== last.remoteId)) between.push(last);
    }
  });
  return [...found];
}

function markMasked(run: Run, { accountId, remoteId, version }: Fragment): void {
  run.ctx.store.db
    .update(fragment)
    .set({ masked: true })
    .where(and(eq(fragment.accountId, accountId), eq(fragment.remoteId, remoteId), eq(fragment.version, version)))
    .run();
}

function maskPart(words: Words): Words {
  const part = partOf(words.text);
  if (!part) return words;
  const { text, spans } = maskRanges(words, [{ kind: "seedPhrase", start: part.start, end: part.end }]);
  return { text, spans };
}

function maskStored(run: Run, { accountId, remoteId, version }: Fragment): void {
  const { store } = run.ctx;
  const row = store.q.messageByRemote.get({ accountId, remoteId });
  if (!row || row.deletedAt !== null) return;
  const earlier = and(eq(messageEdit.messageId, row.id), eq(messageEdit.version, version));
  const edit = store.db.select().from(messageEdit).where(earlier).get();
  if (edit) store.db.update(messageEdit).set(maskPart(edit)).where(earlier).run();
  if (row.version === version) {
    maskCurrent(run, row);
    followComment(run.ctx, run.now, row.id);
  }
  const seq = record(run.ctx, run.now, {
    type: "message.masked",
    accountId,
    conversationId: row.conversationId,
    messageId: row.id,
    data: { placeId: row.placeId, kind: "seedPhrase" },
  });
  if (row.conversationId !== null) touch(run, row.conversationId, { seq });
}

function maskCurrent(run: Run, row: MessageRow): void {
  const { store } = run.ctx;
  const words = maskPart(row);
  const author = row.authorId === null ? null : store.q.identityById.get({ id: row.authorId });
  store.db
    .update(message)
    .set({ ...words, language: detectLanguage(words.text) })
    .where(eq(message.id, row.id))
    .run();
  reindexMessage(store, row.id, words.text, author ? `${author.name} ${author.handle ?? ""}` : "");
  markStaleWords(store);
}

const KEPT_MS = 7 * DAY_MS;
const SLICE = 1_000;

/** Forgets one bounded slice of counts that are a week old; gives how many rows went. */
export function forgetFragments(store: Store, now: EpochMs): number {
  return store.db.all(sql`
    delete from fragment where rowid in (select rowid from fragment where at < ${now - KEPT_MS} limit ${SLICE}) returning 1`)
    .length;
}
