/** Moves one stream on by a page; the floor follows after the last, and what X can no longer give is told as a gap. */
import { DAY_MS, MINUTE_MS } from "../../src/domain/time.ts";
import type { ConnectorEvent } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { Account } from "./account.ts";
import type { Stream, StreamName } from "./cursor.ts";
import { compareIds, idAt, idTime, newest, oldest } from "./ids.ts";
import { readPage, type PageOf } from "./pages.ts";

/** Timelines lag: what was made this long before the last reading is read again. */
export const OVERLAP_MS = 5 * MINUTE_MS;

/** How many posts X reaches back, and how long it keeps direct messages. */
export const REACH = { mentions: 800, posts: 3200, dms: Infinity } as const;
export const DMS_KEPT_MS = 30 * DAY_MS;

interface Step {
  stream: Stream;
  events: ConnectorEvent[];
  /** Entries that X charges for: what is read again within a day is charged once. */
  paid: number;
}

/** Throws ConnectorError. */
export async function advance(account: Account, name: StreamName, stream: Stream, signal: AbortSignal): Promise<Step> {
  const now = account.context.clock.now();
  const scan = stream.scan ?? {
    since: newest(stream.from, oldest(stream.floor, idAt(stream.readAt - OVERLAP_MS))),
    ceiling: stream.floor,
    token: undefined,
    startedAt: now,
    read: 0,
  };
  const wish = { since: scan.since, token: scan.token, context: stream.from };
  let page: PageOf;
  try {
    page = await readPage(account, name, wish, signal);
  } catch (error) {
    // A page token that X takes no more: the reading begins again from the floor, and nothing is passed over.
    if (scan.token === undefined || !(error instanceof ConnectorError) || error.kind !== "permanent") throw error;
    account.context.log.warn("x.page-lost", { stream: name, code: error.code });
    return { stream: { ...stream, scan: null }, events: [], paid: 0 };
  }
  const ceiling = page.ids.reduce(newest, scan.ceiling);
  const read = scan.read + page.ids.length;
  const paid = page.ids.filter((id) => compareIds(id, stream.floor) > 0).length;
  if (page.nextToken !== null) {
    const open = { since: scan.since, ceiling, token: page.nextToken, startedAt: scan.startedAt, read };
    return { stream: { ...stream, scan: open }, events: page.events, paid };
  }
  const lost = read >= REACH[name] ? beyondReach(name, stream, page) : expired(name, stream, scan.startedAt);
  const done: Stream = { from: stream.from, floor: ceiling, readAt: scan.startedAt, scan: null };
  return { stream: done, events: [...page.events, ...lost], paid };
}

/** As many came as X gives at all: older ones may be missing. */
function beyondReach(name: StreamName, stream: Stream, page: PageOf): ConnectorEvent[] {
  const lowest = page.ids.reduce(oldest, page.ids[0] ?? stream.floor);
  if (compareIds(lowest, stream.floor) <= 0) return [];
  return [{ type: "gap", since: idTime(stream.floor), until: idTime(lowest), code: `${name}-beyond-reach` }];
}

/** X keeps direct messages for a time; what was sent before that and never read is gone. */
function expired(name: StreamName, stream: Stream, startedAt: number): ConnectorEvent[] {
  const until = startedAt - DMS_KEPT_MS;
  if (name !== "dms" || stream.readAt >= until) return [];
  return [{ type: "gap", since: stream.readAt, until, code: "dms-expired" }];
}
