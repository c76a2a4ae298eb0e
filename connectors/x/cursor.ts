/** Where reading stands: for mentions, own posts and direct messages each a floor, and while pages are open a ceiling and a token. */
import { z } from "zod";
import type { Cursor } from "../connector.ts";
import { ConnectorError } from "../errors.ts";

const id = z.string().regex(/^\d+$/);

const Stream = z.object({
  /** Nothing up to here is ever given: the account was connected then. */
  from: id,
  /** All up to here has been given; moves only after the last page. */
  floor: id,
  /** When reading up to the floor began, epoch milliseconds. */
  readAt: z.number(),
  /** Pages that are still open. */
  scan: z.object({ since: id, ceiling: id, token: z.string(), startedAt: z.number(), read: z.number() }).nullable(),
});
export type Stream = z.infer<typeof Stream>;

export const STREAMS = ["mentions", "posts", "dms"] as const;
export type StreamName = (typeof STREAMS)[number];

const XCursor = z.object({
  v: z.literal(1),
  mentions: Stream,
  posts: Stream,
  dms: Stream,
  /** Spent on reading in this UTC day. */
  spent: z.object({ day: z.string(), usd: z.number() }),
});
export type XCursor = z.infer<typeof XCursor>;

/** Throws ConnectorError for a cursor that is not ours. */
export function readCursor(text: Cursor): XCursor {
  let parsed;
  try {
    parsed = XCursor.safeParse(JSON.parse(text));
  } catch {
    parsed = null;
  }
  if (parsed?.success) return parsed.data;
  throw new ConnectorError("permanent", {
    code: "cursor-unreadable",
    detail: "Reconnect the account to read from now on.",
  });
}

export const writeCursor = (cursor: XCursor): Cursor => JSON.stringify(cursor);
