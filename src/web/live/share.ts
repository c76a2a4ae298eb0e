/** One stream a browser: a Web Lock elects the tab that reads, a BroadcastChannel gives the others what it reads. */
import type { LiveEvent } from "../client/types.ts";
import { tellBeside } from "./beside.ts";
import { type Beside, runStream, type StreamState } from "./stream.ts";

type Shared =
  | { kind: "event"; event: LiveEvent }
  | { kind: "state"; state: StreamState }
  | { kind: "position"; seq: number; reset: boolean }
  | { kind: "beside"; beside: Beside }
  | { kind: "hello" };

export interface Listener {
  onEvent(event: LiveEvent): void;
  onState(state: StreamState): void;
  /** The log was replaced: everything must be read again. */
  onReset(): void;
}

const NAME = "parley.events";

let leads = false;
/** Whether this tab reads the stream for all: the one that speaks for them. */
export const isLeader = (): boolean => leads;

/** Joins the browser's stream; returns how to leave it. Every event reaches every tab once, in order. */
export function joinStream(listener: Listener): () => void {
  const leave = new AbortController();
  const channel = new BroadcastChannel(NAME);
  let lastSeq: number | null = null;
  let state: StreamState = "connecting";
  let leading = false;

  const takeEvent = (event: LiveEvent) => {
    // A new reader resumes from what it has seen itself, which others may have seen too.
    if (lastSeq !== null && event.seq <= lastSeq) return;
    lastSeq = event.seq;
    listener.onEvent(event);
  };
  const takeState = (next: StreamState) => {
    state = next;
    listener.onState(next);
  };
  const takePosition = (seq: number, reset: boolean) => {
    if (reset || lastSeq === null) lastSeq = seq;
    if (reset) listener.onReset();
  };
  channel.addEventListener("message", (message: MessageEvent<Shared>) => {
    const shared = message.data;
    if (shared.kind === "event") takeEvent(shared.event);
    else if (shared.kind === "state") takeState(shared.state);
    else if (shared.kind === "beside") tellBeside(shared.beside);
    else if (shared.kind === "position") takePosition(shared.seq, shared.reset);
    else if (leading) channel.postMessage({ kind: "state", state } satisfies Shared);
  });

  const lead = async () => {
    leading = true;
    leads = true;
    await runStream(
      {
        lastSeq: () => lastSeq,
        onEvent: (event) => {
          takeEvent(event);
          channel.postMessage({ kind: "event", event } satisfies Shared);
        },
        onPosition: (seq, reset) => {
          takePosition(seq, reset);
          channel.postMessage({ kind: "position", seq, reset } satisfies Shared);
        },
        onBeside: (beside) => {
          tellBeside(beside);
          channel.postMessage({ kind: "beside", beside } satisfies Shared);
        },
        onState: (next) => {
          takeState(next);
          channel.postMessage({ kind: "state", state: next } satisfies Shared);
        },
      },
      leave.signal,
    );
  };

  channel.postMessage({ kind: "hello" } satisfies Shared);
  // Web Locks exist in secure contexts only; without them every tab reads for itself.
  const election = "locks" in navigator ? navigator.locks.request(NAME, { signal: leave.signal }, lead) : lead();
  election.catch(() => {
    // Left before it was this tab's turn.
  });
  return () => {
    leave.abort();
    leads = false;
    channel.close();
  };
}
