/** Pages as they go over the wire. */
import type { z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { may } from "../../domain/permissions.ts";
import { toIso } from "../../domain/time.ts";
import { agentNames, type PublicationDetail } from "../../qa/publications/list.ts";
import type { PublicationRow } from "../../qa/publications/rows.ts";
import type { Context } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import type { PublicationItem, PublicationView } from "../publication-schemas.ts";

/** Where a page stands on the public site. */
export function publicPath({ kind, slug }: Pick<PublicationRow, "kind" | "slug">): string {
  return `${kind === "faq" ? "/faq" : "/q"}/${encodeURIComponent(slug)}`;
}

/** Presents rows with the names of the people in them. */
export function presentPublications(store: Store, rows: readonly PublicationRow[]): z.infer<typeof PublicationItem>[] {
  const names = agentNames(
    store,
    rows.flatMap((row) => [row.authorId, row.editorId, row.reviewerId]),
  );
  const somebody = (id: number | null) =>
    id === null ? null : { id: formatId("agent", id), name: names.get(id) ?? "" };
  return rows.map((row) => ({
    id: formatId("publication", row.id),
    kind: row.kind,
    form: row.form,
    state: row.state,
    revision: row.revision,
    language: row.language,
    slug: row.slug,
    path: publicPath(row),
    title: row.title,
    topicId: row.topicId === null ? null : formatId("topic", row.topicId),
    conversationId: row.conversationId === null ? null : formatId("conversation", row.conversationId),
    consent: row.consent,
    watch: row.watch,
    version: row.version,
    edition: row.edition,
    author: somebody(row.authorId),
    editor: somebody(row.editorId),
    reviewer: somebody(row.reviewerId),
    remark: row.remark,
    publishedAt: toIso(row.publishedAt),
    updatedAt: toIso(row.updatedAt),
    withdrawnAt: toIso(row.withdrawnAt),
    withdrawnFor: row.withdrawnFor,
    createdAt: toIso(row.createdAt),
  }));
}

/** What was said in the conversation is shown to those alone who may read it there. */
export function presentPublication(
  { store, actor }: Context,
  { row, sources, checks, translation, consent }: PublicationDetail,
): z.infer<typeof PublicationView> {
  const [item, other = null] = presentPublications(store, [row, ...(translation ? [translation] : [])]);
  if (!item) throw new Error("a row is presented as one item");
  const { title, question, answer, appliesTo, byline, removals } = row;
  const mayRead = may(actor, "conversation.read");
  return {
    ...item,
    title,
    question,
    answer,
    appliesTo,
    byline,
    askedAt: toIso(row.askedAt),
    answeredAt: toIso(row.answeredAt),
    removals: mayRead ? removals : null,
    sources: sources.map(({ role, version, message }) => ({
      messageId: formatId("message", message.id),
      role,
      text: mayRead ? message.text : "",
      url: mayRead ? message.url : null,
      sentAt: toIso(message.sentAt),
      edited: message.deletedAt === null && message.version !== version,
      deleted: message.deletedAt !== null,
    })),
    checks,
    translation: other,
    consentRequest: consent && {
      messageId: consent.messageId === null ? null : formatId("message", consent.messageId),
      askedAt: toIso(consent.askedAt),
      expiresAt: toIso(consent.expiresAt),
      answeredAt: toIso(consent.answeredAt),
      withdrawnAt: toIso(consent.withdrawnAt),
    },
  };
}
