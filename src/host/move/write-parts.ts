/** Writes the rows of one table as compressed parts of bounded size, a JSON array a line, in the order in which they were made. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type Database from "better-sqlite3";
import { StartFault } from "../fault.ts";
import { type MovedTable, OWN_FACTS } from "./fates.ts";
import { writeLasting } from "./lasting.ts";
import { MOST_VALUE_BYTES, type Part } from "./manifest.ts";

/** Holds one part in memory at a time; `written` is told its rows. Throws StartFault for a row that no target takes. */
export function writeParts(
  sqlite: Database.Database,
  table: MovedTable,
  directory: string,
  partBytes: number,
  written: (rows: number) => void,
): Part[] {
  const parts: Part[] = [];
  let lines: string[] = [];
  let size = 0;
  const flush = () => {
    if (lines.length === 0) return;
    const name = `${table.name}-${String(parts.length + 1).padStart(5, "0")}.ndjson.gz`;
    const packed = gzipSync(lines.join("\n"));
    writeLasting(join(directory, name), packed);
    const sha256 = createHash("sha256").update(packed).digest("hex");
    parts.push({ name, table: table.name, rows: lines.length, bytes: packed.length, sha256 });
    written(lines.length);
    lines = [];
    size = 0;
  };
  for (const row of rowsOf(sqlite, table)) {
    const line = JSON.stringify(row);
    const bytes = Buffer.byteLength(line) + 1;
    if (bytes >= MOST_VALUE_BYTES)
      throw new StartFault(`A row of "${table.name}" has ${bytes} bytes; Workers take ${MOST_VALUE_BYTES} at most.`);
    if (size + bytes > partBytes) flush();
    lines.push(line);
    size += bytes;
  }
  flush();
  return parts;
}

function* rowsOf(sqlite: Database.Database, { name, columns }: MovedTable): Generator<unknown[]> {
  const list = columns.map((column) => `"${column}"`).join(", ");
  const own = name === "meta" ? `where key not in (${OWN_FACTS.map((key) => `'${key}'`).join(", ")})` : "";
  const rows = sqlite.prepare(`select ${list} from "${name}" ${own} order by rowid`).raw().iterate();
  for (const row of rows as IterableIterator<unknown[]>) {
    if (row.some((value) => value instanceof Uint8Array))
      throw new Error(`"${name}" holds bytes, which JSON does not.`);
    yield row;
  }
}
