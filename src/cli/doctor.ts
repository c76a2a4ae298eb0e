/** `parley doctor`: looks whether everything that was stored is sound, and what needs a person. */
import type { Command } from "commander";
import { z } from "zod";
import { forgetKey } from "../host/new-key.ts";
import { rebuildCounters, rebuildSearch } from "../store/projections.ts";
import { does } from "./command.ts";
import { type Check, examine } from "./examine.ts";
import { withData } from "./with-data.ts";

const MARKS: Record<Check["state"], string> = { ok: "ok     ", attention: "look   ", broken: "BROKEN " };

export function addDoctor(program: Command): void {
  const doctor = program
    .command("doctor")
    .description("check the database, the event chain, counters and search; list what was set aside")
    .option(
      "--new-key",
      "the key is lost: forget all credentials and begin with the key that is there now, or a new one",
    )
    .option("--rebuild", "make counters and search index again from the messages, then check");
  doctor.addHelpText("after", "\nEnds with 1 where something is broken. Works beside a running server.");
  const given = z.object({ rebuild: z.boolean().default(false), newKey: z.boolean().default(false) });
  does(doctor, given, async ({ options, settings, out }) => {
    if (options.newKey) {
      const accounts = forgetKey(settings.dataDir);
      out.note(`${accounts} accounts wait for their credentials: accounts add … --replace`);
    }
    await withData(settings, { make: false }, (data) => {
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
    });
  });
}
