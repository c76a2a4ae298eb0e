/** `parley audit`: signed heads of the event log, and the proof that nothing before one was changed. */
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { eq } from "drizzle-orm";
import { formatId } from "../domain/ids.ts";
import { verifyChain } from "../store/events.ts";
import { event } from "../store/schema.ts";
import { isOurHead, SignedHead, signHead } from "../trust/audit-head.ts";
import { does, NO_OPTIONS } from "./command.ts";
import { CliError } from "./failure.ts";
import { withData } from "./with-data.ts";

export function addAudit(program: Command): void {
  const audit = program.command("audit").description("the log of who did what: sign where it stands, verify it later");

  const head = audit.command("head").description("print the newest event's number and hash, signed; keep it elsewhere");
  does(head, NO_OPTIONS, ({ settings, out }) =>
    withData(settings, { make: false }, async ({ store, keys }) => {
      const signed = await signHead(store, keys);
      if (!signed) throw new CliError("nothing", "Nothing has happened yet.");
      out.show(signed, JSON.stringify(signed));
    }),
  );

  const verify = audit.command("verify <file>").description("check the log against a head that was signed earlier");
  does(verify, NO_OPTIONS, ({ args, settings, out }) =>
    withData(settings, { make: false }, async ({ store, keys }) => {
      const signed = readHead(args[0] ?? "");
      const where = `${formatId("event", signed.seq)} of ${signed.at}`;
      if (!(await isOurHead(store, keys, signed)))
        throw new CliError("not-ours", `The head ${where} was not signed by this installation, or was changed since.`);
      const row = store.db.select({ hash: event.hash }).from(event).where(eq(event.seq, signed.seq)).get();
      if (row?.hash !== signed.hash)
        throw new CliError(
          "log-changed",
          row ? `The log was changed: ${where} had another hash.` : `The log was cut: ${where} is missing.`,
        );
      const { broken, events } = verifyChain(store);
      if (broken)
        throw new CliError("log-changed", `The log was changed: ${formatId("event", broken.seq)}: ${broken.why}.`);
      out.show(
        { ok: true, seq: signed.seq, events },
        `Sound: nothing up to ${where} was changed (${events} events in all).`,
      );
    }),
  );
}

function readHead(file: string): SignedHead {
  try {
    return SignedHead.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    throw new CliError("invalid", `${file} holds no head. \`parley audit head\` and GET /api/audit/head give them.`);
  }
}
