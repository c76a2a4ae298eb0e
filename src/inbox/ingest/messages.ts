/** Applies a message snapshot, whatever of it is known already. */
import { eq } from "drizzle-orm";
import type { MediaSnapshot } from "../../../connectors/connector.ts";
import { bindByKey, bindDeletedEcho, settleByEcho } from "../../delivery/echo.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { detectLanguage } from "../../domain/language.ts";
import { record } from "../../store/context.ts";
import type { Conversation } from "../../store/conversation-state.ts";
import { isErased } from "../../store/erased.ts";
import { keepVersion, type MessageRow, replaceText } from "../../store/message-content.ts";
import { ensurePlace, type PlaceRow } from "../../store/places.ts";
import { media } from "../../store/schema.ts";
import { indexMessage } from "../../store/search.ts";
import { type Feedback, feedbackIn, takeFeedback } from "../satisfaction/take.ts";
import { hasPosts, takeComment } from "./comments.ts";
import { conversationOf, openConversation, openEpisode } from "./conversations.ts";
import type { MaskedSnapshot } from "./mask-event.ts";
import { ensureIdentity, type IdentityRow } from "./people.ts";
import { arrival, type Run, touch } from "./run.ts";
import { owesSafetyText } from "./owes-safety-text.ts";
import { sealUndecided } from "./seal-undecided.ts";
import { maskSplit } from "./split-phrases.ts";

/** Clocks differ, and platforms round: so much older than the account still counts as news. */
const EARLY_MS = MINUTE_MS;

/** Same result for any order and number of arrivals. */
export function applyMessage(run: Run, given: MaskedSnapshot): void {
  const snapshot = maskSplit(run, datedBack(run, given));
  applyMasked(run, snapshot);
  owesSafetyText(run, snapshot);
}

function applyMasked(run: Run, snapshot: MaskedSnapshot): void {
  const known = find(run, snapshot.id);
  if (bindsByKey(run, known, snapshot)) {
    // The echo may bear an edit already.
    const bound = find(run, snapshot.id);
    if (bound) updateMessage(run, bound, snapshot);
  } else if (known) updateMessage(run, known, snapshot);
  else insertMessage(run, snapshot);
}

function find(run: Run, remoteId: string): MessageRow | undefined {
  return run.ctx.store.q.messageByRemote.get({ accountId: run.account.id, remoteId });
}

/** True where it is the echo of a delivery and not bound yet; an edit without the key may have stored it before. */
function bindsByKey(run: Run, known: MessageRow | undefined, snapshot: MaskedSnapshot): boolean {
  const { id, url, sentAt, key, direction } = snapshot;
  if (key === null || direction !== "outbound" || known?.origin === "parley") return false;
  return bindByKey(run.ctx, run.now, run.account.id, key, { id, url, sentAt });
}

/** Connecting starts at now: what was said before (quoted, or waiting at the platform) is history and triggers nothing. */
function datedBack(run: Run, snapshot: MaskedSnapshot): MaskedSnapshot {
  const old = snapshot.origin === "platform" && snapshot.sentAt < run.account.createdAt - EARLY_MS;
  return old ? { ...snapshot, origin: "history" } : snapshot;
}

function insertMessage(run: Run, snapshot: MaskedSnapshot): void {
  const { store } = run.ctx;
  const accountId = run.account.id;
  const author = ensureIdentity(run, snapshot.author, snapshot.sentAt);
  const person = author && personOf(run, snapshot, author);
  // The person was erased: what was said until then does not come back, theirs or ours to them.
  if (!author || (!person && snapshot.person !== null)) return;
  const place = ensurePlace(store, accountId, snapshot.place);
  const deletedAt = store.q.tombstone.get({ accountId, remoteId: snapshot.id })?.at ?? null;
  const { home, feedback } = person
    ? findHome(run, place, person.id, snapshot, deletedAt !== null)
    : { home: null, feedback: null };
  const direction = home && snapshot.direction === "ambient" ? "inbound" : snapshot.direction;
  if (home && direction === "outbound" && deletedAt !== null && isEchoOfOurs(run, home.id, snapshot)) return;
  const text = deletedAt === null ? snapshot.text : "";
  const receivedAt = snapshot.origin === "history" ? snapshot.sentAt : run.now;
  const { id } = store.q.insertMessage.get({
    accountId,
    placeId: place.id,
    conversationId: home?.id ?? null,
    episodeId: home?.episodeId ?? null,
    remoteId: snapshot.id,
    direction,
    origin: snapshot.origin,
    authorId: author.id,
    personId: person?.id ?? null,
    agentId: null,
    automatic: null,
    text,
    spans: deletedAt === null ? snapshot.spans : [],
    language: detectLanguage(text),
    groupKey: snapshot.groupKey,
    inReplyTo: snapshot.inReplyTo,
    url: snapshot.url,
    sentAt: snapshot.sentAt,
    receivedAt,
    // Of a deleted message nothing is kept that would depend on when the deletion came.
    version: deletedAt === null ? snapshot.version : 0,
    editedAt: deletedAt === null ? snapshot.editedAt : null,
    deletedAt,
  });
  if (deletedAt === null) {
    insertMedia(run, id, snapshot.media);
    sealUndecided(run, id, snapshot);
    indexMessage(store, id, text, `${author.name} ${author.handle ?? ""}`);
  }
  const seq = record(run.ctx, run.now, {
    type: "message.created",
    accountId,
    conversationId: home?.id ?? null,
    messageId: id,
    data: { direction, origin: snapshot.origin, placeId: place.id },
  });
  takeComment(run, id, snapshot);
  if (!home) return settlePosts(run, direction);
  const { origin, sentAt } = snapshot;
  if (feedback) takeFeedback(run, home, id, sentAt, feedback);
  // Nobody waits for an answer to a rating.
  if (feedback?.kind === "rating") touch(run, home.id, { seq, receivedAt, wroteAt: sentAt });
  else touch(run, home.id, { seq, ...arrival({ direction, origin, sentAt, receivedAt, deletedAt }) });
  if (direction === "outbound") settleByEcho(run.ctx, run.now, { accountId, conversationId: home.id });
}

/** Our own words to nobody may be what became of a part of a post. */
function settlePosts(run: Run, direction: string): void {
  if (direction === "outbound" && hasPosts(run))
    settleByEcho(run.ctx, run.now, { accountId: run.account.id, conversationId: null });
}

function isEchoOfOurs(run: Run, conversationId: number, snapshot: MaskedSnapshot): boolean {
  const { id, url, text, inReplyTo, sentAt } = snapshot;
  const shown = { texts: [text], hasMedia: snapshot.media.length > 0, inReplyTo, sentAt, receivedAt: run.now };
  return bindDeletedEcho(run.ctx, run.now, conversationId, shown, { id, url, sentAt });
}

/** The person whose conversation it is; null for our own words to nobody, or to somebody whom we erased. */
function personOf(run: Run, snapshot: MaskedSnapshot, author: IdentityRow): IdentityRow | null {
  const { person, direction, sentAt } = snapshot;
  if (direction !== "outbound") return author;
  return person ? ensureIdentity(run, person, sentAt) : null;
}

interface Home {
  home: Conversation | null;
  /** What it says about work that is closed. */
  feedback: Feedback | null;
}

/** The conversation it goes into; what addresses us opens one, or a new episode of a closed one. */
function findHome(run: Run, place: PlaceRow, personId: number, snapshot: MaskedSnapshot, deleted: boolean): Home {
  const history = snapshot.origin === "history";
  const known = conversationOf(run, place, personId);
  if (!known) {
    const opens = snapshot.direction === "inbound";
    return { home: opens ? openConversation(run, place, personId, snapshot.sentAt, history) : null, feedback: null };
  }
  const writes = snapshot.direction !== "outbound" && !history && !deleted;
  const reopens = writes && known.status === "closed" && !hasOpenEpisode(run, known);
  const feedback = reopens ? feedbackIn(run, known, snapshot) : null;
  if (!reopens || feedback?.kind === "rating") return { home: known, feedback };
  return { home: openEpisode(run, known, snapshot.sentAt), feedback };
}

/** The status follows at the end of the batch: the second message after a close finds the episode that the first one opened. */
function hasOpenEpisode(run: Run, { episodeId }: Conversation): boolean {
  return episodeId !== null && run.ctx.store.q.episodeById.get({ id: episodeId })?.closedAt === null;
}

function insertMedia(run: Run, messageId: number, items: readonly MediaSnapshot[]): void {
  items.forEach((item, position) => {
    const { id: remoteId, latitude, longitude, ...facts } = item;
    const nothing = item.kind === "location" || item.kind === "contact";
    const state = remoteId !== null ? "pending" : nothing ? "none" : "gone";
    run.ctx.store.db
      .insert(media)
      .values({
        messageId,
        position,
        remoteId,
        ...facts,
        latitude: latitude ?? null,
        longitude: longitude ?? null,
        state,
        reason: state === "gone" ? "unavailable" : null,
        nextAt: state === "pending" ? run.now : null,
      })
      .run();
  });
}

function updateMessage(run: Run, known: MessageRow, snapshot: MaskedSnapshot): void {
  const author = known.direction === "ambient" && snapshot.direction === "inbound" ? known.authorId : null;
  if (author !== null && !wasErased(run, author))
    openConversation(
      run,
      ensurePlace(run.ctx.store, run.account.id, snapshot.place),
      author,
      snapshot.sentAt,
      snapshot.origin === "history",
    );
  // Where a native message of ours stands, which may yet prove to be the echo of a delivery.
  const echoIn = known.direction === "outbound" && known.origin !== "parley" ? known.conversationId : null;
  if (known.deletedAt !== null && echoIn !== null) isEchoOfOurs(run, echoIn, snapshot);
  if (known.deletedAt !== null || snapshot.version === known.version) return;
  const { store } = run.ctx;
  const { text, spans, version, sentAt } = snapshot;
  const at = snapshot.editedAt ?? sentAt;
  if (version < known.version) {
    if (text !== known.text) keepVersion(store, known.id, { version, text, spans, at });
    if (echoIn !== null) settleByEcho(run.ctx, run.now, { accountId: run.account.id, conversationId: echoIn });
    return;
  }
  replaceText(store, known, { text, spans, version, editedAt: at });
  sealUndecided(run, known.id, snapshot);
  replaceMedia(run, known.id, snapshot.media);
  takeComment(run, known.id, snapshot);
  const seq = record(run.ctx, run.now, {
    type: "message.edited",
    accountId: run.account.id,
    conversationId: known.conversationId,
    messageId: known.id,
    data: { placeId: known.placeId },
  });
  if (known.conversationId === null) return;
  touch(run, known.conversationId, { seq });
  if (echoIn !== null) settleByEcho(run.ctx, run.now, { accountId: run.account.id, conversationId: echoIn });
}

function wasErased(run: Run, identityId: number): boolean {
  const row = run.ctx.store.q.identityById.get({ id: identityId });
  return row !== undefined && isErased(row);
}

/** An edit may change the files; those that stay keep their copies. */
function replaceMedia(run: Run, messageId: number, items: readonly MediaSnapshot[]): void {
  const { db } = run.ctx.store;
  const rows = db.select().from(media).where(eq(media.messageId, messageId)).all();
  const kept = rows.filter((row) => items.some((item) => item.id === row.remoteId));
  if (kept.length === rows.length && kept.length === items.length) return;
  for (const row of rows)
    if (!kept.includes(row))
      db.update(media).set({ state: "gone", reason: "replaced", remoteId: null }).where(eq(media.id, row.id)).run();
  insertMedia(
    run,
    messageId,
    items.filter((item) => !kept.some((row) => row.remoteId === item.id)),
  );
}
