/** Says the same in plain text: for platforms, search and descriptions; and turns plain text into Markdown that says it. */
import type { Block, Inline, ListBlock } from "./tree.ts";

/** With blocks apart by an empty line. Links stand behind their words, unless the words are the address; those within the site begin with `origin`. */
export function toPlain(blocks: readonly Block[], origin = ""): string {
  return blocks.map((block) => plainBlock(block, origin)).join("\n\n");
}

/** The words of one line. */
export function plainInline(children: readonly Inline[], origin = ""): string {
  return children.map((inline) => plainOne(inline, origin)).join("");
}

function plainOne(inline: Inline, origin: string): string {
  switch (inline.kind) {
    case "text":
    case "code":
      return inline.text;
    case "break":
      return "\n";
    case "strong":
      return plainInline(inline.children, origin);
    case "link": {
      const words = plainInline(inline.children);
      return words === inline.href || `${words}/` === inline.href
        ? words
        : `${words} (${inline.href.startsWith("/") ? origin : ""}${inline.href})`;
    }
  }
}

function plainBlock(block: Block, origin: string): string {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return plainInline(block.children, origin);
    case "code":
      return block.text;
    case "list":
      return plainList(block, "", origin);
    case "table":
      return block.rows.map((row) => plainRow(block.header, row, origin)).join("\n");
  }
}

function plainList({ ordered, start, items }: ListBlock, indent: string, origin: string): string {
  return items
    .map(({ children, lists }, index) => {
      const mark = ordered ? `${start + index}. ` : "• ";
      const lines = [
        `${indent}${mark}${plainInline(children, origin)}`,
        ...lists.map((list) => plainList(list, `${indent}  `, origin)),
      ];
      return lines.join("\n");
    })
    .join("\n");
}

/** `TRON: 1 min · 5 min` would not say which is which. */
function plainRow(header: Inline[][], row: Inline[][], origin: string): string {
  const [name = [], ...cells] = row;
  const facts = cells.map(
    (cell, index) => `${plainInline(header[index + 1] ?? [], origin)}: ${plainInline(cell, origin)}`,
  );
  return facts.length === 0 ? plainInline(name, origin) : `${plainInline(name, origin)} — ${facts.join(", ")}`;
}

/** Markdown that reads as this plain text: numbered and dotted lines become lists, all other marks stay what they are. */
export function fromPlain(text: string): string {
  return text
    .split("\n")
    .map((line) => {
      const item = /^( *(?:[-•]|\d{1,4}[.)、．]) +)(.*)$/.exec(line);
      const [lead, words] = item ? [item[1] ?? "", item[2] ?? ""] : ["", line];
      return lead + words.replaceAll(/[\\*`[\]|]/g, "\\$&").replace(/^#/, "\\#");
    })
    .join("\n");
}
