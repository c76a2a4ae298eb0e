/** One page of mentions, own posts or direct messages, as events. */
import type { EpochMs } from "../../src/domain/time.ts";
import { toIso } from "../../src/domain/time.ts";
import type { ConnectorEvent } from "../connector.ts";
import type { Account } from "./account.ts";
import type { StreamName } from "./cursor.ts";
import { DM_FIELDS, POST_FIELDS } from "./fields.ts";
import { compareIds } from "./ids.ts";
import { dmEvents } from "./parse/dm.ts";
import { contextEvents, postEvent, type Reading } from "./parse/post.ts";
import { Page, readIncludes } from "./parse/shapes.ts";

export interface PageOf {
  /** Remote ids on the page, in X's own order. */
  ids: string[];
  events: ConnectorEvent[];
  nextToken: string | null;
}

export interface Wish {
  /** Only what is newer than this id. */
  since?: string;
  /** Only what was sent from then on. */
  startAt?: EpochMs;
  token?: string | undefined;
  size?: number;
  /** Posts referred to that are older than this id open nothing. */
  context?: string;
  history?: boolean;
}

/** The newest direct messages come again with each poll and are charged once a day: few at first, many where there are more. */
const DM_FIRST_PAGE = 25;

/** Throws ConnectorError. */
export async function readPage(account: Account, name: StreamName, wish: Wish, signal: AbortSignal): Promise<PageOf> {
  return name === "dms" ? dmPage(account, wish, signal) : postPage(account, name, wish, signal);
}

async function postPage(
  account: Account,
  name: "mentions" | "posts",
  wish: Wish,
  signal: AbortSignal,
): Promise<PageOf> {
  const self = await account.self(signal);
  const query = {
    ...POST_FIELDS,
    max_results: wish.size ?? 100,
    ...(wish.since !== undefined && { since_id: wish.since }),
    ...(wish.startAt !== undefined && { start_time: toIso(wish.startAt) }),
    ...(wish.token !== undefined && { pagination_token: wish.token }),
    ...(name === "posts" && { exclude: "retweets" }),
  };
  const path = name === "mentions" ? `users/${self}/mentions` : `users/${self}/tweets`;
  const scope = name === "mentions" ? "read-mentions" : "read-posts";
  const page = await account.client.use("read", scope, signal, async (x) => Page.parse(await x.v2.get(path, query)));
  const reading = readingOf(account, self, page, wish);
  const ids = idsOf(page);
  const given = new Set(ids);
  const context = contextEvents(reading, given, wish.context ?? null);
  const events = page.data.map((post) => postEvent(post, reading));
  return { ids, events: [...context, ...events], nextToken: page.meta.next_token ?? null };
}

async function dmPage(account: Account, wish: Wish, signal: AbortSignal): Promise<PageOf> {
  const self = await account.self(signal);
  const query = {
    ...DM_FIELDS,
    max_results: wish.size ?? (wish.token === undefined ? DM_FIRST_PAGE : 100),
    ...(wish.token !== undefined && { pagination_token: wish.token }),
  };
  const page = await account.client.use("read", "read-dms", signal, async (x) =>
    Page.parse(await x.v2.get("dm_events", query)),
  );
  const reading = readingOf(account, self, page, wish);
  const { since } = wish;
  const ids = idsOf(page);
  const fresh = page.data.filter(
    (dm) => since === undefined || compareIds(idOf(dm) ?? since, since) > 0 || idOf(dm) === null,
  );
  // X has no lower bound for these: the first known id ends the reading.
  const known = since !== undefined && ids.some((id) => compareIds(id, since) <= 0);
  return {
    ids,
    events: fresh.flatMap((dm) => dmEvents(dm, reading)),
    nextToken: known ? null : (page.meta.next_token ?? null),
  };
}

function readingOf({ context }: Account, self: string, page: Page, wish: Wish): Reading {
  return { self, includes: readIncludes(page.includes), history: wish.history ?? false, now: context.clock.now() };
}

function idOf(entry: unknown): string | null {
  const id = typeof entry === "object" && entry !== null && "id" in entry ? entry.id : null;
  return typeof id === "string" && /^\d+$/.test(id) ? id : null;
}

const idsOf = (page: Page): string[] => page.data.flatMap((entry) => idOf(entry) ?? []);
