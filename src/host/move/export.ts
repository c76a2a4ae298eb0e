/** Writes a brand into a directory for another host, and puts it to rest here. */
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { SYSTEM } from "../../domain/actor.ts";
import { toIso } from "../../domain/time.ts";
import { deactivateInbox } from "../../inbox/deactivate.ts";
import { existingDataDirectory } from "../data-directory.ts";
import { type OpenData, openData } from "../data.ts";
import { newestMigration } from "../database.ts";
import { StartFault } from "../fault.ts";
import { takeLock } from "../lock.ts";
import type { HostSettings } from "../settings.ts";
import { PARLEY_VERSION } from "../version.ts";
import { copyContent } from "./copy-content.ts";
import { movedTables } from "./fates.ts";
import { FORMAT, type Manifest, MANIFEST_FILE, PART_BYTES } from "./manifest.ts";
import { OWNER_ONLY_DIRECTORY, writeLasting } from "./lasting.ts";
import { countSealed, type Row } from "./sealed.ts";
import { writeParts } from "./write-parts.ts";

export interface ExportOptions {
  settings: Pick<HostSettings, "dataDir" | "key">;
  /** Told what was written, and how much of how much there is. */
  progress: (what: string, done: number, total: number) => void;
  /** Smaller for tests. */
  partBytes?: number;
}

/** Stands in an unfinished export, which the next one may throw away. */
const UNFINISHED = "UNFINISHED";

/**
 * Everything is read in one transaction, so that the event that ends work here is the last one exported; it is committed before the directory
 * gets its name. Throws StartFault where a server runs, or where the directory is taken.
 */
export function exportBrand(directory: string, options: ExportOptions): Manifest {
  const target = resolve(directory);
  const paths = existingDataDirectory(options.settings.dataDir);
  if (existsSync(target) && (!statSync(target).isDirectory() || readdirSync(target).length > 0))
    throw new StartFault(`${target} holds something else. Name a directory that is empty, or not there yet.`);
  const lock = takeLock(paths.lock);
  try {
    const partial = startPartial(target);
    const data = openData(options.settings, { make: false });
    try {
      const manifest = writeAll(data, partial, options);
      rmSync(target, { recursive: true, force: true });
      renameSync(partial, target);
      rmSync(join(target, UNFINISHED));
      return manifest;
    } finally {
      data.close();
    }
  } finally {
    lock.release();
  }
}

function startPartial(target: string): string {
  const partial = `${target}.partial`;
  if (existsSync(partial)) {
    if (!existsSync(join(partial, UNFINISHED)))
      throw new StartFault(`${partial} is in the way, and no export of ours. Move it away.`);
    rmSync(partial, { recursive: true });
  }
  mkdirSync(partial, { recursive: true, mode: OWNER_ONLY_DIRECTORY });
  writeLasting(join(partial, UNFINISHED), "An export that was broken off. Export again, or remove this directory.\n");
  return partial;
}

function writeAll(data: OpenData, directory: string, { progress, partBytes = PART_BYTES }: ExportOptions): Manifest {
  const { store, sqlite, paths } = data;
  return store.transaction((now) => {
    const exportId = deactivateInbox({ store, actor: SYSTEM }, randomUUID());
    const tables = movedTables().map((table) => ({ ...table, ...sizeOf(sqlite, table.name) }));
    const total = tables.reduce((sum, table) => sum + table.rows, 0);
    let done = 0;
    const parts = tables.flatMap((table) =>
      writeParts(sqlite, table, directory, partBytes, (rows) => progress("rows", (done += rows), total)),
    );
    const content = copyContent(sqlite, paths.content, directory, (files, all) => progress("files", files, all));
    const head = store.q.lastEvent.get();
    if (!head) throw new Error("The log is empty, though its last event was just written.");
    const { idx, tag } = newestMigration();
    const manifest: Manifest = {
      format: FORMAT,
      exportId,
      exportedAt: toIso(now),
      parley: PARLEY_VERSION,
      migration: { idx, tag },
      // What is left out of `meta` is no row of the export.
      tables: tables.map((table) => ({ ...table, rows: rowsIn(parts, table.name) })),
      sealed: countSealed((table) => sqlite.prepare(`select * from "${table}"`).all() as Row[]),
      log: { seq: head.seq, hash: head.hash },
      parts,
      content,
    };
    writeLasting(join(directory, MANIFEST_FILE), `${JSON.stringify(manifest)}\n`);
    return manifest;
  });
}

function sizeOf(sqlite: OpenData["sqlite"], table: string): { rows: number; sequence: number | null } {
  const { n } = sqlite.prepare(`select count(*) as n from "${table}"`).get() as { n: number };
  const kept = sqlite.prepare("select seq from sqlite_sequence where name = ?").get(table) as
    | { seq: number }
    | undefined;
  return { rows: n, sequence: kept?.seq ?? null };
}

function rowsIn(parts: Manifest["parts"], table: string): number {
  return parts.reduce((sum, part) => sum + (part.table === table ? part.rows : 0), 0);
}
