/** Posts as the team sees them, part by part. */
import { asc, desc, eq, inArray } from "drizzle-orm";
import { findPost, isUnwanted, partsOfPost, type PostPart, type PostRow } from "../../delivery/posts/parts.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Store } from "../../store/db.ts";
import type { PlaceRow } from "../../store/places.ts";
import { agent, post, publication } from "../../store/schema.ts";

/** `doubtful`: nobody knows whether it is there. `by-hand`: it is there, but without an id we cannot remove it. `lost`: gone, and not by us. */
export const PART_STATES = [
  "waiting",
  "sending",
  "doubtful",
  "failed",
  "cancelled",
  "sent",
  "changing",
  "change-doubtful",
  "change-failed",
  "removing",
  "removal-doubtful",
  "removal-failed",
  "by-hand",
  "removed",
  "lost",
] as const;
export type PartState = (typeof PART_STATES)[number];

export interface PartView {
  position: number;
  text: string;
  state: PartState;
  /** Why it failed, waits or is in doubt. */
  code: string | null;
  detail: string | null;
  url: string | null;
  /** Whether somebody may look at the platform and say if it is there. */
  canSettle: boolean;
}

export interface PostView {
  row: PostRow;
  place: PlaceRow;
  /** Where people answer; null: it has no place of its own. */
  thread: PlaceRow | null;
  title: string;
  agentName: string | null;
  /** The page says something newer. */
  outdated: boolean;
  canResume: boolean;
  parts: PartView[];
}

/** Of one page, newest first. Throws ProblemError `not-found`. */
export function listPosts(store: Store, publicationId: number): PostView[] {
  const page = store.db.select({ id: publication.id }).from(publication).where(eq(publication.id, publicationId)).get();
  if (!page) throw new ProblemError("not-found", "There is no such page.");
  const rows = store.db.select().from(post).where(eq(post.publicationId, publicationId)).orderBy(desc(post.id)).all();
  return rows.map((row) => viewPost(store, row));
}

/** Throws ProblemError `not-found`. */
export function requirePostView(store: Store, postId: number): PostView {
  const row = findPost(store, postId);
  if (!row) throw new ProblemError("not-found", "There is no such post.");
  return viewPost(store, row);
}

/** Those that need a person, oldest first: not whole, or not to be removed by us. */
export function listTroubled(store: Store): PostView[] {
  const rows = store.db
    .select()
    .from(post)
    .where(inArray(post.state, ["partial", "failed", "removing"]))
    .orderBy(asc(post.id))
    .all();
  const views = rows.map((row) => viewPost(store, row));
  return views.filter(({ row, parts }) => row.state !== "removing" || parts.some(({ canSettle }) => canSettle));
}

function viewPost(store: Store, row: PostRow): PostView {
  const parts = partsOfPost(store, row.id);
  const place = store.q.placeById.get({ id: row.placeId });
  if (!place) throw new Error(`post ${row.id} lost its place`);
  const version = store.db
    .select({ version: publication.version })
    .from(publication)
    .where(eq(publication.id, row.publicationId))
    .get()?.version;
  const unwanted = isUnwanted(row);
  const views = parts.map((part) => viewPart(part, unwanted));
  const again = new Set<PartState>(unwanted ? ["removal-failed"] : ["failed", "change-failed", "removal-failed"]);
  const fell = !unwanted && views.some(({ state, code }) => state === "cancelled" && code !== "nothing-to-send");
  return {
    row,
    place,
    thread: row.threadPlaceId === null ? null : (store.q.placeById.get({ id: row.threadPlaceId }) ?? null),
    title: parts[0]?.send.payload.title ?? "",
    agentName: nameOf(store, row.agentId),
    outdated: !unwanted && version !== undefined && row.version < version,
    canResume: fell || views.some(({ state }) => again.has(state)),
    parts: views,
  };
}

function viewPart(part: PostPart, unwanted: boolean): PartView {
  const { position, message, send, edit, removal } = part;
  const state = stateOfPart(part, unwanted);
  const about = state.startsWith("remov") ? removal : state.startsWith("change") || state === "changing" ? edit : send;
  return {
    position,
    text: message.text,
    state,
    code: about?.code ?? null,
    detail: about?.detail ?? null,
    url: message.url,
    canSettle: ["doubtful", "change-doubtful", "removal-doubtful", "removal-failed", "by-hand"].includes(state),
  };
}

function stateOfPart({ message, send, edit, removal }: PostPart, unwanted: boolean): PartState {
  if (message.deletedAt !== null) return unwanted || removal !== null ? "removed" : "lost";
  if (removal !== null) return removalState(removal.state);
  switch (send.state) {
    case "queued":
    case "scheduled":
    case "held":
      return "waiting";
    case "sending":
      return "sending";
    case "unknown":
      return "doubtful";
    case "failed":
      return "failed";
    case "cancelled":
      return "cancelled";
    case "sent":
      if (unwanted) return "by-hand";
      return edit === null ? "sent" : editState(edit.state);
  }
}

type State = PostPart["send"]["state"];

function removalState(state: State): PartState {
  if (state === "unknown") return "removal-doubtful";
  return state === "failed" || state === "cancelled" ? "removal-failed" : "removing";
}

function editState(state: State): PartState {
  if (state === "unknown") return "change-doubtful";
  if (state === "failed") return "change-failed";
  return state === "sent" || state === "cancelled" ? "sent" : "changing";
}

function nameOf(store: Store, agentId: number | null): string | null {
  if (agentId === null) return null;
  return store.db.select({ name: agent.name }).from(agent).where(eq(agent.id, agentId)).get()?.name ?? null;
}
