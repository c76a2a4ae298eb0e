/** The log of a command that keeps running: to the error stream, for people on a terminal, as JSON lines elsewhere. */
import type { Log } from "../domain/log.ts";
import { SYSTEM_CLOCK } from "../host/system-clock.ts";
import { createLog } from "../host/log.ts";
import type { HostSettings } from "../host/settings.ts";

export function processLog({ logLevel, logFormat }: Pick<HostSettings, "logLevel" | "logFormat">): Log {
  const automatic = process.stderr.isTTY ? "pretty" : "json";
  return createLog({
    level: logLevel,
    format: logFormat === "auto" ? automatic : logFormat,
    clock: SYSTEM_CLOCK,
    write: (line) => void process.stderr.write(line),
  });
}
