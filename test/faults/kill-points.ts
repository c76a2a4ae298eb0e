/** Platforms that end the process at a named point, the way a power cut would: no handler runs, nothing is flushed. */
import type { Batch, Connector, Platform } from "../../connectors/connector.ts";
import type { PlatformName } from "../../src/domain/platform.ts";

export const KILL_POINTS = [
  /** News is in hand and not stored. */
  "fetched",
  /** News is stored and the platform does not know: before the next pull, the next batch, or the webhook's answer. */
  "stored",
  /** `sending` is committed and nothing has left. */
  "before-send",
  /** The platform has it and nothing says so here. */
  "after-send",
] as const;
export type KillPoint = (typeof KILL_POINTS)[number];

export interface Kill {
  platform: PlatformName;
  point: KillPoint;
}

/** Ends the process where it stands; the promise never settles. */
export function die(): Promise<never> {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => {});
}

/** The platforms as they are, but for the one that kills. */
export function withKill(platforms: Record<PlatformName, Platform>, kill: Kill): Record<PlatformName, Platform> {
  const platform = platforms[kill.platform];
  const open: Platform["open"] = (context) => deadly(platform.open(context), kill.point);
  return { ...platforms, [kill.platform]: { ...platform, open } };
}

function deadly(connector: Connector, point: KillPoint): Connector {
  const pull = connector.pull?.bind(connector);
  const listen = connector.listen?.bind(connector);
  const receive = connector.receive?.bind(connector);
  let given = false;
  return {
    ...connector,
    ...(pull && {
      async pull(cursor, options) {
        if (given && point === "stored") return die();
        const pulled = await pull(cursor, options);
        given ||= bringsMessage(pulled);
        return given && point === "fetched" ? die() : pulled;
      },
    }),
    ...(listen && {
      async *listen(cursor, signal) {
        for await (const batch of listen(cursor, signal)) {
          const brings = bringsMessage(batch);
          if (brings && point === "fetched") await die();
          yield batch;
          if (brings && point === "stored") await die();
        }
      },
    }),
    ...(receive && {
      async receive(request) {
        const received = await receive(request);
        return point === "fetched" && received.batches.length > 0 ? die() : received;
      },
    }),
    async perform(operation, signal) {
      if (point === "before-send") return die();
      const performed = await connector.perform(operation, signal);
      return point === "after-send" ? die() : performed;
    },
  };
}

function bringsMessage(batch: Pick<Batch, "events">): boolean {
  return batch.events.some((event) => event.type === "message.created");
}
