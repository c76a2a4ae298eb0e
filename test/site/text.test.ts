import { expect, it } from "vitest";
import { parseMarkdown } from "../../src/domain/markdown/parse.ts";
import { opening } from "../../src/site/text.ts";

it("opens with the first paragraph on one line, spaced as its language does", () => {
  expect(opening(parseMarkdown("资产还在。\n多数账号十分钟能恢复。\n\n第二段"), 80)).toBe(
    "资产还在。多数账号十分钟能恢复。",
  );
  expect(opening(parseMarkdown("Your coins are safe.\nWait."), 80)).toBe("Your coins are safe. Wait.");
});
