/** A draft outlives reloads and versions: what is stored comes back, and nothing foreign breaks the reply box. */
import { beforeEach, expect, test } from "vitest";
import { EMPTY, joined, readDraft, writeDraft, type Draft } from "../../src/web/composer/drafts.ts";

const kept = new Map<string, string>();
Object.assign(globalThis, {
  localStorage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  },
});
beforeEach(() => kept.clear());

const words = {
  text: "资产不受影响",
  uploads: [{ id: "upl_1", name: "截图.png", mime: "image/png", size: 11 }],
  inReplyTo: { id: "msg_1", name: "林晓", excerpt: "被锁了" },
};
const draft: Draft = {
  ...words,
  attempt: { ...words, key: "k", body: { text: "资产不受影响", seenSeq: 3, uploads: ["upl_1"], inReplyTo: "msg_1" } },
  version: 7,
  dirty: false,
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
  expect(stored('{"text":"一","uploads":{},"inReplyTo":5,"attempt":{"key":"k"}}')).toEqual({
    ...EMPTY,
    text: "一",
    dirty: true,
  });
  expect(stored("只是文字").text).toBe("只是文字");
  expect(stored('["x"]').text).toBe('["x"]');
});

test("words that were not taken come back above those begun since, with their files", () => {
  const none = { text: "", uploads: [], inReplyTo: null };
  expect(joined(words, none)).toEqual(words);
  expect(joined(words, { ...none, text: "又及", uploads: words.uploads })).toEqual({
    ...words,
    text: "资产不受影响\n\n又及",
  });
});

test("words on their way are kept although the box is empty, until the server has them", () => {
  writeDraft("cnv_1", "private", { ...EMPTY, attempt: draft.attempt });
  expect(readDraft("cnv_1", "private").attempt).toEqual(draft.attempt);
});
