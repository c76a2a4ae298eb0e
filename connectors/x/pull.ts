/** Reads what is new: mentions, own posts and direct messages, a page of each at a time. */
import { DAY_MS, toIso, type EpochMs } from "../../src/domain/time.ts";
import type { ConnectorEvent, Cursor, Pulled } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { Account } from "./account.ts";
import { PRICE_USD } from "./costs.ts";
import { readCursor, STREAMS, writeCursor, type Stream, type StreamName, type XCursor } from "./cursor.ts";
import { compareIds, idAt, newest } from "./ids.ts";
import { readPage } from "./pages.ts";
import type { Scope } from "./limits.ts";
import { advance, OVERLAP_MS } from "./scan.ts";

/** Reads of direct messages that stay free for finding out what became of a send. */
const DM_RESERVE = 2;

const SCOPES: Record<StreamName, Scope> = { mentions: "read-mentions", posts: "read-posts", dms: "read-dms" };

/** One step. Throws `rate-limited` where nothing could be read for limits or budget. */
export async function pull(account: Account, text: Cursor | null, signal: AbortSignal): Promise<Pulled> {
  if (text === null) return { events: [], cursor: writeCursor(await start(account, signal)), more: false };
  const now = account.context.clock.now();
  const cursor = newDay(readCursor(text), now);
  refuseOverBudget(account, cursor, now);

  const events: ConnectorEvent[] = [];
  const failures: ConnectorError[] = [];
  let read = 0;
  for (const name of STREAMS) {
    const held = account.client.limits.heldUntil(SCOPES[name], name === "dms" ? DM_RESERVE : 0);
    if (held !== null) continue;
    try {
      const step = await advance(account, name, cursor[name], signal);
      cursor[name] = step.stream;
      cursor.spent.usd += step.paid * PRICE_USD[name];
      events.push(...step.events);
      read += 1;
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.kind === "auth") throw error;
      // One stream that fails, for want of a scope or for its own limit, must not stop the others.
      account.context.log.warn("x.read-failed", { stream: name, code: error.code });
      failures.push(error);
    }
  }
  const [failure] = failures;
  if (
    failure &&
    (read === 0 || (failure.kind !== "rate-limited" && failure.kind !== "permanent" && events.length === 0))
  )
    throw failure;
  const open = STREAMS.some((name) => cursor[name].scan !== null && readable(account, name));
  return { events: inOrder(events), cursor: writeCursor(cursor), more: open && failures.length === 0 };
}

/** From the newest that exists: older events are given by `history` alone. */
async function start(account: Account, signal: AbortSignal): Promise<XCursor> {
  const now = account.context.clock.now();
  const begin = async (name: StreamName): Promise<Stream> => {
    const { ids } = await readPage(account, name, { size: name === "dms" ? 1 : 5 }, signal);
    // An id of X's own where there is one: our clock may be ahead of theirs.
    const from = ids.length > 0 ? ids.reduce(newest) : idAt(now - OVERLAP_MS);
    return { from, floor: from, readAt: now, scan: null };
  };
  const mentions = await begin("mentions");
  const posts = await begin("posts");
  // Without the scope for direct messages the account still serves its mentions.
  const dms = await begin("dms").catch((error: unknown) => {
    if (error instanceof ConnectorError && error.kind === "permanent")
      return { from: idAt(now), floor: idAt(now), readAt: now, scan: null };
    throw error;
  });
  return { v: 1, mentions, posts, dms, spent: { day: dayOf(now), usd: 0 } };
}

function readable(account: Account, name: StreamName): boolean {
  return account.client.limits.heldUntil(SCOPES[name], name === "dms" ? DM_RESERVE : 0) === null;
}

/** Oldest first, so that what is answered comes before the answer. */
function inOrder(events: ConnectorEvent[]): ConnectorEvent[] {
  const id = (event: ConnectorEvent) => ("message" in event ? event.message.id : "0");
  return events.sort((a, b) => compareIds(id(a), id(b)));
}

const dayOf = (now: EpochMs): string => toIso(now).slice(0, 10);

function newDay(cursor: XCursor, now: EpochMs): XCursor {
  const day = dayOf(now);
  return cursor.spent.day === day ? cursor : { ...cursor, spent: { day, usd: 0 } };
}

function refuseOverBudget({ settings }: Account, { spent }: XCursor, now: EpochMs): void {
  const { dailyBudgetUsd: budget } = settings;
  if (budget === undefined || spent.usd < budget) return;
  throw new ConnectorError("rate-limited", {
    code: "daily-budget-spent",
    detail: `Reading has cost $${spent.usd.toFixed(2)} today, of $${budget.toFixed(2)} allowed.`,
    retryAt: (Math.floor(now / DAY_MS) + 1) * DAY_MS,
    scope: "reads",
  });
}
