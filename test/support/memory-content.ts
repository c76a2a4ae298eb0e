/** A content store in memory. */
import { createHash } from "node:crypto";
import { type ContentStore, ContentTooLarge } from "../../src/domain/content-store.ts";

export function memoryContent(): ContentStore & { files: Map<string, Uint8Array<ArrayBuffer>> } {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    files,
    async put(body, maxBytes) {
      const bytes = new Uint8Array(await new Response(body).arrayBuffer());
      if (bytes.length > maxBytes) throw new ContentTooLarge("too large");
      const hash = createHash("sha256").update(bytes).digest("hex");
      files.set(hash, bytes);
      return { hash, size: bytes.length };
    },
    async get(hash) {
      const bytes = files.get(hash);
      return bytes ? { body: new Blob([bytes]).stream(), size: bytes.length } : null;
    },
    async delete(hash) {
      files.delete(hash);
    },
  };
}
