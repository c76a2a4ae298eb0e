/** `parley backup` and `parley restore`: the database in one file. */
import type { Command } from "commander";
import { z } from "zod";
import { does, NO_OPTIONS } from "./command.ts";

export function addBackup(program: Command): void {
  const backup = program
    .command("backup <file>")
    .description("write the database to one file, also while a server runs; the key and media files are not in it");
  does(backup, NO_OPTIONS, async ({ args, settings, out }) => {
    const { writeBackup } = await import("../host/backup.ts");
    const written = await writeBackup(settings.dataDir, args[0] ?? "");
    out.show(
      { ...written, holdsKey: false },
      [
        `${written.file}: ${written.bytes} bytes, checked.`,
        "The key is not in it: keep PARLEY_KEY, or the file `key` of the data directory, somewhere else. Without it every account must be given its credentials again (doctor --new-key).",
        "Media files are not in it either: copy the directory `content` beside it.",
      ].join("\n"),
    );
  });

  const restore = program
    .command("restore <file>")
    .description("put a backup in place; nothing is sent until `parley resume`")
    .option("--force", "replace the database that is there (it is kept beside, as *.replaced)");
  does(restore, z.object({ force: z.boolean().default(false) }), async ({ args, options, settings, out }) => {
    const { restoreBackup } = await import("../host/backup.ts");
    const restored = restoreBackup(settings.dataDir, args[0] ?? "", options);
    out.show(
      { ...restored, paused: true },
      [
        `Restored to ${restored.database}.`,
        "It is paused: nothing is read or sent, and no token is spent.",
        ...(restored.doubtful > 0
          ? [
              `${restored.doubtful} replies were on their way when it was made; whether they arrived is looked up, or yours to say.`,
            ]
          : []),
        "Make sure that no other Parley serves these accounts, then run: parley resume",
      ].join("\n"),
    );
  });
}
