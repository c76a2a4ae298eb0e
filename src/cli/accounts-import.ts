/** `parley accounts import`: brings an account's history, after saying how much it is and what it costs. */
import type { Command } from "commander";
import { z } from "zod";
import { formatId } from "../domain/ids.ts";
import { DAY_MS } from "../domain/time.ts";
import type { ImportSize } from "../inbox/accounts/import.ts";
import { canAsk, confirm } from "./ask.ts";
import { does } from "./command.ts";
import { CliError } from "./failure.ts";
import { readId } from "./ids.ts";
import { accountServices, withData } from "./with-data.ts";

const DEFAULT_DAYS = 30;

export function addAccountsImport(accounts: Command): void {
  const command = accounts
    .command("import <id>")
    .description("bring earlier conversations in, as closed history that triggers nothing")
    .option("--since <date>", `from this day on, such as 2026-01-31 (default: ${DEFAULT_DAYS} days ago)`)
    .option("--yes", "do not ask after showing size and price");
  const options = z.object({ since: z.string().optional(), yes: z.boolean().default(false) });
  does(command, options, ({ args, options, settings, out }) =>
    withData(settings, { make: false }, async (data) => {
      const { importSize, startImport } = await import("../inbox/accounts/import.ts");
      const services = await accountServices(settings, data);
      const id = readId("account", args[0]);
      const since = readDay(options.since, data.store.clock.now() - DEFAULT_DAYS * DAY_MS);
      if (!options.yes) {
        const size = await importSize(services, data.store, id, since);
        if (!canAsk()) {
          out.show({ ...size, started: false }, `${inWords(size)} Say --yes to start.`);
          return;
        }
        if (!(await confirm(`${inWords(size)} Start?`))) throw new CliError("not-confirmed", "Nothing was started.");
      }
      const { jobId, ...size } = await startImport(services, data.ctx, id, { since });
      const job = formatId("job", jobId);
      out.show(
        { ...size, started: true, jobId: job },
        `${inWords(size)} ${job} is queued; the running server does the work.`,
      );
    }),
  );
}

function readDay(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new CliError("invalid", "--since must be a day such as 2026-01-31.");
  return at;
}

function inWords({ messages, priceUsd }: ImportSize): string {
  const size =
    messages === null ? "The platform does not tell how many messages there are." : `About ${messages} messages.`;
  return priceUsd === null ? size : `${size} Price: about $${priceUsd.toFixed(2)}.`;
}
