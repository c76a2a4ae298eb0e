/** Copies the files that rows name into an export, each checked against its name, which is its hash. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { contentPath } from "../content-directory.ts";
import { StartFault } from "../fault.ts";
import { OWNER_ONLY_DIRECTORY, writeLasting } from "./lasting.ts";
import { CONTENT_DIRECTORY, CONTENT_LIST_FILE, type Manifest } from "./manifest.ts";

/** Holds one file in memory at a time. Files that are not there are counted as missing. Throws StartFault for a damaged one. */
export function copyContent(
  sqlite: Database.Database,
  from: string,
  directory: string,
  progress: (done: number, total: number) => void,
): Manifest["content"] {
  const target = join(directory, CONTENT_DIRECTORY);
  mkdirSync(target, { mode: OWNER_ONLY_DIRECTORY });
  const named = sqlite
    .prepare(
      "select hash from media where state = 'kept' and hash is not null union select hash from upload order by 1",
    )
    .pluck()
    .all() as string[];
  const lines: string[] = [];
  let bytes = 0;
  for (const [index, hash] of named.entries()) {
    const path = contentPath(from, hash);
    if (!existsSync(path)) continue;
    const content = readFileSync(path);
    if (createHash("sha256").update(content).digest("hex") !== hash)
      throw new StartFault(`The file ${path} is damaged. Put it back from a backup, or remove it, and export again.`);
    writeLasting(join(target, hash), content);
    lines.push(`${hash} ${content.length}\n`);
    bytes += content.length;
    progress(index + 1, named.length);
  }
  const list = lines.join("");
  writeLasting(join(directory, CONTENT_LIST_FILE), list);
  const sha256 = createHash("sha256").update(list).digest("hex");
  return { files: lines.length, bytes, missing: named.length - lines.length, sha256 };
}
