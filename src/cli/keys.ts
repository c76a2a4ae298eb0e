/** `parley keys`: changes the key that seals credentials. */
import type { Command } from "commander";
import { does, NO_OPTIONS } from "./command.ts";

export function addKeys(program: Command): void {
  const keys = program.command("keys").description("the key that seals credentials");
  const rotate = keys
    .command("rotate")
    .description(
      "seal everything anew with a new key; the server must be stopped, and a run that was cut off is run again",
    );
  rotate.addHelpText("after", "\nBackups made before open with the old key only: keep a copy of it beside them.");
  does(rotate, NO_OPTIONS, async ({ settings, out }) => {
    const { rotateKey } = await import("../host/rotate.ts");
    const place = rotateKey(settings);
    out.show(
      { rotated: true, key: place },
      place === "file"
        ? "Everything is sealed with a new key, which is in the file `key`. Save it as you saved the old one."
        : "Everything is sealed with PARLEY_KEY_NEXT. Start the server with it as PARLEY_KEY, and forget the old one.",
    );
  });
}
