/** `parley doctor`: looks whether everything that was stored is sound, and what needs a person. */
import type { Command } from "commander";
import { z } from "zod";
import { rebuildCounters, rebuildSearch } from "../store/projections.ts";
import { does } from "./command.ts";
import { type Check, examine } from "./examine.ts";
import { withData } from "./with-data.ts";

const MARKS: Record<Check["state"], string> = { ok: "ok     ", attention: "look   ", broken: "BROKEN " };

export function addDoctor(program: Command): void {
  const doctor = program
    .command("doctor")
    .description("check the database, the event chain, counters and search; list what was set aside")
    .option("--rebuild", "make counters and search index again from the messages, then check");
  doctor.addHelpText("after", "\nEnds with 1 where something is broken. Works beside a running server.");
  does(doctor, z.object({ rebuild: z.boolean().default(false) }), ({ options, settings, out }) =>
    withData(settings, { make: false }, (data) => {
      if (options.rebuild) {
        rebuildCounters(data.store);
        rebuildSearch(data.store);
        out.note("Counters and search index were made again.");
      }
      const checks = examine(data);
      const broken = checks.filter((check) => check.state === "broken");
      if (broken.length > 0) process.exitCode = 1;
      const lines = checks.flatMap((check) => [
        `${MARKS[check.state]}${check.name}: ${check.summary}`,
        ...check.details.map((detail) => `         ${detail}`),
      ]);
      out.show({ ok: broken.length === 0, checks }, lines.join("\n"));
    }),
  );
}
