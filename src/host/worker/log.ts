/** The log on Workers: JSON lines to the console, which the platform keeps. */
import type { Log } from "../../domain/log.ts";
import type { Clock } from "../../domain/time.ts";
import { createLog } from "../log.ts";

export const WORKER_CLOCK: Clock = { now: () => Date.now() };

export const workerLog: Log = createLog({
  level: "info",
  format: "json",
  clock: WORKER_CLOCK,
  // oxlint-disable-next-line no-console -- the only way out
  write: (line) => console.log(line.trimEnd()),
});
