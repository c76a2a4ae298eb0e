/** Says what a message or an episode counts for, from its row alone: the same whatever order things came in. */
import { bucketOf } from "../../domain/reports/buckets.ts";
import type { Facet, Measure, Visibility } from "../../domain/reports/measures.ts";
import { type EpochMs, HOUR_MS } from "../../domain/time.ts";
import type { Store } from "../db.ts";
import type { EpisodeFacts, MessageFacts } from "../queries/reports.ts";

export interface Part {
  measure: Measure;
  facet: Facet;
  /** An id of the facet's kind; 0: none. */
  key: number;
  accountId: number;
  visibility: Visibility;
  /** Since 1970, UTC. */
  hour: number;
  bucket: number;
}

/** History that was imported counts for nothing: it is nobody's work here. Nor do fixed texts, and what never left. */
export function partsOfMessage(store: Store, row: MessageFacts): Part[] {
  if (row.conversationId === null || row.kind === null || row.origin === "history") return [];
  const measure = measureOf(store, row);
  if (measure === null) return [];
  const { accountId, kind, sentAt } = row;
  const part = { measure, accountId, visibility: visibilityOf(kind), hour: hourOf(sentAt), bucket: 0 };
  const all: Part = { ...part, facet: "all", key: 0 };
  return measure === "inbound" ? [all] : [all, { ...part, facet: "agent", key: row.agentId ?? 0 }];
}

function measureOf(store: Store, row: MessageFacts): Measure | null {
  switch (row.direction) {
    case "inbound":
      return "inbound";
    case "note":
      return "note";
    case "outbound":
      return row.automatic === null && hasLeft(store, row) ? "outbound" : null;
    case "ambient":
      return null;
  }
}

function hasLeft(store: Store, row: MessageFacts): boolean {
  return row.remoteId !== null || store.q.reports.wasSent.get({ messageId: row.id }) !== undefined;
}

/** Spam counts for nothing. What an episode took is counted in the hour in which it ended. */
export function partsOfEpisode(store: Store, row: EpisodeFacts): Part[] {
  const { episode, accountId, kind, status, currentId } = row;
  if (status === "spam" && currentId === episode.id) return [];
  const here = { accountId, visibility: visibilityOf(kind) };
  const { conversationId, openedAt, firstResponseAt, closedAt } = episode;
  const { reports } = store.q;
  const about = { conversationId, episodeId: episode.id };
  const subjects: [Facet, number][] = [
    ["all", 0],
    ...orNone(reports.labelsOf.all({ conversationId }).map(({ id }) => id)).map((id): [Facet, number] => ["label", id]),
    ["topic", episode.topicId ?? 0],
  ];
  const parts: Part[] = [];
  const add = (measure: Measure, at: EpochMs, bucket: number, agentId?: number | null) => {
    const by: [Facet, number][] = agentId === undefined ? subjects : [...subjects, ["agent", agentId ?? 0]];
    for (const [facet, key] of by) parts.push({ measure, facet, key, ...here, hour: hourOf(at), bucket });
  };

  add("opened", openedAt, 0);
  if (firstResponseAt !== null) {
    const agentId = reports.firstAnswerer.get({ ...about, at: firstResponseAt })?.agentId ?? null;
    add("answered", firstResponseAt, bucketOf(firstResponseAt - openedAt), agentId);
    const dueAt = episode.firstResponseDueAt;
    if (dueAt !== null) add("answeredInTime", firstResponseAt, firstResponseAt <= dueAt ? 1 : 0, agentId);
  }
  if (closedAt === null && episode.satisfactionAt === null) return parts;
  const agentId = reports.lastAnswerer.get(about)?.agentId ?? null;
  if (closedAt !== null) {
    add("closed", closedAt, 0, agentId);
    add("resolved", closedAt, bucketOf(closedAt - openedAt), agentId);
    const dueAt = episode.resolutionDueAt;
    if (dueAt !== null) add("resolvedInTime", closedAt, closedAt <= dueAt ? 1 : 0, agentId);
  }
  if (episode.satisfactionAt !== null && episode.satisfaction !== null)
    add("satisfaction", episode.satisfactionAt, episode.satisfaction, agentId);
  return parts;
}

/** Work without a label or topic is found under 0. */
function orNone(ids: number[]): number[] {
  return ids.length > 0 ? ids : [0];
}

function visibilityOf(kind: string): Visibility {
  return kind === "direct" ? "private" : "public";
}

function hourOf(at: EpochMs): number {
  return Math.max(0, Math.floor(at / HOUR_MS));
}
