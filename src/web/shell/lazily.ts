/** Parts of the page that load when they are first shown. */
import { lazy, type ComponentType, type LazyExoticComponent } from "react";

const AGAIN_MS = 2_000;
/** Loading the page anew did not help a moment ago: then it will not now. */
const PATIENCE_MS = 60_000;
const RELOADED = "parley.reloaded";

/**
 * Like `lazy`, for lines that break and servers that are updated: where a part cannot be had, the page is loaded anew once the server answers. What was typed
 * is kept.
 */
export function lazily<P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: await load().catch(reloadOnceReachable) }));
}

async function reloadOnceReachable(reason: unknown): Promise<never> {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
  if (Date.now() - last < PATIENCE_MS) throw reason;
  while (!(await isReachable())) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  sessionStorage.setItem(RELOADED, String(Date.now()));
  location.reload();
  return new Promise(() => {});
}

async function isReachable(): Promise<boolean> {
  const answer = await fetch(location.href, { method: "HEAD" }).catch(() => null);
  return answer?.ok === true;
}
