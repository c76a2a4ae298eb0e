/** Reading by long poll: an update is confirmed only by the next call, with the offset that the core stored. */
import { z } from "zod";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../src/domain/time.ts";
import type { ConnectorEvent, Cursor, Pulled } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { Api } from "./api.ts";
import { UPDATE_KINDS } from "./parse/schema.ts";
import { parseUpdate } from "./parse/update.ts";

const Position = z.object({
  /** The first update that is not stored yet. */
  offset: z.int(),
  /** When the platform was last asked, to within a minute. */
  polledAt: z.number(),
});

/** https://core.telegram.org/bots/api#getting-updates */
const KEPT_MS = DAY_MS;
const BATCH = 100;

const Batch = z.array(z.unknown());
const Numbered = z.looseObject({ update_id: z.int() });

/** Rejects with ConnectorError, or the signal's reason. */
export async function pull(
  api: Api,
  cursor: Cursor | null,
  { signal, waitMs }: { signal: AbortSignal; waitMs: number },
): Promise<Pulled> {
  const { clock } = api.context;
  if (cursor === null) return start(api, signal);
  const position = parsePosition(cursor);
  const handle = await api.handle(signal);
  const raw = await getUpdates(api, position.offset, BATCH, waitMs, signal);
  const now = clock.now();
  const us = { botId: api.botId, handle, team: api.settings.team };
  const events: ConnectorEvent[] = [];
  if (now - position.polledAt > KEPT_MS) {
    events.push({ type: "gap", since: position.polledAt, until: now - KEPT_MS, code: "updates-expired" });
  }
  events.push(...raw.flatMap((update) => parseUpdate(update, us, now)));
  // A quiet minute is not worth a commit.
  const quiet = raw.length === 0 && events.length === 0 && now - position.polledAt < MINUTE_MS;
  const next = quiet ? cursor : JSON.stringify({ offset: after(raw, position.offset), polledAt: now });
  return { events, cursor: next, more: raw.length === BATCH };
}

function parsePosition(cursor: Cursor): z.infer<typeof Position> {
  try {
    return Position.parse(JSON.parse(cursor));
  } catch (cause) {
    throw new ConnectorError("permanent", { code: "unknown-cursor", cause });
  }
}

/** Starts at now: what waits already is skipped. A webhook would keep all updates for itself. */
async function start(api: Api, signal: AbortSignal): Promise<Pulled> {
  await api.call("deleteWebhook", {}, z.unknown(), { signal, write: false });
  const waiting = await getUpdates(api, -1, 1, 0, signal);
  const cursor = JSON.stringify({ offset: after(waiting, 0), polledAt: api.context.clock.now() });
  return { events: [], cursor, more: false };
}

async function getUpdates(api: Api, offset: number, limit: number, waitMs: number, signal: AbortSignal) {
  const timeout = Math.floor(waitMs / SECOND_MS);
  return api.call("getUpdates", { offset, limit, timeout, allowed_updates: UPDATE_KINDS }, Batch, {
    signal,
    write: false,
  });
}

// The highest wins, whatever the order, so that an unreadable update is passed too.
function after(raw: readonly unknown[], offset: number): number {
  const ids = raw.flatMap((update) => Numbered.safeParse(update).data?.update_id ?? []);
  return Math.max(offset, ...ids.map((id) => id + 1));
}
