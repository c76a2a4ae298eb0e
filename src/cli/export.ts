/** `parley export`: writes the brand into a directory, to move it to another host. */
import type { Command } from "commander";
import { does, NO_OPTIONS } from "./command.ts";
import { progressNotes } from "./progress-notes.ts";

export function addExport(program: Command): void {
  const command = program
    .command("export <directory>")
    .description("write the brand into a directory, to move it to another host; it does not work here afterwards");
  command.addHelpText(
    "after",
    "\nWants the server stopped. Credentials stay sealed: without the key nobody reads them. Users' words and files are in clear.\nBroken off, it changes nothing: run it again.",
  );
  does(command, NO_OPTIONS, async ({ args, settings, out }) => {
    const { exportBrand } = await import("../host/move/export.ts");
    const directory = args[0] ?? "";
    const { tables, parts, content, log, exportId } = exportBrand(directory, {
      settings,
      progress: progressNotes(out),
    });
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const value = {
      directory,
      exportId,
      rows,
      parts: parts.length,
      files: content.files,
      missing: content.missing,
      events: log.seq,
    };
    out.show(
      value,
      [
        `${directory}: ${rows} rows, ${content.files} files, ${log.seq} events.`,
        ...(content.missing > 0
          ? [`${content.missing} files that messages name are not in the data directory, and so not in the export.`]
          : []),
        "This Parley rests now: `serve` refuses, so that nobody is answered twice.",
        `Next: PARLEY_SETUP=… parley import ${directory} --to https://…   (with this key: --data, or PARLEY_KEY)`,
        "To stay here instead: parley resume --take-back",
      ].join("\n"),
    );
  });
}
