/** Measures in the page itself: from what a person does until what they asked for has been drawn. */
import type { Page } from "playwright-core";

const LISTEN = `
  window.stopwatchAt = 0;
  for (const kind of ["keydown", "pointerdown", "input", "wheel"]) {
    addEventListener(kind, (event) => { window.stopwatchAt ||= event.timeStamp; }, { capture: true, passive: true });
  }
`;

const PATIENCE_MS = 15_000;

export interface Stopwatch {
  /** `shown` is an expression of the page that is true once it is there. Gives milliseconds, and keeps them under `name`. */
  time(name: string, act: () => Promise<void>, shown: string): Promise<number>;
  /** One line a name: how often, median, 95th percentile, longest. */
  report(): string;
}

export async function startStopwatch(page: Page): Promise<Stopwatch> {
  await page.evaluate(LISTEN);
  const taken = new Map<string, number[]>();
  return {
    async time(name, act, shown) {
      await page.evaluate("window.stopwatchAt = 0");
      const done = page.evaluate<number>(`(async () => {
        const late = performance.now() + ${PATIENCE_MS};
        while (!(window.stopwatchAt > 0 && (${shown}))) {
          if (performance.now() > late) throw new Error(${JSON.stringify(`${name}: never shown`)});
          await new Promise(requestAnimationFrame);
        }
        return performance.now() - window.stopwatchAt;
      })()`);
      const [ms] = await Promise.all([done, act()]);
      taken.set(name, [...(taken.get(name) ?? []), ms]);
      return ms;
    },
    report: () => [...taken].map(([name, times]) => line(name, times)).join("\n"),
  };
}

function line(name: string, times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
  return `${name}: ${times.length}×, median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`;
}
