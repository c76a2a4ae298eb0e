/** `parley contacts`: everything about a person, to hand out or to erase. */
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import { z } from "zod";
import { formatId } from "../domain/ids.ts";
import { MINUTE_MS } from "../domain/time.ts";
import { GRACE_MS, requestErasure } from "../inbox/erase/request.ts";
import { exportContact } from "../inbox/export-contact.ts";
import { canAsk, confirm } from "./ask.ts";
import { does } from "./command.ts";
import { CliError } from "./failure.ts";
import { readId } from "./ids.ts";
import { withData } from "./with-data.ts";

const OWNER_ONLY = 0o600;

export function addContacts(program: Command): void {
  const contacts = program.command("contacts").description("people who wrote to us: export or erase all that is kept");

  const all = contacts
    .command("export <id>")
    .description("write everything about a person as JSON")
    .option("--out <file>", "into this file, which must not exist (default: standard output)");
  does(all, z.object({ out: z.string().optional() }), ({ args, options, settings, out }) =>
    withData(settings, { make: false }, async ({ ctx }) => {
      const pieces = Readable.from(exportContact(ctx, readId("contact", args[0])));
      if (options.out === undefined) {
        for await (const piece of pieces) process.stdout.write(String(piece));
        return;
      }
      await pipeline(pieces, createWriteStream(options.out, { flags: "wx", mode: OWNER_ONLY }));
      out.note(`Written to ${options.out}.`);
    }),
  );

  const erase = contacts
    .command("erase <id>")
    .description("erase everything about a person; there is no way back")
    .option("--yes", "do not ask");
  does(erase, z.object({ yes: z.boolean().default(false) }), ({ args, options, settings, out }) =>
    withData(settings, { make: false }, async ({ ctx }) => {
      const id = readId("contact", args[0]);
      if (!options.yes) {
        const question = `Erase everything about ${formatId("contact", id)}?`;
        if (!canAsk() || !(await confirm(question)))
          throw new CliError("not-confirmed", "Nothing was erased. Say --yes to go ahead.");
      }
      const job = formatId("job", requestErasure(ctx, id).id);
      out.show(
        { jobId: job },
        `${job} is queued. The running server begins in ${GRACE_MS / MINUTE_MS} minutes; until then the job can be cancelled. Backups made before keep what they hold.`,
      );
    }),
  );
}
