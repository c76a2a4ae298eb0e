/** Where files are kept: by the SHA-256 of their content, in a directory or in R2. */

export interface ContentStore {
  /** Stores bytes up to `maxBytes`; rejects with ContentTooLarge past that, leaving nothing behind. */
  put(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<{ hash: string; size: number }>;
  /** Null where there is no such content. */
  get(hash: string): Promise<{ body: ReadableStream<Uint8Array>; size: number } | null>;
  delete(hash: string): Promise<void>;
}

export class ContentTooLarge extends Error {
  override readonly name = "ContentTooLarge";
}
