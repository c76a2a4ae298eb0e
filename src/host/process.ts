/** Ends the process decently: on a signal, or when something broke that nobody caught. */
import type { Log } from "../domain/log.ts";

/** Calls `stop` once, at the first SIGTERM or SIGINT; a second one ends the process at once. Resolves when stopped. */
export function stopOnSignal(log: Log, stop: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    let stopping = false;
    const end = (signal: string) => {
      if (stopping) process.exit(1);
      stopping = true;
      log.info("stopping", { signal });
      void stop().then(resolve, (error: unknown) => {
        log.error("stop.failed", { reason: reasonOf(error) });
        process.exitCode = 1;
        resolve();
      });
    };
    process.on("SIGTERM", () => end("SIGTERM"));
    process.on("SIGINT", () => end("SIGINT"));
    // A rejected promise of one account must not take the others down; its owner was told or is gone.
    process.on("unhandledRejection", (error) => log.error("unhandled", { reason: reasonOf(error) }));
    process.on("uncaughtException", (error) => {
      log.error("crashed", { reason: reasonOf(error) });
      process.exitCode = 1;
      end("uncaughtException");
    });
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
