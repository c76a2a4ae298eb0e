/** Sends the event log to one reader as server-sent events, as fast as the reader takes it and no faster. */
import type { Store } from "../store/db.ts";
import { presentEvent } from "./present/event.ts";

export interface StreamOptions {
  store: Store;
  /** Number of the last event that the reader has; null: it starts at now. */
  after: number | null;
  heartbeatMs: number;
  /** False once the reader may not read any more; asked before each batch. */
  allowed: () => boolean;
  /** Whether the reader may know of it; what is left out counts as read. */
  shows: (row: EventRow) => boolean;
  /** What is told beside the log and never kept. */
  beside: Beside;
}

/** Keeps what changed until the reader takes it: the newest of each thing, so it cannot grow. */
export interface Beside {
  watch(changed: () => void): () => void;
  waits(): boolean;
  /** Whole server-sent events; empty where nothing waits. */
  take(): string;
}

type EventRow = Parameters<typeof presentEvent>[0];

const BATCH = 200;
/** A reader that takes nothing while so many events come in is dropped: it comes back and resumes. */
const MOST_BEHIND = 1_000;
const RETRY_MS = 2_000;

/**
 * Nothing is buffered beyond one batch: the log itself is the buffer. A reader that knows more than the log (it was restored) gets one `reset` event and
 * starts at now.
 */
export function eventStream(options: StreamOptions): ReadableStream<Uint8Array> {
  const { store, after, heartbeatMs, allowed, shows, beside } = options;
  const encoder = new TextEncoder();
  const newest = () => store.q.lastEvent.get()?.seq ?? 0;
  const foreign = after !== null && after > newest();
  let sent = after === null || foreign ? newest() : after;
  /** Set while the reader wants more and there is nothing. */
  let wake: (() => void) | null = null;
  let ended = false;
  let stopWatching = () => {};

  const end = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    if (ended) return;
    ended = true;
    stopWatching();
    wake?.();
    controller.close();
  };

  return new ReadableStream<Uint8Array>({
    start(controller) {
      const stopLog = store.watch(() => {
        if (wake) wake();
        else if (newest() - sent > MOST_BEHIND && (controller.desiredSize ?? 0) <= 0) end(controller);
      });
      const stopBeside = beside.watch(() => wake?.());
      stopWatching = () => {
        stopLog();
        stopBeside();
      };
      // The number alone tells the browser where it stands, so that a line lost before the first event costs nothing.
      const reset = foreign ? `event: reset\ndata: {"seq":${sent}}\n` : "";
      controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\nid: ${sent}\n${reset}\n`));
    },
    async pull(controller) {
      if (newest() === sent && !beside.waits()) await somethingOrTimeout();
      if (ended) return;
      if (!allowed()) {
        end(controller);
        return;
      }
      const rows = store.q.eventsAfter.all({ seq: sent, limit: BATCH });
      sent = rows.at(-1)?.seq ?? sent;
      const lines = rows
        .filter(shows)
        .map((row) => `id: ${row.seq}\nevent: parley\ndata: ${JSON.stringify(presentEvent(row))}\n\n`);
      // A number alone moves the reader on.
      lines.push(beside.take());
      const said = lines.join("");
      const passed = rows.length > 0 ? `id: ${sent}\n\n` : ": still here\n\n";
      controller.enqueue(encoder.encode(said === "" ? passed : said));
    },
    cancel() {
      ended = true;
      stopWatching();
      wake?.();
    },
  });

  function somethingOrTimeout(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        wake = null;
        resolve();
      };
      const timer = setTimeout(done, heartbeatMs);
      wake = done;
    });
  }
}
