/** Pages as the team sees them: lists, and one with all that belongs to it. */
import { and, eq, sql, type SQL } from "drizzle-orm";
import type { PublicationKind, RevisionState, SiteLanguage } from "../../domain/publications.ts";
import type { Context } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { idList } from "../../store/prepared.ts";
import { agent, publication } from "../../store/schema.ts";
import { formatCursor, type Key } from "../../inbox/views/keyset.ts";
import { type Check, checksOf } from "./checks.ts";
import { consentAsked, type ConsentRow } from "./consent.ts";
import { type PublicationRow, requirePublication } from "./rows.ts";
import { type Source, sourcesOf } from "./sources.ts";
import { translationFor } from "./translations.ts";

/** `draft` and `review` hold the new words of published pages too. */
export const PUBLICATION_STAGES = ["draft", "review", "published", "withdrawn"] as const;
export type PublicationStage = (typeof PUBLICATION_STAGES)[number];

export interface PublicationFilter {
  stage?: PublicationStage | undefined;
  kind?: PublicationKind | undefined;
  language?: SiteLanguage | undefined;
  topicId?: number | undefined;
  conversationId?: number | undefined;
}

/** Newest change first. */
export function listPublications(
  store: Store,
  filter: PublicationFilter,
  { after, limit }: { after: Key; limit: number },
): { items: PublicationRow[]; nextCursor: string | null } {
  const { stage, kind, language, topicId, conversationId } = filter;
  const rows = store.db
    .select()
    .from(publication)
    .where(
      and(
        stage && atStage(stage),
        kind && eq(publication.kind, kind),
        language && eq(publication.language, language),
        topicId === undefined ? undefined : eq(publication.topicId, topicId),
        conversationId === undefined ? undefined : eq(publication.conversationId, conversationId),
        sql`(${publication.updatedAt}, ${publication.id}) < (${after.at}, ${after.id})`,
      ),
    )
    .orderBy(sql`${publication.updatedAt} desc, ${publication.id} desc`)
    .limit(limit + 1)
    .all();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last;
  return { items, nextCursor: more ? formatCursor({ at: last.updatedAt, id: last.id }) : null };
}

function atStage(stage: PublicationStage): SQL | undefined {
  const stated = eq(publication.state, stage);
  if (stage === "published" || stage === "withdrawn") return stated;
  const revised: RevisionState = stage;
  return sql`(${stated} or (${eq(publication.revision, revised)} and ${publication.revision} is not null))`;
}

/** How many are being written and how many wait for review, new words of published pages among them. */
export function publicationCounts(store: Store): { draft: number; review: number } {
  const count = (stage: "draft" | "review") =>
    store.db
      .select({ n: sql<number>`count(*)` })
      .from(publication)
      .where(atStage(stage))
      .get()?.n ?? 0;
  return { draft: count("draft"), review: count("review") };
}

export interface PublicationDetail {
  row: PublicationRow;
  sources: Source[];
  checks: Check[];
  translation: PublicationRow | null;
  /** What the person was asked last. */
  consent: ConsentRow | null;
}

/** Throws ProblemError `not-found`. */
export function publicationDetail(ctx: Context, id: number): PublicationDetail {
  const row = requirePublication(ctx.store, id);
  const sources = sourcesOf(ctx.store, id);
  const open = row.state === "draft" || row.state === "review" || row.revision !== null;
  return {
    row,
    sources,
    checks: open ? checksOf(ctx, row, sources) : [],
    translation: translationFor(ctx.store, row),
    consent: consentAsked(ctx.store, id),
  };
}

/** Names of the team by id. */
export function agentNames({ db }: Store, ids: (number | null)[]): Map<number, string> {
  const known = ids.filter((id) => id !== null);
  const rows = db
    .select({ id: agent.id, name: agent.name })
    .from(agent)
    .where(sql`${agent.id} in (select value from json_each(${idList(known)}))`)
    .all();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
