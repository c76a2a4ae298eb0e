/** `parley sandbox`: runs local X, Telegram and Discord servers, with a page that shows them as users see them. */
import type { Command } from "commander";
import { z } from "zod";
import { does } from "./command.ts";
import { CliError } from "./failure.ts";
import { processLog } from "./log.ts";

export function addSandbox(program: Command): void {
  const sandbox = program
    .command("sandbox")
    .description("run local X, Telegram and Discord servers to try Parley with")
    .option("--port <port>", "port of X; Telegram and Discord take the next two (default: 7101)");
  does(sandbox, z.object({ port: z.coerce.number().int().min(0).max(65_533).optional() }), async (call) => {
    const { startBench, PortTaken } = await import("../sandbox/bench.ts");
    const { awaitEnd } = await import("../host/process.ts");
    const ending = awaitEnd(processLog(call.settings));
    const { port } = call.options;
    const bench = await startBench(port === undefined ? {} : { port }).catch((error: unknown) => {
      throw error instanceof PortTaken ? new CliError("cannot-start", error.message) : error;
    });
    const { credentials } = bench;
    const [x, telegram, discord] = [bench.x.url, bench.telegram.url, bench.discord.url];
    const lines = [
      `Sandbox: ${x}`,
      "Connect its accounts:",
      `  accounts add x --api-url ${x} --app-key ${credentials.x.appKey} --app-secret ${credentials.x.appSecret} --access-token ${credentials.x.accessToken} --access-secret ${credentials.x.accessSecret}`,
      `  accounts add telegram --api-url ${telegram} --token ${credentials.telegram.token}`,
      `  accounts add discord --api-url ${discord} --token ${credentials.discord.token}`,
      "Everything in it is forgotten when it stops.",
    ];
    call.out.show({ url: x, apiUrls: { x, telegram, discord }, credentials }, lines.join("\n"));
    await ending.run(() => bench.close());
  });
}
