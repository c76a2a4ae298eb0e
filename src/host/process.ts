/** Ends the process decently: on a signal, or when something broke that nobody caught. */
import type { Log } from "../domain/log.ts";

export interface Ending {
  /** Calls `stop` once, at the first SIGTERM or SIGINT, also one that came before; resolves when stopped. */
  run(stop: () => Promise<void>): Promise<void>;
}

/** Listens for signals from now on, so that none is lost while the program starts; a second one ends the process at once. */
export function awaitEnd(log: Log): Ending {
  const asked = Promise.withResolvers<string>();
  let stopping = false;
  const end = (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    asked.resolve(signal);
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
  return {
    async run(stop) {
      const signal = await asked.promise;
      log.info("stopping", { signal });
      try {
        await stop();
      } catch (error) {
        log.error("stop.failed", { reason: reasonOf(error) });
        process.exitCode = 1;
      }
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
