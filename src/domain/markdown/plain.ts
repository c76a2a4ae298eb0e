/** Says the same in plain text: for platforms, search and descriptions; and turns plain text into Markdown that says it. */
import type { Block, Inline, ListBlock } from "./tree.ts";

/** With blocks apart by an empty line. Links stand behind their words, unless the words are the address. */
export function toPlain(blocks: readonly Block[]): string {
  return blocks.map(plainBlock).join("\n\n");
}

/** The words of one line. */
export function plainInline(children: readonly Inline[]): string {
  return children.map(plainOne).join("");
}

function plainOne(inline: Inline): string {
  switch (inline.kind) {
    case "text":
    case "code":
      return inline.text;
    case "break":
      return "\n";
    case "strong":
      return plainInline(inline.children);
    case "link": {
      const words = plainInline(inline.children);
      return words === inline.href || `${words}/` === inline.href ? words : `${words} (${inline.href})`;
    }
  }
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return plainInline(block.children);
    case "code":
      return block.text;
    case "list":
      return plainList(block, "");
    case "table":
      return block.rows.map((row) => plainRow(block.header, row)).join("\n");
  }
}

function plainList({ ordered, start, items }: ListBlock, indent: string): string {
  return items
    .map(({ children, lists }, index) => {
      const mark = ordered ? `${start + index}. ` : "• ";
      const lines = [
        `${indent}${mark}${plainInline(children)}`,
        ...lists.map((list) => plainList(list, `${indent}  `)),
      ];
      return lines.join("\n");
    })
    .join("\n");
}

/** `TRON: 1 min · 5 min` would not say which is which. */
function plainRow(header: Inline[][], row: Inline[][]): string {
  const [name = [], ...cells] = row;
  const facts = cells.map((cell, index) => `${plainInline(header[index + 1] ?? [])}: ${plainInline(cell)}`);
  return facts.length === 0 ? plainInline(name) : `${plainInline(name)} — ${facts.join(", ")}`;
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
