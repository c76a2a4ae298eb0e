/** Reads an export back, and finds out before anything is sent whether it is whole. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import {
  CONTENT_DIRECTORY,
  CONTENT_LIST_FILE,
  ExportError,
  type Manifest,
  MANIFEST_FILE,
  parseManifest,
  type Part,
} from "./manifest.ts";
import type { Row } from "./sealed.ts";

const Line = z.array(z.union([z.string(), z.number(), z.null()]));

export interface BrandExport {
  manifest: Manifest;
  /** As it stands in the file. */
  manifestText: string;
  /** Hashes of the files, in order. */
  files: string[];
  /** Compressed. Throws ExportError naming the part where it is not what the manifest says. */
  part(part: Part): Buffer;
  /** The rows of one table by column name; for small tables. */
  rows(table: string): Row[];
  /** Throws ExportError naming the file where it is missing or damaged. */
  file(hash: string): Buffer;
}

/** Opens the directory. Throws ExportError where it is no export of this format. */
export function openExport(directory: string): BrandExport {
  const root = resolve(directory);
  const manifestPath = join(root, MANIFEST_FILE);
  if (!existsSync(manifestPath))
    throw new ExportError("damaged-export", `${root} holds no finished export: there is no ${MANIFEST_FILE}.`);
  const manifestText = readFileSync(manifestPath, "utf8");
  const manifest = parseManifest(manifestText);
  const read = (name: string, sha256: string): Buffer => {
    const path = join(root, name);
    const content = existsSync(path) ? readFileSync(path) : null;
    if (content === null || createHash("sha256").update(content).digest("hex") !== sha256)
      throw new ExportError(
        "damaged-export",
        `${name} is ${content === null ? "missing" : "damaged"}. Copy the export again from where it was made, or export again.`,
      );
    return content;
  };
  const part = ({ name, sha256 }: Part) => read(name, sha256);
  return {
    manifest,
    manifestText,
    files: read(CONTENT_LIST_FILE, manifest.content.sha256)
      .toString()
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.slice(0, line.indexOf(" "))),
    part,
    file: (hash) => read(join(CONTENT_DIRECTORY, hash), hash),
    rows(table) {
      const columns = manifest.tables.find(({ name }) => name === table)?.columns ?? [];
      return manifest.parts
        .filter((one) => one.table === table)
        .flatMap((one) => gunzipSync(part(one)).toString().split("\n"))
        .map((line) => {
          const values = Line.parse(JSON.parse(line));
          return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null]));
        });
    },
  };
}

/** Reads everything once. Throws ExportError naming what is damaged. */
export function checkExport(brand: BrandExport, progress: (done: number, total: number) => void): void {
  const { parts } = brand.manifest;
  const total = parts.length + brand.files.length;
  let done = 0;
  for (const part of parts) {
    brand.part(part);
    progress((done += 1), total);
  }
  for (const hash of brand.files) {
    brand.file(hash);
    progress((done += 1), total);
  }
}
