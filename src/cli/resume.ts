/** `parley resume`: lets a database work again that was restored or moved. */
import type { Command } from "commander";
import { z } from "zod";
import { syncWebhooks } from "../inbox/accounts/sync-webhooks.ts";
import { deactivatedBy, takeBackInbox } from "../inbox/deactivate.ts";
import { isPaused } from "../inbox/pause.ts";
import { resumeInbox } from "../inbox/resume-inbox.ts";
import { does } from "./command.ts";
import { CliError } from "./failure.ts";
import { setupSecret } from "./import.ts";
import { accountServices, withData } from "./with-data.ts";

const Options = z.object({ takeBack: z.boolean().default(false), to: z.string().optional() });
type Webhooks = { accountId: string; webhook: { state: string } }[];

export function addResume(program: Command): void {
  const resume = program
    .command("resume")
    .description("let a database that was restored or moved read and send again")
    .option("--to <url>", "the brand on Cloudflare Workers that was imported (with PARLEY_SETUP)")
    .option(
      "--take-back",
      "work here again after an export; never while the brand works elsewhere: users would be answered twice",
    );
  does(resume, Options, async ({ settings, options, out }) => {
    if (options.to !== undefined) {
      const { openTarget } = await import("../host/move/client.ts");
      const { resumed, webhooks } = await openTarget(options.to, setupSecret(settings)).resume();
      out.show({ resumed, webhooks }, words(resumed, webhooks));
      return;
    }
    await withData(settings, { make: false }, async (data) => {
      const { ctx } = data;
      const moved = deactivatedBy(ctx.store) !== null;
      if (moved && !options.takeBack)
        throw new CliError(
          "moved",
          "This brand was exported and moved away. Two that work would answer everybody twice. If nobody imported it, or that brand is gone: parley resume --take-back",
        );
      const resumed = isPaused(ctx.store);
      const services = resumed ? await accountServices(settings, data) : null;
      if (moved) takeBackInbox(ctx);
      else resumeInbox(ctx);
      const webhooks = services ? await syncWebhooks(services, ctx) : [];
      out.show({ resumed, webhooks }, words(resumed, webhooks));
      if (moved)
        out.note(
          "The export is not its last state any more: throw it away. Make sure that no copy of it works anywhere.",
        );
    });
  });
}

function words(resumed: boolean, webhooks: Webhooks): string {
  const open = webhooks.filter(({ webhook }) => webhook.state !== "attached");
  return [
    resumed ? "Parley reads and sends again." : "It was not paused.",
    ...webhooks
      .filter(({ webhook }) => webhook.state === "attached")
      .map(({ accountId }) => `${accountId}: its platform calls the new address.`),
    ...open.map(
      ({ accountId }) =>
        `${accountId}: its webhook is not registered. Try again: parley accounts check ${accountId}, or POST /api/accounts/${accountId}/check`,
    ),
  ].join("\n");
}
