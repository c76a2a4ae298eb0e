/** Keeps one event stream open from a sequence number on, and reconnects with growing pauses. */
import type { Here, LiveEvent } from "../client/types.ts";
import { EventParser } from "./sse.ts";

export type StreamState = "connecting" | "open" | "reconnecting" | "signed-out";

export interface StreamTarget {
  /** The last sequence number seen; null starts at now. */
  lastSeq(): number | null;
  onEvent(event: LiveEvent): void;
  /** The stream stands at this number though nothing happened; `reset`: the log was replaced, everything must be read again. */
  onPosition(seq: number, reset: boolean): void;
  onState(state: StreamState): void;
  /** What is told beside the log and never comes again. */
  onBeside(beside: Beside): void;
}

export type Beside = { name: "presence"; here: Here } | { name: "notices" };

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** The server beats every 15–25 s; a longer silence is a dead line. */
const SILENCE_MS = 60_000;

/** Runs until the signal aborts or the session ends. */
export async function runStream(target: StreamTarget, signal: AbortSignal): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  target.onState("connecting");
  while (!signal.aborted) {
    const outcome = await readOnce(target, signal, () => {
      pauseMs = FIRST_PAUSE_MS;
    });
    if (signal.aborted) return;
    if (outcome === "signed-out") {
      target.onState("signed-out");
      return;
    }
    target.onState("reconnecting");
    await pause(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

async function readOnce(
  target: StreamTarget,
  signal: AbortSignal,
  onOpen: () => void,
): Promise<"ended" | "signed-out"> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const seq = target.lastSeq();
    const response = await fetch("/api/events", {
      credentials: "same-origin",
      headers: { accept: "text/event-stream", ...(seq === null ? {} : { "Last-Event-ID": String(seq) }) },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (response.status === 401) return "signed-out";
    if (!response.ok || !response.body) return "ended";
    onOpen();
    target.onState("open");
    const parser = new EventParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return "ended";
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      for (const event of parser.push(value)) {
        if (event.event === "parley") target.onEvent(JSON.parse(event.data) as LiveEvent);
        else if (event.event === "presence")
          target.onBeside({ name: "presence", here: JSON.parse(event.data) as Here });
        else if (event.event === "notices") target.onBeside({ name: "notices" });
        else if (event.event === "reset") target.onPosition(Number(event.id ?? 0), true);
      }
      if (target.lastSeq() === null && parser.lastId !== null) target.onPosition(Number(parser.lastId), false);
    }
  } catch {
    // A dropped line, a stopped server or the silence above: all mean "try again".
    return "ended";
  } finally {
    clearTimeout(timer);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener(
    "abort",
    () => {
      clearTimeout(timer);
      resolve();
    },
    { once: true },
  );
  // The network coming back is worth an attempt at once.
  globalThis.addEventListener("online", () => resolve(), { once: true });
  return promise;
}
