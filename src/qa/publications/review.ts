/** Takes a page from draft to review to the public, and back. */
import { eq, sql } from "drizzle-orm";
import { agentIdOf } from "../../domain/actor.ts";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { WithdrawalReason } from "../../domain/publications.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import type { EventType } from "../../store/events.ts";
import {
  message,
  publication,
  publicationConsent,
  publicationDay,
  publicationSlug,
  publicationSource,
  publicationVersion,
} from "../../store/schema.ts";
import { followPublished, followWithdrawn } from "../follow.ts";
import { type Check, checksOf, refuseUnsafe } from "./checks.ts";
import { type PublicationRow, requireEdition, requirePublication, save, step } from "./rows.ts";
import { keepSlug } from "./slugs.ts";
import { copiesOfConsent } from "./translations.ts";
import { versionOf } from "./versions.ts";
import { cleanWords } from "./words.ts";

/** Hands a draft in. What was taken out of it is forgotten. Throws ProblemError `forbidden`, `not-found`, `conflict`, or `invalid` with `checks`. */
export function submit(ctx: Context, id: number, edition: number): PublicationRow {
  demand(ctx, "publication.write");
  return ctx.store.transaction((now) => {
    const before = requireEdition(ctx.store, id, edition);
    const to = standing(step(before, "submit"));
    refuseUnmet(checksOf(ctx, before), ["submit"]);
    const row = save(ctx.store, now, before, { ...to, ...lookedAt(before, now), removals: null, remark: "" });
    return tell(ctx, now, "publication.submitted", row);
  });
}

/** Gives it back to be worked on, with what there is to say about it. Throws ProblemError `forbidden`, `not-found`, `conflict` or `invalid`. */
export function sendBack(ctx: Context, id: number, input: { edition: number; remark: string }): PublicationRow {
  demand(ctx, "publication.manage");
  return ctx.store.transaction((now) => {
    const before = requireEdition(ctx.store, id, input.edition);
    const row = save(ctx.store, now, before, {
      ...standing(step(before, "return")),
      remark: input.remark.normalize("NFC").trim(),
      reviewerId: agentIdOf(ctx.actor),
    });
    return tell(ctx, now, "publication.returned", row);
  });
}

/**
 * Makes the words of this edition public as the next version; `note` says what changed. Throws ProblemError `forbidden`, `not-found`, `conflict` (with reason
 * `second-person` where somebody else must), or `invalid` with `checks`.
 */
export function publish(ctx: Context, id: number, input: { edition: number; note: string }): PublicationRow {
  demand(ctx, "publication.manage");
  const { store } = ctx;
  return store.transaction((now) => {
    const before = requireEdition(store, id, input.edition);
    const to = standing(step(before, "publish"));
    refuseUnmet(checksOf(ctx, before), ["submit", "publish"]);
    const reviewerId = agentIdOf(ctx.actor);
    const row = save(store, now, before, {
      ...to,
      reviewerId,
      version: before.version + 1,
      publishedAt: before.publishedAt ?? now,
      withdrawnAt: null,
      withdrawnFor: null,
      remark: "",
    });
    const { version, title, question, answer, appliesTo, byline, editorId } = row;
    const note = cleanWords("appliesTo", input.note);
    refuseUnsafe(ctx, "note", note);
    store.db
      .insert(publicationVersion)
      .values({
        publicationId: id,
        version,
        title,
        question,
        answer,
        appliesTo,
        byline,
        note,
        editorId,
        reviewerId,
        at: now,
      })
      .run();
    keepSlug(store, now, row);
    seenAsTheyAre(ctx, id);
    tell(ctx, now, "publication.published", row);
    followPublished(ctx, now, row);
    return row;
  });
}

/** Whoever published it has seen what its sources say now. */
function seenAsTheyAre({ store }: Context, id: number): void {
  store.db
    .update(publicationSource)
    .set({ version: sql`(select version from ${message} where id = ${publicationSource.messageId})` })
    .where(eq(publicationSource.publicationId, id))
    .run();
}

/** Takes a page down. Throws ProblemError `forbidden`, `not-found` or `conflict`. */
export function withdraw(ctx: Context, id: number): PublicationRow {
  demand(ctx, "publication.manage");
  return ctx.store.transaction((now) => takeDown(ctx, now, requirePublication(ctx.store, id), "by-person"));
}

/** Takes a public page down for any reason. Call inside a transaction. Throws ProblemError `conflict` where it is not public. */
export function takeDown(ctx: Context, now: EpochMs, before: PublicationRow, reason: WithdrawalReason): PublicationRow {
  const row = save(ctx.store, now, before, {
    ...standing(step(before, "withdraw")),
    withdrawnAt: now,
    withdrawnFor: reason,
  });
  tell(ctx, now, "publication.withdrawn", row, { reason });
  followWithdrawn(ctx, now, row);
  return row;
}

/** Makes a draft of a withdrawn page, to be published anew. Throws ProblemError `forbidden`, `not-found`, or `conflict`, also where its person was erased. */
export function reopen(ctx: Context, id: number): PublicationRow {
  demand(ctx, "publication.manage");
  return ctx.store.transaction((now) => {
    const before = requirePublication(ctx.store, id);
    const to = standing(step(before, "reopen"));
    if (before.withdrawnFor === "erased" && before.kind === "thread" && before.conversationId === null)
      throw new ProblemError("conflict", "The person was erased, and with them what they asked. Write a new page.", {
        extra: { reason: "erased" },
      });
    return tell(ctx, now, "publication.reopened", save(ctx.store, now, before, { ...to, ...lookedAt(before, now) }));
  });
}

/** Deletes a draft that was never public, or gives up new words; null: it is gone. Throws ProblemError `forbidden`, `not-found` or `conflict`. */
export function discard(ctx: Context, id: number): PublicationRow | null {
  demand(ctx, "publication.write");
  return ctx.store.transaction((now) => {
    const before = requirePublication(ctx.store, id);
    const to = step(before, "discard");
    if (before.version === 0) {
      remove(ctx, now, before);
      return null;
    }
    // What was public before keeps its history: a draft of it is withdrawn again.
    const back = to === "gone" ? ({ state: "withdrawn", revision: null } as const) : to;
    const { title, question, answer, appliesTo, byline, editorId } = versionOf(ctx.store, before);
    const words = { answer, appliesTo, byline, removals: null, remark: "" };
    // What the person asked may have been edited or taken back since it was public: it stays as it has followed them.
    const mayBeOld = to === "gone" && before.kind === "thread";
    const rest = mayBeOld ? {} : { title, question, editorId };
    const row = save(ctx.store, now, before, { ...back, ...words, ...rest });
    return tell(ctx, now, "publication.edited", row, { edition: row.edition, words: true, slug: false });
  });
}

function remove(ctx: Context, now: EpochMs, row: PublicationRow): void {
  const { db } = ctx.store;
  const { id } = row;
  db.update(publication).set({ translationOf: null }).where(eq(publication.translationOf, id)).run();
  db.delete(publicationSource).where(eq(publicationSource.publicationId, id)).run();
  const heir = copiesOfConsent(ctx.store, row)[0];
  // The person's link goes on to what still stands on their word.
  if (heir)
    db.update(publicationConsent).set({ publicationId: heir.id }).where(eq(publicationConsent.publicationId, id)).run();
  else db.delete(publicationConsent).where(eq(publicationConsent.publicationId, id)).run();
  db.delete(publicationSlug).where(eq(publicationSlug.publicationId, id)).run();
  db.delete(publicationDay).where(eq(publicationDay.publicationId, id)).run();
  db.delete(publication).where(eq(publication.id, id)).run();
  record(ctx, now, { type: "publication.discarded", data: { publicationId: id } });
}

/** Before anybody decides, a source that is looked at now and then is looked at. */
function lookedAt({ watch }: PublicationRow, now: EpochMs): Partial<PublicationRow> {
  return watch === "polled" ? { watchAt: now } : {};
}

function standing(to: ReturnType<typeof step>) {
  if (to === "gone") throw new Error("only discarding deletes");
  return to;
}

function tell(
  ctx: Context,
  now: EpochMs,
  type: EventType,
  row: PublicationRow,
  more: Record<string, string | number | boolean> = {},
): PublicationRow {
  record(ctx, now, { type, data: { publicationId: row.id, version: row.version, ...more } });
  return row;
}

/** Throws ProblemError `conflict` where only a second person is missing, else `invalid` with all that is unmet. */
function refuseUnmet(checks: readonly Check[], blocking: readonly Check["blocks"][]): void {
  const unmet = checks.filter(({ blocks }) => blocking.includes(blocks));
  const [first] = unmet;
  if (!first) return;
  if (first.code === "second-person")
    throw new ProblemError("conflict", "These are your own words: somebody else must publish them.", {
      extra: { reason: "second-person" },
    });
  throw new ProblemError(
    "invalid",
    `It cannot go on yet: ${unmet.map(({ code }) => code).join(", ")}. See its checks.`,
    {
      ...(first.field === null ? {} : { field: first.field }),
      extra: { checks: unmet },
    },
  );
}
