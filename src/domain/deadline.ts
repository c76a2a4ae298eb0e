/** A limit on how long a call may take, which leaves no timer behind: a pending one would keep a Worker's object in memory. */

/** Gives `run` a signal that aborts with `others` or after `ms`. Rejects as `run` does. */
export async function withDeadline<T>(
  ms: number,
  others: readonly AbortSignal[],
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new DOMException("It took too long.", "TimeoutError")), ms);
  try {
    return await run(AbortSignal.any([...others, late.signal]));
  } finally {
    clearTimeout(timer);
  }
}
