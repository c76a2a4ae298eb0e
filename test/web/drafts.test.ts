/** A draft outlives reloads and versions: what is stored comes back, and nothing foreign breaks the reply box. */
import { beforeEach, expect, test } from "vitest";
import { EMPTY, readDraft, writeDraft, type Draft } from "../../src/web/composer/drafts.ts";

const kept = new Map<string, string>();
Object.assign(globalThis, {
  localStorage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  },
});
beforeEach(() => kept.clear());

const draft: Draft = {
  text: "资产不受影响",
  uploads: [{ id: "upl_1", name: "截图.png", mime: "image/png", size: 11 }],
  inReplyTo: { id: "msg_1", name: "林晓", excerpt: "被锁了" },
  attempt: { key: "k", body: { text: "资产不受影响", seenSeq: 3, uploads: ["upl_1"], inReplyTo: "msg_1" } },
};

test("comes back as it was, for its own conversation and mode only; an empty one leaves nothing", () => {
  writeDraft("cnv_1", "private", draft);
  expect(readDraft("cnv_1", "private")).toEqual(draft);
  expect(readDraft("cnv_1", "note")).toEqual(EMPTY);
  expect(readDraft("cnv_2", "private")).toEqual(EMPTY);
  writeDraft("cnv_1", "private", EMPTY);
  expect(kept.size).toBe(0);
});

test("parts that do not fit are left out, and words are never lost", () => {
  writeDraft("cnv_1", "private", draft);
  const [key] = [...kept.keys()];
  const stored = (value: string) => {
    kept.set(key ?? "", value);
    return readDraft("cnv_1", "private");
  };
  expect(stored('{"text":"一","uploads":{},"inReplyTo":5,"attempt":{"key":"k"}}')).toEqual({ ...EMPTY, text: "一" });
  expect(stored("只是文字").text).toBe("只是文字");
  expect(stored('["x"]').text).toBe('["x"]');
});
