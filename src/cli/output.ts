/** Prints what a command found: one JSON value for programs, tables and sentences for people. */
import { showControls } from "../domain/visible.ts";

/** Whatever else would act on a terminal is shown instead: names and words of strangers are among what is printed. */
const KEPT = "\n";

export interface Output {
  /** `value` with --json, else `text`. */
  show(value: unknown, text: string): void;
  /** For people only, on the error stream, so that it never mixes with a result. */
  note(text: string): void;
}

export function createOutput(json: boolean): Output {
  return {
    show: (value, text) => void process.stdout.write(`${showControls(json ? JSON.stringify(value) : text, KEPT)}\n`),
    note: (text) => {
      if (!json) process.stderr.write(`${showControls(text, KEPT)}\n`);
    },
  };
}

/** Columns as wide as their longest cell; an empty list gives `empty`. */
export function table(rows: Record<string, string>[], empty: string): string {
  const [first] = rows;
  if (!first) return empty;
  const names = Object.keys(first);
  // A cell is one line, whatever stands in it.
  const cell = (row: Record<string, string>, name: string) => showControls(row[name] ?? "");
  const widths = names.map((name) => Math.max(width(name), ...rows.map((row) => width(cell(row, name)))));
  const line = (cells: string[]) =>
    cells
      .map((cell, i) => pad(cell, widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  const head = line(names.map((name) => name.toUpperCase()));
  return [head, ...rows.map((row) => line(names.map((name) => cell(row, name))))].join("\n");
}

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]/u;

// A terminal gives such characters two cells.
function width(text: string): number {
  let cells = 0;
  for (const character of text) cells += WIDE.test(character) ? 2 : 1;
  return cells;
}

function pad(text: string, cells: number): string {
  return text + " ".repeat(Math.max(0, cells - width(text)));
}
