/** Copies the files of messages into our own store once, bounded in size and age; platform addresses expire. */
import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { Connector, FetchFile } from "../../../connectors/connector.ts";
import { ConnectorError } from "../../../connectors/errors.ts";
import { SYSTEM } from "../../domain/actor.ts";
import { withDeadline } from "../../domain/deadline.ts";
import { type ContentStore, ContentTooLarge } from "../../domain/content-store.ts";
import { backoffMs } from "../../delivery/policy.ts";
import { receivedType, SNIFFED_BYTES } from "../../domain/file-type.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "../../domain/time.ts";
import { record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { media, message } from "../../store/schema.ts";
import { dropContent, dropUnused, hasDroppable } from "./drop-content.ts";

const MOST_BYTES = 25 * 1024 * 1024;
const OLDEST_MS = 30 * DAY_MS;
const MOST_ATTEMPTS = 6;
const TIMEOUT_MS = 60 * SECOND_MS;

// Written out, not bound: only then does SQLite use the partial index of the same words, and files are many.
const IS_PENDING = sql`${media.state} = 'pending'`;

export interface MediaCopier {
  store: Store;
  content: ContentStore;
  /** Null while the account is not active: its files wait. */
  connectorOf(accountId: number): Connector | null;
  fetchFile: FetchFile;
  signal: AbortSignal;
  random(): number;
}

type MediaRow = typeof media.$inferSelect;

/** Copies what is due, then forgets the content that no message holds any more. */
export async function copyMedia(copier: MediaCopier): Promise<void> {
  const { store, signal } = copier;
  for (;;) {
    const due = store.db
      .select({
        row: media,
        accountId: message.accountId,
        conversationId: message.conversationId,
        sentAt: message.sentAt,
      })
      .from(media)
      .innerJoin(message, eq(message.id, media.messageId))
      .where(and(IS_PENDING, lte(media.nextAt, store.clock.now())))
      .orderBy(asc(media.nextAt))
      .limit(1)
      .get();
    if (!due || signal.aborted) break;
    await copyOne(copier, due.row, due);
  }
  await dropContent(store, copier.content);
}

/** When a file next waits to be copied, or dropped (at once). */
export function nextMediaAt(store: Store): EpochMs | null {
  if (hasDroppable(store)) return store.clock.now();
  return pendingAt(store).get()?.at ?? null;
}

const pendingAt = perStore((db) =>
  db
    .select({ at: sql<number | null>`min(${media.nextAt})` })
    .from(media)
    .where(IS_PENDING)
    .prepare(),
);

interface About {
  accountId: number;
  conversationId: number | null;
  sentAt: EpochMs;
}

async function copyOne(copier: MediaCopier, row: MediaRow, about: About): Promise<void> {
  const { store, content } = copier;
  const now = store.clock.now();
  if (now - about.sentAt > OLDEST_MS) return settle(copier, row, about, { state: "gone", reason: "too-old" });
  if ((row.size ?? 0) > MOST_BYTES) return settle(copier, row, about, { state: "gone", reason: "too-large" });
  const connector = copier.connectorOf(about.accountId);
  if (!connector) return settle(copier, row, about, { nextAt: now + backoffMs(MOST_ATTEMPTS, copier.random()) });
  if (!connector.openMedia || row.remoteId === null)
    return settle(copier, row, about, { state: "gone", reason: "unavailable" });
  try {
    const { remoteId } = row;
    const open = connector.openMedia.bind(connector);
    const kept = await withDeadline(TIMEOUT_MS, [copier.signal], async (signal) => {
      const { body, mime } = await open(remoteId, copier.fetchFile, signal);
      const head: number[] = [];
      const stored = await content.put(body.pipeThrough(watchHead(head)), MOST_BYTES);
      return { ...stored, mime: receivedType(Uint8Array.from(head), row.mime ?? mime) };
    });
    // Its message may be gone meanwhile; then nobody would ever drop the copy.
    if (!isSettled(copier, row, about, { state: "kept", ...kept, nextAt: null }))
      await dropUnused(store, content, kept.hash);
    return undefined;
  } catch (error) {
    if (copier.signal.aborted) return undefined;
    if (error instanceof ContentTooLarge) return settle(copier, row, about, { state: "gone", reason: "too-large" });
    const attempts = row.attempts + 1;
    const final = (error instanceof ConnectorError && error.kind === "permanent") || attempts >= MOST_ATTEMPTS;
    if (final) return settle(copier, row, about, { state: "gone", reason: "unavailable", attempts });
    const retryAt = error instanceof ConnectorError ? (error.retryAt ?? 0) : 0;
    return settle(copier, row, about, {
      attempts,
      nextAt: Math.max(retryAt, store.clock.now() + backoffMs(attempts + 2, copier.random())),
    });
  }
}

/** Puts a file's first bytes into `head` as they pass. */
function watchHead(head: number[]): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(chunk, out) {
      if (head.length < SNIFFED_BYTES) head.push(...chunk.subarray(0, SNIFFED_BYTES - head.length));
      out.enqueue(chunk);
    },
  });
}

function settle(copier: MediaCopier, row: MediaRow, about: About, values: Partial<MediaRow>): void {
  isSettled(copier, row, about, values);
}

/** False where the file is not waited for any more. */
function isSettled({ store }: MediaCopier, row: MediaRow, about: About, values: Partial<MediaRow>): boolean {
  return store.transaction((now) => {
    const next = values.state === "gone" ? { ...values, nextAt: null } : values;
    const changed = store.db
      .update(media)
      .set(next)
      .where(and(eq(media.id, row.id), eq(media.state, "pending")))
      .returning({ state: media.state })
      .get();
    if (changed && changed.state !== "pending")
      record({ store, actor: SYSTEM }, now, {
        type: "media.changed",
        accountId: about.accountId,
        conversationId: about.conversationId,
        messageId: row.messageId,
        data: { mediaId: row.id, state: changed.state },
      });
    return changed !== undefined;
  });
}
