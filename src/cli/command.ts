/** What every command shares: the global options, settings, output, and how it ends. */
import type { Command } from "commander";
import { z } from "zod";
import { type HostSettings, readSettings } from "../host/settings.ts";
import { showControls } from "../domain/visible.ts";
import { failureOf } from "./failure.ts";
import { createOutput, type Output } from "./output.ts";

const Globals = z.object({
  data: z.string().optional(),
  json: z.boolean().default(false),
  port: z.string().optional(),
  host: z.string().optional(),
});

export interface Call<Options> {
  args: string[];
  options: Options;
  settings: HostSettings;
  json: boolean;
  out: Output;
}

/** Binds a task to a command: options are parsed, and whatever fails ends as one line and exit code 1. */
export function does<Options extends z.ZodType>(
  command: Command,
  schema: Options,
  task: (call: Call<z.infer<Options>>) => Promise<void>,
): void {
  command.action(async () => {
    const given: unknown = command.optsWithGlobals();
    const { json, ...flags } = Globals.parse(given);
    let port = 0;
    try {
      const settings = readSettings(process.env, flags);
      ({ port } = settings);
      await task({ args: command.args, options: schema.parse(given), settings, json, out: createOutput(json) });
    } catch (error) {
      process.exitCode = 1;
      const failure = failureOf(error, port);
      if (!failure) throw error;
      const text = json ? JSON.stringify({ error: failure }) : `parley: ${failure.message}`;
      process.stderr.write(`${showControls(text, "\n")}\n`);
    }
  });
}

/** For commands without options of their own. */
export const NO_OPTIONS = z.object({});
