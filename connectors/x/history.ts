/** Import: how much there is since a time and what it costs to read, and the reading itself. */
import { z } from "zod";
import type { EpochMs } from "../../src/domain/time.ts";
import type { ConnectorEvent, Cursor } from "../connector.ts";
import type { Account } from "./account.ts";
import { PRICE_USD } from "./costs.ts";
import { STREAMS, type StreamName } from "./cursor.ts";
import { idAt, idTime } from "./ids.ts";
import { readPage } from "./pages.ts";
import { DMS_KEPT_MS, REACH } from "./scan.ts";

/** A sample of the newest is read and paid for; the rest is reckoned from how dense it is. */
const SAMPLE = 20;

export async function historySize(account: Account, since: EpochMs, signal: AbortSignal) {
  let messages = 0;
  let priceUsd = 0;
  for (const name of STREAMS) {
    const count = await estimate(account, name, since, signal);
    messages += count;
    priceUsd += count * PRICE_USD[name];
  }
  return { messages, priceUsd: Math.round(priceUsd * 1000) / 1000 };
}

/** Exact where the sample holds all. */
async function estimate(account: Account, name: StreamName, since: EpochMs, signal: AbortSignal): Promise<number> {
  const now = account.context.clock.now();
  const from = name === "dms" ? Math.max(since, now - DMS_KEPT_MS) : since;
  const bound = name === "dms" ? { since: idAt(from) } : { startAt: from };
  const { ids, nextToken } = await readPage(account, name, { ...bound, size: SAMPLE }, signal);
  const wanted = ids.map(idTime).filter((at) => at >= from);
  const oldest = Math.min(...wanted);
  if (nextToken === null || wanted.length === 0) return wanted.length;
  const perMs = wanted.length / Math.max(1, now - oldest);
  return Math.min(REACH[name], Math.max(wanted.length, Math.round(perMs * (now - from))));
}

const HistoryCursor = z.object({ stream: z.enum(STREAMS), token: z.string().nullable() });

/** One page: mentions, then own posts, then direct messages. */
export async function history(account: Account, since: EpochMs, cursor: Cursor | null, signal: AbortSignal) {
  const at = HistoryCursor.parse(cursor === null ? { stream: STREAMS[0], token: null } : JSON.parse(cursor));
  const bound = at.stream === "dms" ? { since: idAt(since) } : { startAt: since };
  const wish = { ...bound, token: at.token ?? undefined, context: idAt(account.context.clock.now()), history: true };
  const page = await readPage(account, at.stream, wish, signal);
  const following = STREAMS[STREAMS.indexOf(at.stream) + 1];
  const next =
    page.nextToken !== null ? { ...at, token: page.nextToken } : following && { stream: following, token: null };
  const events: ConnectorEvent[] = page.events;
  return { events, cursor: next ? JSON.stringify(next) : null };
}
