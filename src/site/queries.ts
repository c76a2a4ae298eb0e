/** The public site's prepared queries: only what is published, only the words of its present version. */
import { aliasedTable, and, asc, desc, eq, gte, lt, lte, or, sql } from "drizzle-orm";
import type { Db } from "../store/db.ts";
import { perStore } from "../store/prepared.ts";
import {
  agent,
  comment,
  conversation,
  identity,
  message,
  post,
  publication,
  publicationDay,
  publicationSlug,
  publicationSource,
  publicationVersion,
  topic,
} from "../store/schema.ts";

const p = sql.placeholder;
/** Pages in one sitemap; the index over versions counts on it. */
export const CHUNK = 1_000;
export const MOST_COUNTED = 1_000;

const present = and(
  eq(publicationVersion.publicationId, publication.id),
  eq(publicationVersion.version, publication.version),
);
// Written out: a bound parameter would keep SQLite from the partial indexes.
const published = sql`${publication.state} = 'published'`;
/** Of a range of ids, where an index over states would lead astray. */
const amongPublished = sql`+${publication.state} = 'published'`;

const entry = {
  id: publication.id,
  kind: publication.kind,
  language: publication.language,
  slug: publication.slug,
  topicId: publication.topicId,
  publishedAt: publication.publishedAt,
  title: publicationVersion.title,
  question: publicationVersion.question,
  answer: publicationVersion.answer,
  updatedAt: publicationVersion.at,
};

// Row values would be shorter, but SQLite walks the whole index for them with a bound parameter.
const older = or(
  lt(publication.publishedAt, p("beforeAt")),
  and(eq(publication.publishedAt, p("beforeAt")), lt(publication.id, p("beforeId"))),
);

function prepare(db: Db) {
  const entries = (where: ReturnType<typeof and>) =>
    db
      .select(entry)
      .from(publication)
      .innerJoin(publicationVersion, present)
      .where(and(published, lte(publication.publishedAt, p("beforeAt")), older, where))
      .orderBy(desc(publication.publishedAt), desc(publication.id))
      .limit(p("limit"))
      .prepare();
  const other = aliasedTable(publication, "other");
  const reviewer = aliasedTable(agent, "reviewer");
  return {
    /** Of any state: what is withdrawn answers too, though not with its words. */
    bySlug: db
      .select({
        ...entry,
        form: publication.form,
        state: publication.state,
        version: publication.version,
        consent: publication.consent,
        askedAt: publication.askedAt,
        answeredAt: publication.answeredAt,
        translationOf: publication.translationOf,
        appliesTo: publicationVersion.appliesTo,
        byline: publicationVersion.byline,
        note: publicationVersion.note,
        reviewer: reviewer.name,
        platform: conversation.platform,
        place: conversation.kind,
        topic: topic.name,
      })
      .from(publication)
      .innerJoin(publicationVersion, present)
      .leftJoin(reviewer, eq(reviewer.id, publicationVersion.reviewerId))
      .leftJoin(conversation, eq(conversation.id, publication.conversationId))
      .leftJoin(topic, eq(topic.id, publication.topicId))
      .where(eq(publication.slug, p("slug")))
      .prepare(),
    /** Where a former address leads. */
    formerSlug: db
      .select({
        slug: publication.slug,
        kind: publication.kind,
        state: publication.state,
        version: publication.version,
        language: publication.language,
      })
      .from(publicationSlug)
      .innerJoin(publication, eq(publication.id, publicationSlug.publicationId))
      .where(eq(publicationSlug.slug, p("slug")))
      .prepare(),
    translation: db
      .select({ slug: other.slug, kind: other.kind })
      .from(other)
      .where(and(eq(other.state, "published"), eq(other.id, p("id"))))
      .prepare(),
    translated: db
      .select({ slug: other.slug, kind: other.kind })
      .from(other)
      .where(and(eq(other.state, "published"), eq(other.translationOf, p("id"))))
      .limit(1)
      .prepare(),
    list: entries(and(eq(publication.language, p("language")), eq(publication.kind, p("kind")))),
    /** Threads and FAQ pages. */
    listOfTopic: entries(and(eq(publication.topicId, p("topicId")), eq(publication.language, p("language")))),
    /** At most `MOST_COUNTED`: beyond, nobody reads the number. */
    count: db
      .select({ n: sql<number>`count(*)` })
      .from(
        db
          .select({ id: publication.id })
          .from(publication)
          .where(and(published, eq(publication.language, p("language"))))
          .limit(MOST_COUNTED)
          .as("some"),
      )
      .prepare(),
    topics: db
      .select({ id: topic.id, name: topic.name })
      .from(topic)
      .where(
        sql`exists (select 1 from ${publication} where ${publication.topicId} = ${topic.id} and ${publication.language} = ${p("language")} and ${published})`,
      )
      .orderBy(asc(topic.name))
      .limit(60)
      .prepare(),
    topicById: db
      .select({ id: topic.id, name: topic.name })
      .from(topic)
      .where(eq(topic.id, p("id")))
      .prepare(),
    /** The post that an attributed page shows. */
    source: db
      .select({ url: message.url })
      .from(publicationSource)
      .innerJoin(message, eq(message.id, publicationSource.messageId))
      .where(and(eq(publicationSource.publicationId, p("id")), eq(publicationSource.role, "question")))
      .orderBy(asc(publicationSource.position))
      .limit(1)
      .prepare(),
    counts: db
      .select({
        same: sql<number>`coalesce(sum(${publicationDay.same}), 0)`,
        helped: sql<number>`coalesce(sum(${publicationDay.helped}), 0)`,
        unhelped: sql<number>`coalesce(sum(${publicationDay.unhelped}), 0)`,
      })
      .from(publicationDay)
      .where(eq(publicationDay.publicationId, p("id")))
      .prepare(),
    comments: db
      .select({
        id: comment.id,
        text: comment.text,
        at: comment.at,
        direction: message.direction,
        name: identity.name,
        handle: identity.handle,
        language: message.language,
      })
      .from(comment)
      .innerJoin(message, eq(message.id, comment.messageId))
      .leftJoin(identity, eq(identity.id, message.authorId))
      .where(and(eq(comment.publicationId, p("id")), eq(comment.state, "shown")))
      .orderBy(asc(comment.at), asc(comment.id))
      .limit(100)
      .prepare(),
    /** Whether others may answer: it stands on a platform where they can. */
    openPost: db
      .select({ id: post.id })
      .from(post)
      .where(
        and(
          eq(post.publicationId, p("id")),
          sql`${post.threadPlaceId} is not null`,
          sql`${post.state} in ('posted', 'partial')`,
        ),
      )
      .limit(1)
      .prepare(),
    chunkChanged: db
      .select({ at: sql<number | null>`max(${publicationVersion.at})` })
      .from(publicationVersion)
      .where(sql`${publicationVersion.publicationId} / 1000 = ${p("chunk")}`)
      .prepare(),
    chunkFilled: db
      .select({ id: publication.id })
      .from(publication)
      .where(and(amongPublished, gte(publication.id, p("from")), lt(publication.id, p("until"))))
      .limit(1)
      .prepare(),
    newest: db.select({ id: publication.id }).from(publication).orderBy(desc(publication.id)).limit(1).prepare(),
    chunk: db
      .select({ kind: publication.kind, slug: publication.slug, at: publicationVersion.at })
      .from(publication)
      .innerJoin(publicationVersion, present)
      .where(and(amongPublished, gte(publication.id, p("from")), lt(publication.id, p("until"))))
      .orderBy(asc(publication.id))
      .prepare(),
    say: {
      seen: countUp(db, "views"),
      same: countUp(db, "same"),
      helped: countUp(db, "helped"),
      unhelped: countUp(db, "unhelped"),
      asked: countUp(db, "asked"),
    },
  };
}

function countUp(db: Db, column: "views" | "same" | "helped" | "unhelped" | "asked") {
  return db
    .insert(publicationDay)
    .values({ publicationId: p("id"), day: p("day"), [column]: 1 })
    .onConflictDoUpdate({
      target: [publicationDay.publicationId, publicationDay.day],
      set: { [column]: sql`${publicationDay[column]} + 1` },
    })
    .prepare();
}

export const siteQueries = perStore(prepare);
export type SiteEntry = ReturnType<ReturnType<typeof prepare>["list"]["all"]>[number];
export type SitePage = NonNullable<ReturnType<ReturnType<typeof prepare>["bySlug"]["get"]>>;
export type Said = keyof ReturnType<typeof prepare>["say"];
