/** Lets pages follow what they were made of, in the transaction that edits, deletes or erases it. */
import { and, eq, gt, inArray, or, sql } from "drizzle-orm";
import { forgetPosts } from "../../delivery/posts/forget.ts";
import { SYSTEM } from "../../domain/actor.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import type { Follower, Store } from "../../store/db.ts";
import type { EventType, Recorded } from "../../store/events.ts";
import { findConversation } from "../../store/conversation-state.ts";
import { isErased } from "../../store/erased.ts";
import { perStore } from "../../store/prepared.ts";
import {
  conversation,
  identity,
  publication,
  publicationConsent,
  publicationSource,
  publicationVersion,
} from "../../store/schema.ts";
import { attributedQuestion } from "./forms.ts";
import { takeDown } from "./review.ts";
import { type PublicationRow, save } from "./rows.ts";
import { sourcesOf } from "./sources.ts";

const p = sql.placeholder;
const bySource = perStore((db) =>
  db
    .select({ publication, role: publicationSource.role })
    .from(publicationSource)
    .innerJoin(publication, eq(publication.id, publicationSource.publicationId))
    .where(eq(publicationSource.messageId, p("messageId")))
    .prepare(),
);

type Followed = (ctx: Context, now: EpochMs, event: Recorded) => void;

const FOLLOWED: Partial<Record<EventType, Followed>> = {
  "message.deleted": followMessage,
  "message.edited": followMessage,
  "message.masked": followMessage,
  "contact.erasing": (ctx, now, { actor, data }) => {
    const contactId = data?.["contactId"];
    // What rests too long goes by itself, and says nothing about what the person wants.
    if (actor === "system" || typeof contactId !== "number") return;
    for (const row of pagesOfPerson(ctx.store, contactId)) takeDownIfPublic(ctx, now, row);
  },
  "conversation.erased": (ctx, now, { conversationId }) => {
    if (typeof conversationId === "number") conversationErased(ctx, now, conversationId);
  },
  "account.removed": (ctx, now, { accountId }) => {
    if (typeof accountId === "number") nobodyWatches(ctx, now, accountId);
  },
};

/** For `createStore`. */
export const followSources: Follower = (store, now, event) =>
  FOLLOWED[event.type]?.({ store, actor: SYSTEM }, now, event);

function followMessage(ctx: Context, now: EpochMs, { type, messageId }: Recorded): void {
  if (typeof messageId !== "number") return;
  for (const { publication: row, role } of bySource(ctx.store).all({ messageId }))
    messageChanged(ctx, now, row, { role, messageId, what: type });
}

interface Changed {
  role: "question" | "answer";
  messageId: number;
  what: EventType;
}

/** What we said ourselves may change: whoever reviews the page next is told. What the person said is theirs. */
function messageChanged(ctx: Context, now: EpochMs, row: PublicationRow, { role, messageId, what }: Changed): void {
  record(ctx, now, { type: "publication.source", messageId, data: { publicationId: row.id, role, what } });
  if (role === "answer") return;
  const deleted = what === "message.deleted";
  const gone = deleted ? row.consent !== "rewritten" : what === "message.masked" || row.form === "attributed";
  const left =
    gone && row.state === "published" ? takeDown(ctx, now, row, deleted ? "source-deleted" : "source-edited") : row;
  if (row.form === "attributed") sayAnew(ctx, now, left, what);
  else if (what !== "message.edited") forgetOriginals(ctx, now, left);
}

/** An attributed question stands as it is said now; what was deleted, or had to be masked, is nowhere any more. */
function sayAnew(ctx: Context, now: EpochMs, row: PublicationRow, what: Changed["what"]): void {
  const { store } = ctx;
  const sources = sourcesOf(store, row.id);
  const where = row.conversationId === null ? null : findConversation(store, row.conversationId);
  const question = where === null ? "" : attributedQuestion(store, where, sources, row.language);
  const derivedTitle = row.title !== "" && row.question.startsWith(row.title);
  save(store, now, row, {
    question,
    ...(derivedTitle ? { title: "" } : {}),
    ...(row.state === "review" ? { state: "draft" as const } : {}),
  });
  for (const { message } of sources)
    store.db
      .update(publicationSource)
      .set({ version: message.version })
      .where(and(eq(publicationSource.publicationId, row.id), eq(publicationSource.messageId, message.id)))
      .run();
  if (what !== "message.edited") forgetPublic(store, now, row.id);
}

/** What was taken out of a draft goes, and with it a question that nobody has told in other words yet. */
function forgetOriginals({ store }: Context, now: EpochMs, row: PublicationRow): void {
  if (row.removals === null && row.state !== "review") return;
  save(store, now, row, {
    ...(row.removals === null ? {} : { removals: null, question: "", title: "" }),
    ...(row.state === "review" && row.consent !== "rewritten" ? { state: "draft" as const } : {}),
  });
}

function forgetPublic(store: Store, now: EpochMs, publicationId: number): void {
  store.db
    .update(publicationVersion)
    .set({ question: "", title: "" })
    .where(eq(publicationVersion.publicationId, publicationId))
    .run();
  forgetPosts(store, now, publicationId);
}

/** Pages made of what somebody said under any of their names, or that they agreed to. */
function pagesOfPerson({ db }: Store, contactId: number): PublicationRow[] {
  const theirs = db
    .select({ id: conversation.id })
    .from(conversation)
    .innerJoin(identity, eq(identity.id, conversation.personId))
    .where(eq(identity.contactId, contactId));
  const agreed = db
    .select({ id: publicationConsent.publicationId })
    .from(publicationConsent)
    .where(inArray(publicationConsent.conversationId, theirs));
  return db
    .select()
    .from(publication)
    .where(or(inArray(publication.conversationId, theirs), inArray(publication.id, agreed)))
    .all();
}

function takeDownIfPublic(ctx: Context, now: EpochMs, row: PublicationRow): PublicationRow {
  return row.state === "published" && row.consent !== "rewritten" ? takeDown(ctx, now, row, "erased") : row;
}

/** Nothing leads from the page to the conversation any more. What was asked in the person's words goes; where they asked for it, the page too. */
function conversationErased(ctx: Context, now: EpochMs, conversationId: number): void {
  const { store } = ctx;
  const person = store.q.identityById.get({ id: store.q.conversationById.get({ id: conversationId })?.personId ?? 0 });
  const byPerson = person !== undefined && isErased(person);
  const rows = store.db.select().from(publication).where(eq(publication.conversationId, conversationId)).all();
  for (const before of rows) {
    const attributed = before.form === "attributed";
    const row = byPerson || attributed ? takeDownIfPublic(ctx, now, before) : before;
    const wiped = attributed || row.removals !== null;
    if (attributed) forgetPublic(store, now, row.id);
    save(store, now, row, {
      conversationId: null,
      watch: null,
      watchAt: null,
      removals: null,
      // Nobody is left who could say yes, or take it back.
      ...(byPerson && before.consent !== "rewritten" ? { consent: "withdrawn" as const } : {}),
      ...(wiped ? { title: "", question: "" } : {}),
      ...(row.state === "review" && wiped ? { state: "draft" as const } : {}),
    });
    store.db.delete(publicationSource).where(eq(publicationSource.publicationId, row.id)).run();
    record(ctx, now, { type: "publication.source", data: { publicationId: row.id, what: "conversation.erased" } });
  }
  if (byPerson) store.db.delete(publicationConsent).where(eq(publicationConsent.conversationId, conversationId)).run();
}

/** An account that was removed tells us nothing more: what is shown as it was said could not follow. */
function nobodyWatches(ctx: Context, now: EpochMs, accountId: number): void {
  const { db } = ctx.store;
  const there = db.select({ id: conversation.id }).from(conversation).where(eq(conversation.accountId, accountId));
  const shown = db
    .select()
    .from(publication)
    .where(
      and(
        gt(publication.conversationId, 0),
        inArray(publication.conversationId, there),
        eq(publication.form, "attributed"),
        eq(publication.state, "published"),
      ),
    )
    .all();
  for (const row of shown) takeDown(ctx, now, row, "source-blind");
  db.update(publication)
    .set({ watch: "blind", watchAt: null })
    .where(and(gt(publication.conversationId, 0), inArray(publication.conversationId, there)))
    .run();
}
