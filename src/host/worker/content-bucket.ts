/** Keeps a brand's files in R2, each under the SHA-256 of its content. */
import { createHash } from "node:crypto";
import { ContentTooLarge, type ContentStore } from "../../domain/content-store.ts";

const HASH = /^[0-9a-f]{64}$/;

/** Brands share a bucket and never a name in it. */
export function contentBucket(bucket: R2Bucket, brand: string): ContentStore {
  const keyOf = (hash: string) => `${brand}/${hash}`;
  return {
    async put(body, maxBytes) {
      const bytes = await readUpTo(body, maxBytes);
      const hash = createHash("sha256").update(bytes).digest("hex");
      await bucket.put(keyOf(hash), bytes);
      return { hash, size: bytes.byteLength };
    },
    async get(hash) {
      if (!HASH.test(hash)) return null;
      const found = await bucket.get(keyOf(hash));
      return found ? { body: found.body, size: found.size } : null;
    },
    async delete(hash) {
      if (HASH.test(hash)) await bucket.delete(keyOf(hash));
    },
  };
}

const REMOVED_AT_ONCE = 1_000;

/** Removes a bounded number of a brand's files; true while there are more. */
export async function removeSome(bucket: R2Bucket, brand: string): Promise<boolean> {
  const { objects, truncated } = await bucket.list({ prefix: `${brand}/`, limit: REMOVED_AT_ONCE });
  if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
  return truncated;
}

// The name is known only at the end and R2 cannot rename: the file waits in memory, which `maxBytes` bounds.
async function readUpTo(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new ContentTooLarge(`More than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
