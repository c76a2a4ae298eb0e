/** What a Discord account needs to go on after the last event stored. */
import { z } from "zod";
import type { Cursor } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import { compareIds, newer } from "./ids.ts";

const Places = z.record(z.string(), z.string());

const State = z.object({
  v: z.literal(1),
  /** `seq`: of the last event stored, not of the last received. `since`: when the session began, epoch milliseconds. */
  session: z.object({ id: z.string(), url: z.string(), seq: z.int(), since: z.number() }).nullable(),
  /** Channels, threads and direct channels with the newest message seen in each: where a backfill starts. */
  places: Places,
  guilds: z.array(z.string()),
  /** When the cursor was last good, epoch milliseconds. */
  at: z.number(),
  /** What is still to be read after a session was lost. */
  backfill: z.object({ since: z.number(), until: z.number(), left: Places, listed: z.boolean() }).nullable(),
});
export type GatewayState = z.infer<typeof State>;

/** A cursor is written with every batch, so it must not grow with the server's age. */
const MOST_PLACES = 5_000;

export function freshState(at: number): GatewayState {
  return { v: 1, session: null, places: {}, guilds: [], at, backfill: null };
}

export function readCursor(cursor: Cursor): GatewayState {
  try {
    return State.parse(JSON.parse(cursor));
  } catch (cause) {
    throw new ConnectorError("permanent", { code: "cursor-unreadable", cause });
  }
}

export function writeCursor(state: GatewayState): Cursor {
  const places = Object.entries(state.places);
  if (places.length > MOST_PLACES) {
    const kept = places.sort((a, b) => compareIds(b[1], a[1])).slice(0, MOST_PLACES);
    state.places = Object.fromEntries(kept);
  }
  return JSON.stringify(state);
}

/** Notes that a message of a place was seen. */
export function saw(state: GatewayState, channelId: string, messageId: string): void {
  state.places[channelId] = newer(state.places[channelId] ?? "0", messageId);
}
