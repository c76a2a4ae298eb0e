/** `parley doctor`: looks whether everything that was stored is sound, and what needs a person. */
import type { Command } from "commander";
import { z } from "zod";
import type { Check } from "../host/checks.ts";
import { firstStep, type Step, Taken } from "../host/doctor-steps.ts";
import { forgetKey } from "../host/new-key.ts";
import type { HostSettings } from "../host/settings.ts";
import { rebuildCounters, rebuildSearch } from "../store/projections.ts";
import { rebuildPublicationIndex } from "../store/publication-index.ts";
import { rebuildReports } from "../store/reports/check.ts";
import { does } from "./command.ts";
import { examine } from "./examine.ts";
import { CliError } from "./failure.ts";
import type { Output } from "./output.ts";
import { ownerOf } from "./owner.ts";
import { withData } from "./with-data.ts";

const MARKS: Record<Check["state"], string> = { ok: "ok     ", attention: "look   ", broken: "BROKEN " };

export function addDoctor(program: Command): void {
  const doctor = program
    .command("doctor")
    .description("check the database, the event chain, counters, search and reports; list what was set aside")
    .option(
      "--new-key",
      "the key is lost: forget all credentials and begin with the key that is there now, or a new one",
    )
    .option("--rebuild", "make counters, search indexes and the counts of reports again, then check");
  doctor.option("--to <url>", "of a brand on Cloudflare Workers (with PARLEY_SETUP)");
  doctor.addHelpText("after", "\nEnds with 1 where something is broken. Works beside a running server.");
  const given = z.object({
    rebuild: z.boolean().default(false),
    newKey: z.boolean().default(false),
    to: z.string().optional(),
  });
  does(doctor, given, async ({ options, settings, out }) => {
    const checks = await (options.to === undefined
      ? examineHere(settings, options, out)
      : examineThere(settings, { ...options, to: options.to }, out));
    const broken = checks.filter((check) => check.state === "broken");
    if (broken.length > 0) process.exitCode = 1;
    const lines = checks.flatMap((check) => [
      `${MARKS[check.state]}${check.name}: ${check.summary}`,
      ...check.details.map((detail) => `         ${detail}`),
    ]);
    out.show({ ok: broken.length === 0, checks }, lines.join("\n"));
  });
}

const REBUILT = "Counters, search indexes and the counts of reports were made again.";

async function examineHere(
  settings: HostSettings,
  options: { rebuild: boolean; newKey: boolean },
  out: Output,
): Promise<Check[]> {
  if (options.newKey) {
    const accounts = forgetKey(settings.dataDir);
    out.note(`${accounts} accounts wait for their credentials: accounts add … --replace`);
  }
  return withData(settings, { make: false }, (data) => {
    if (options.rebuild) {
      rebuildCounters(data.store);
      rebuildSearch(data.store);
      rebuildPublicationIndex(data.store);
      rebuildReports(data.store);
      out.note(REBUILT);
    }
    return examine(data);
  });
}

async function examineThere(
  settings: HostSettings,
  options: { rebuild: boolean; newKey: boolean; to: string },
  out: Output,
): Promise<Check[]> {
  if (options.newKey) throw new CliError("invalid", "--new-key works on this machine's data only, without --to.");
  const owner = ownerOf(options.to, settings);
  const checks: Check[] = [];
  let step: Step | null = firstStep(options);
  while (step !== null) {
    const taken: z.infer<typeof Taken> = await owner.ask("POST", "/doctor", Taken, step);
    if (taken.check) checks.push(taken.check);
    if (taken.next?.part === "chain" && step.part === "rebuild-reports") out.note(REBUILT);
    step = taken.next;
  }
  return checks;
}
