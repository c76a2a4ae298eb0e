import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { ContentTooLarge } from "../../src/domain/content-store.ts";
import { openContentDirectory } from "../../src/host/content-directory.ts";

const root = mkdtempSync(join(tmpdir(), "parley-content-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const stream = (...parts: string[]) => new Blob(parts).stream();

it("keeps content under its hash, once, and gives it back", async () => {
  const store = await openContentDirectory(root);
  const hash = createHash("sha256").update("hello").digest("hex");
  expect(await store.put(stream("hel", "lo"), 5)).toEqual({ hash, size: 5 });
  expect(await store.put(stream("hello"), 5)).toEqual({ hash, size: 5 });
  const found = await store.get(hash);
  expect(found?.size).toBe(5);
  expect(await new Response(found?.body).text()).toBe("hello");
  await store.delete(hash);
  await store.delete(hash);
  expect(await store.get(hash)).toBeNull();
});

it("leaves nothing behind of what is too large or breaks off", async () => {
  const store = await openContentDirectory(root);
  await expect(store.put(stream("123456"), 5)).rejects.toThrow(ContentTooLarge);
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.error(new Error("cut"));
    },
  });
  await expect(store.put(broken, 5)).rejects.toThrow("cut");
  expect(readdirSync(join(root, "incoming"))).toEqual([]);
});

it("clears what a crash left half written, and takes only hashes for names", async () => {
  writeFileSync(join(root, "incoming", "half"), "x");
  const store = await openContentDirectory(root);
  expect(readdirSync(join(root, "incoming"))).toEqual([]);
  expect(await store.get("../../etc/passwd")).toBeNull();
});
