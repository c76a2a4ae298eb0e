import { expect, it } from "vitest";
import { ratingOf } from "../../src/domain/rating.ts";

it.each([
  ["5", 5],
  [" ４ ", 4],
  ["3分", 3],
  ["五星", 5],
  ["2/5", 2],
  ["1.", 1],
  ["5️⃣", 5],
  ["⭐⭐⭐", 3],
  ["👍🏽", 5],
  ["👍👍", 5],
  ["❤️", 5],
  ["😡", 1],
  ["Great!", 5],
  ["非常满意", 5],
  ["满意。", 4],
  ["一般", 3],
  ["不满意", 2],
  ["terrible", 1],
])("%s is a rating of %i", (text, score) => {
  expect(ratingOf(text)).toBe(score);
});

it.each([
  "",
  "6",
  "0",
  "10",
  "5 thanks",
  "2 transactions failed",
  "1 2",
  "好的",
  "谢谢",
  "一",
  "ok",
  "👍 but it is not done",
  "👍👎",
  "⭐⭐⭐⭐⭐⭐",
  "not great",
  "满意吗？",
])("“%s” is more, or something else", (text) => {
  expect(ratingOf(text)).toBeNull();
});
