/** A limit on how long a call may take, which leaves no timer behind: a pending one would keep a Worker's object in memory. */

/** Gives `run` a signal that aborts with `others` or after `ms`. Rejects as `run` does. */
export function withDeadline<T>(
  ms: number,
  others: readonly AbortSignal[],
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return withDeadlines(ms, others, (next) => run(next()));
}

/** For several calls, each of which may take `ms` from when it takes its signal from `next`. */
export async function withDeadlines<T>(
  ms: number,
  others: readonly AbortSignal[],
  run: (next: () => AbortSignal) => Promise<T>,
): Promise<T> {
  const timers: ReturnType<typeof setTimeout>[] = [];
  const next = () => {
    const late = new AbortController();
    timers.push(setTimeout(() => late.abort(new DOMException("It took too long.", "TimeoutError")), ms));
    return AbortSignal.any([...others, late.signal]);
  };
  try {
    return await run(next);
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}
