/** Words of strangers reach terminals and log files as characters, never as commands. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { table } from "../../src/cli/output.ts";
import { showControls } from "../../src/domain/visible.ts";
import { createLog } from "../../src/host/log.ts";

const HOSTILE =
  "\u001b[2J\u001b]0;owned\u0007 a\r\nlevel=error b \u009b31m \u202egnp.exe\u2066 \u200b \u2028 \u{e0041}";
const ACTING = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

it.each(["json", "pretty"] as const)("a %s log line stays one inert line", (format) => {
  const lines: string[] = [];
  const log = createLog({ level: "info", format, clock: { now: () => 0 }, write: (line) => lines.push(line) });
  log.error("tick.failed", { reason: HOSTILE, [HOSTILE]: 1 });
  expect(lines).toHaveLength(1);
  expect(ACTING.test(lines[0]?.trimEnd() ?? "")).toBe(false);
  expect(lines[0]).toContain(String.raw`\u001b[2J`);
});

it("a JSON log line can be read back", () => {
  let line = "";
  const log = createLog({ level: "info", format: "json", clock: { now: () => 0 }, write: (text) => (line = text) });
  const reason = HOSTILE.replace("\u{e0041}", "");
  log.info("x", { reason });
  expect(JSON.parse(line)).toMatchObject({ reason });
});

it("a table has one line a row, whatever stands in its cells", () => {
  const lines = table([{ name: HOSTILE, id: "acc_1" }], "none").split("\n");
  expect(lines).toHaveLength(2);
  expect(ACTING.test(lines.join(""))).toBe(false);
});

it("nothing acts but what was said to stay, and ordinary words stay as they are", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(ACTING.test(showControls(text).replaceAll(/[\u200c\u200d]/g, ""))).toBe(false);
    }),
  );
  for (const text of ["波宝 wallet", "👩‍👩‍👧‍👦", "مرحبا", "ñ"]) expect(showControls(text)).toBe(text);
  expect(showControls("a\nb\tc", "\n")).toBe(String.raw`a${"\n"}b\u0009c`);
});
