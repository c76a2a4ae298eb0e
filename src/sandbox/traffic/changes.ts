/** The visible changes of a platform as something to wait for. */
import type { UserSide } from "../kit/user-side.ts";

/** Yields once for the changes since it was last asked, however many; ends when `signal` aborts. */
export async function* changes(side: UserSide, signal: AbortSignal): AsyncGenerator<void> {
  let changed = false;
  let wake = () => {};
  const notice = () => {
    changed = true;
    wake();
  };
  const stop = side.watch(notice);
  signal.addEventListener("abort", notice, { once: true });
  try {
    while (!signal.aborted) {
      if (!changed) await new Promise<void>((resolve) => (wake = resolve));
      changed = false;
      if (!signal.aborted) yield;
    }
  } finally {
    stop();
    signal.removeEventListener("abort", notice);
  }
}
