/** Keeps files in a directory, each under the SHA-256 of its content. */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { ContentTooLarge, type ContentStore } from "../domain/content-store.ts";
import { errorCode } from "./fault.ts";

const OWNER_ONLY_DIRECTORY = 0o700;
const OWNER_ONLY = 0o600;
const HASH = /^[0-9a-f]{64}$/;

/** Makes the directory and clears what a crash left half written. */
export async function openContentDirectory(root: string): Promise<ContentStore> {
  const incoming = join(root, "incoming");
  await mkdir(incoming, { recursive: true, mode: OWNER_ONLY_DIRECTORY });
  for (const name of await readdir(incoming)) await rm(join(incoming, name), { force: true });
  return {
    async put(body, maxBytes) {
      const temporary = join(incoming, randomUUID());
      try {
        const written = await writeTo(temporary, body, maxBytes);
        const directory = join(root, written.hash.slice(0, 2));
        await mkdir(directory, { recursive: true, mode: OWNER_ONLY_DIRECTORY });
        await rename(temporary, contentPath(root, written.hash));
        // The name lasts only once its directory is on disk too.
        await syncDirectory(directory);
        return written;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    async get(hash) {
      if (!HASH.test(hash)) return null;
      const path = contentPath(root, hash);
      try {
        const { size } = await stat(path);
        return { body: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, size };
      } catch (error) {
        if (errorCode(error) === "ENOENT") return null;
        throw error;
      }
    },
    async delete(hash) {
      if (HASH.test(hash)) await rm(contentPath(root, hash), { force: true });
    },
  };
}

async function writeTo(
  path: string,
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<{ hash: string; size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  const file = await open(path, "wx", OWNER_ONLY);
  try {
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new ContentTooLarge(`More than ${maxBytes} bytes.`);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { hash: hash.digest("hex"), size };
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Where the content of that hash lies. */
export function contentPath(root: string, hash: string): string {
  // Two levels keep a directory small.
  return join(root, hash.slice(0, 2), hash);
}
