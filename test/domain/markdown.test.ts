import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../../src/domain/markdown/parse.ts";
import { fromPlain, toPlain } from "../../src/domain/markdown/plain.ts";
import { inlinesOf } from "../../src/domain/markdown/tree.ts";

const text = (words: string) => ({ kind: "text", text: words });
const inlines = (source: string) => {
  const [block] = parseMarkdown(source);
  return block?.kind === "paragraph" ? block.children : null;
};
const hrefs = (source: string) =>
  [...inlinesOf(parseMarkdown(source))].flatMap((one) => (one.kind === "link" ? [one.href] : []));

describe("the Markdown of answers", () => {
  it("knows paragraphs, headings, lists within lists, tables and code", () => {
    const source = [
      "币还在。\n不会消失。",
      "## 怎么办",
      "1. 打开“资产”\n   再点交易\n2. 加速\n   - 手续费调到**推荐**\n   - 等一分钟",
      "| 网络 | 平时 |\n| --- | --- |\n| TRON | 1 分钟 |\n| BTC |",
      "```\nbobo --version\n```",
    ].join("\n\n");
    expect(parseMarkdown(source)).toEqual([
      { kind: "paragraph", children: [text("币还在。"), { kind: "break" }, text("不会消失。")] },
      { kind: "heading", level: 2, children: [text("怎么办")] },
      {
        kind: "list",
        ordered: true,
        start: 1,
        items: [
          { children: [text("打开“资产”"), { kind: "break" }, text("再点交易")], lists: [] },
          {
            children: [text("加速")],
            lists: [
              {
                kind: "list",
                ordered: false,
                start: 1,
                items: [
                  { children: [text("手续费调到"), { kind: "strong", children: [text("推荐")] }], lists: [] },
                  { children: [text("等一分钟")], lists: [] },
                ],
              },
            ],
          },
        ],
      },
      {
        kind: "table",
        header: [[text("网络")], [text("平时")]],
        rows: [
          [[text("TRON")], [text("1 分钟")]],
          [[text("BTC")], []],
        ],
      },
      { kind: "code", text: "bobo --version" },
    ]);
  });

  it("keeps every mark that means nothing as it was written", () => {
    for (const source of ["2 ** 3 * 4", "a [b] (c)", "`", "snake_case_name", "<b>x</b>", "[x](javascript:alert)"])
      expect(inlines(source)).toEqual([text(source)]);
    expect(inlines("\\*\\*no\\*\\*")).toEqual([text("**no**")]);
  });

  it("follows nothing but https and pages of the site", () => {
    expect(hrefs("[a](https://a.example/x?y=1) [b](/faq/locked) https://c.example/路径。")).toEqual([
      "https://a.example/x?y=1",
      "/faq/locked",
      "https://c.example/",
    ]);
    for (const bad of [
      "javascript:alert(1)",
      "data:text/html,x",
      "http://a.example",
      "//a.example",
      "/\\a.example",
      "https://a.example@b.example",
      "https://localhost",
      "mailto:a@b.example",
    ])
      expect(hrefs(`[x](${bad})`)).toEqual([]);
    expect(hrefs("[**https://a.example**](https://b.example/)")).toEqual(["https://b.example/"]);
  });

  it("says the same in plain text", () => {
    const source =
      "**先** [看这里](https://a.example/)\n\n1. a\n   - b\n\n| 网络 | 平时 | 拥堵 |\n|---|---|---|\n| BTC | 10 | 60 |";
    expect(toPlain(parseMarkdown(source))).toBe(
      "先 看这里 (https://a.example/)\n\n1. a\n  • b\n\nBTC — 平时: 10, 拥堵: 60",
    );
  });

  it("gives links within the site their whole address where it leaves the site", () => {
    const tree = parseMarkdown("1. See [the FAQ](/faq/locked) or [us](https://a.example/)");
    expect(toPlain(tree, "https://help.example")).toBe(
      "1. See the FAQ (https://help.example/faq/locked) or us (https://a.example/)",
    );
  });

  it("takes plain text for what it is", () => {
    const line = fc.stringMatching(/^[a-z\\*`#[\]|()中文]{1,12}$/);
    fc.assert(
      fc.property(line, (words) => {
        expect(toPlain(parseMarkdown(fromPlain(words)))).toBe(words);
      }),
    );
    expect(fromPlain("1. a*b\n2. c")).toBe("1. a\\*b\n2. c");
  });

  it("takes any text in a time that grows with it, and leads nowhere unsafe", () => {
    const piece = fc.constantFrom(
      "**",
      "[",
      "](",
      ")",
      "`",
      "\\",
      "\n",
      "- ",
      "1. ",
      "|",
      "https://",
      "a.b",
      "/x",
      "```",
      "  ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
        for (const href of hrefs(parts.join(""))) expect(href).toMatch(/^(https:\/\/|\/(?![/\\]))/);
      }),
    );
    const began = performance.now();
    for (const seed of ["**", "[", "[a](", "`", "\\*", "https://a.b ", "- ", "|"])
      parseMarkdown(seed.repeat(20_000 / seed.length));
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it.each([
    ["a heading", `# a${" ".repeat(19_990)}x`],
    ["the marks of a heading", `# ${"#".repeat(19_990)}x`],
    ["what may be the rule of a table", `| a |\n${" ".repeat(19_990)}x`],
    ["a table wider than anybody reads", `|${"a|".repeat(3_000)}\n|${"--|".repeat(3_000)}\n${"|a|\n".repeat(1_000)}`],
  ])("makes no more of it than it is: %s", (_, bomb) => {
    const began = performance.now();
    const blocks = parseMarkdown(bomb);
    expect(performance.now() - began).toBeLessThan(200);
    expect(JSON.stringify(blocks).length).toBeLessThan(20 * bomb.length);
  });
});
