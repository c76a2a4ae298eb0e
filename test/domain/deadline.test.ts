import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { withDeadline, withDeadlines } from "../../src/domain/deadline.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Ends when its signal does, as a call does. */
const call = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });

it("leaves no timer behind, however the work ends", async () => {
  await withDeadline(1_000, [], async () => expect(vi.getTimerCount()).toBe(1));
  await withDeadlines(1_000, [], async (next) => {
    next();
    next();
  });
  await expect(withDeadline(1_000, [], () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  expect(vi.getTimerCount()).toBe(0);
});

it("gives each call its own time", async () => {
  const work = withDeadlines(1_000, [], async (next) => {
    const first = next();
    await vi.advanceTimersByTimeAsync(900);
    const second = next();
    await vi.advanceTimersByTimeAsync(100);
    expect([first.aborted, second.aborted]).toEqual([true, false]);
    await call(second);
  });
  const ended = work.catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(900);
  expect(await ended).toMatchObject({ name: "TimeoutError" });
});

it("ends with the caller", async () => {
  const caller = new AbortController();
  const work = withDeadline(1_000, [caller.signal], call);
  caller.abort(new Error("stopped"));
  await expect(work).rejects.toThrow("stopped");
});
