/** Gives the tree the live state, and calls subscribers with what changed: at most one batch every 300 ms. */
import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { addEvent, emptyPlan, isEmpty, type Plan } from "./plan.ts";
import { joinStream } from "./share.ts";
import type { StreamState } from "./stream.ts";

type Subscriber = (plan: Plan) => void;

interface Live {
  state: StreamState;
  /** When the last event or beat of the stream was known to be current; ISO 8601. */
  readTo: string | null;
  subscribe: (subscriber: Subscriber) => () => void;
}

const FIRST_DELAY_MS = 40;
const BETWEEN_MS = 300;

const Context = createContext<Live>({ state: "connecting", readTo: null, subscribe: () => () => {} });

export function LiveProvider({ children, onSignedOut }: { children: ReactNode; onSignedOut: () => void }) {
  const subscribers = useRef(new Set<Subscriber>());
  const [state, setState] = useState<StreamState>("connecting");
  const [readTo, setReadTo] = useState<string | null>(null);

  useEffect(() => {
    let plan = emptyPlan();
    let timer: ReturnType<typeof setTimeout> | null = null;
    let flushedAt = -BETWEEN_MS;
    const flush = () => {
      timer = null;
      flushedAt = performance.now();
      const ready = plan;
      plan = emptyPlan();
      if (!isEmpty(ready)) for (const subscriber of subscribers.current) subscriber(ready);
    };
    const soon = () => {
      timer ??= setTimeout(flush, Math.max(FIRST_DELAY_MS, flushedAt + BETWEEN_MS - performance.now()));
    };
    let opened = false;
    const leave = joinStream({
      onEvent: (event) => {
        addEvent(plan, event);
        soon();
      },
      onState: (next) => {
        setState(next);
        if (next === "reconnecting") setReadTo((at) => at ?? new Date().toISOString());
        if (next === "open") {
          setReadTo(null);
          // What was read before the stream first opened may have changed since.
          if (!opened) plan.everything = true;
          opened = true;
          soon();
        }
        if (next === "signed-out") onSignedOut();
      },
      onReset: () => {
        plan.everything = true;
        soon();
      },
    });
    return () => {
      leave();
      if (timer !== null) clearTimeout(timer);
    };
  }, [onSignedOut]);

  const value = useMemo<Live>(
    () => ({
      state,
      readTo,
      subscribe: (subscriber) => {
        subscribers.current.add(subscriber);
        return () => subscribers.current.delete(subscriber);
      },
    }),
    [state, readTo],
  );
  return <Context value={value}>{children}</Context>;
}

export function useLiveState(): Pick<Live, "state" | "readTo"> {
  return use(Context);
}

/** Calls back with each batch of changes; the newest callback is used. */
export function useLiveChanges(onChange: Subscriber): void {
  const { subscribe } = use(Context);
  const newest = useRef(onChange);
  useEffect(() => {
    newest.current = onChange;
  });
  useEffect(() => subscribe((plan) => newest.current(plan)), [subscribe]);
}
