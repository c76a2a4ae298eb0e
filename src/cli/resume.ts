/** `parley resume`: lets a restored database work again. */
import type { Command } from "commander";
import { resumeInbox } from "../inbox/resume-inbox.ts";
import { does, NO_OPTIONS } from "./command.ts";
import { withData } from "./with-data.ts";

export function addResume(program: Command): void {
  const resume = program.command("resume").description("let a restored database read and send again");
  does(resume, NO_OPTIONS, ({ settings, out }) =>
    withData(settings, { make: false }, ({ ctx }) => {
      const wasPaused = resumeInbox(ctx);
      out.show({ resumed: wasPaused }, wasPaused ? "Parley reads and sends again." : "It was not paused.");
    }),
  );
}
