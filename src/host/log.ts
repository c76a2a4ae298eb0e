/** Writes the log: JSON lines for machines, short lines for people. */
import type { Log, LogFields } from "../domain/log.ts";
import { showControls } from "../domain/visible.ts";
import type { Clock } from "../domain/time.ts";

const LEVELS = ["debug", "info", "warn", "error"] as const;
type Level = (typeof LEVELS)[number];

interface Options {
  level: Level;
  format: "json" | "pretty";
  clock: Clock;
  write: (line: string) => void;
}

/** Field values are masked where they hold something that looks like a credential: client libraries put request addresses into errors.
 * No value can begin another line or speak to a terminal. */
export function createLog({ level, format, clock, write }: Options): Log {
  const render = format === "json" ? jsonLine : prettyLine;
  const at =
    (lineLevel: Level) =>
    (event: string, fields: LogFields = {}) => {
      if (LEVELS.indexOf(lineLevel) < LEVELS.indexOf(level)) return;
      const line = render(new Date(clock.now()).toISOString(), lineLevel, event, maskFields(fields));
      write(`${showControls(line)}\n`);
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

function jsonLine(at: string, level: Level, event: string, fields: LogFields): string {
  return JSON.stringify({ at, level, event, ...fields });
}

function prettyLine(at: string, level: Level, event: string, fields: LogFields): string {
  const parts = Object.entries(fields).filter(([, value]) => value !== undefined);
  const text = parts.map(([name, value]) => `${name}=${typeof value === "string" ? JSON.stringify(value) : value}`);
  return [at.slice(11, 19), level === "info" ? "" : level, event, ...text].filter(Boolean).join(" ");
}

// A Telegram token in an address, a Discord token, our own tokens, and whatever stands behind Bearer, Bot or OAuth.
const CREDENTIALS = [
  /(?<!\d)\d{5,}:[\w-]{30,}/g,
  /\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g,
  /\bparley_[\w-]{20,}/g,
  /\b(?:Bearer|Bot|OAuth)\s+[\w.~+/=-]{8,}/g,
];

/** Replaces what looks like a credential in a text. */
export function maskCredentials(text: string): string {
  return CREDENTIALS.reduce((masked, pattern) => masked.replace(pattern, "[masked]"), text);
}

function maskFields(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? maskCredentials(value) : value]),
  );
}
