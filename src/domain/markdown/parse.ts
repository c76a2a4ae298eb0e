/** Reads the Markdown of answers: paragraphs, headings, lists, tables, code. What it does not know stays text. */
import { parseInline } from "./inline.ts";
import type { Block, Inline, ListBlock } from "./tree.ts";

// None of these looks at a run of spaces more than once: a page is read often, and by anybody.
const HEADING = /^(#{1,6})[ \t]+(.+)$/;
const BULLET = /^( {0,11})[-*+•][ \t]+(\S.*)$/;
const NUMBER = /^( {0,11})(\d{1,4})(?:[.)][ \t]+|[．、][ \t]*)(\S.*)$/;
const FENCE = /^```/;
const RULE = /^\|? *:?-{2,}:? *(?:\| *:?-{2,}:? *)*\|?$/;
/** Lists within lists. */
const DEEPEST_LIST = 3;
/** A wider one is no table: each of its short rows would become so many cells. */
const MOST_COLUMNS = 20;

/** Never throws: every text is an answer. */
export function parseMarkdown(source: string): Block[] {
  const lines = source.normalize("NFC").replaceAll(/\r\n?/g, "\n").replaceAll("\t", "  ").split("\n");
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    const text = paragraph.join("\n").trim();
    if (text !== "") blocks.push({ kind: "paragraph", children: parseInline(text) });
    paragraph = [];
  };
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? "";
    const block = blockAt(lines, at);
    if (block) {
      flush();
      blocks.push(block.block);
      at = block.next;
      continue;
    }
    if (line.trim() === "") flush();
    else paragraph.push(line.trim());
    at += 1;
  }
  flush();
  return blocks;
}

interface Found {
  block: Block;
  /** The line after it. */
  next: number;
}

/** What begins at this line; null: a paragraph, or nothing. */
function blockAt(lines: readonly string[], at: number): Found | null {
  const line = lines[at] ?? "";
  if (FENCE.test(line)) return codeAt(lines, at);
  const [, marks = "", title = ""] = HEADING.exec(line) ?? [];
  if (marks !== "")
    return {
      block: { kind: "heading", level: marks.length > 2 ? 3 : 2, children: parseInline(withoutMarks(title)) },
      next: at + 1,
    };
  if (itemOf(line)) return listAt(lines, at);
  const header = cellsOf(line);
  if (
    header !== null &&
    RULE.test((lines[at + 1] ?? "").trim()) &&
    cellsOf(lines[at + 1] ?? "")?.length === header.length
  )
    return tableAt(lines, at, header);
  return null;
}

/** A heading may be closed with the marks that opened it. */
function withoutMarks(title: string): string {
  const text = title.trimEnd();
  let end = text.length;
  while (end > 1 && text[end - 1] === "#") end -= 1;
  return text.slice(0, end).trimEnd();
}

function codeAt(lines: readonly string[], at: number): Found | null {
  const end = lines.findIndex((line, index) => index > at && line.trimEnd() === "```");
  if (end === -1) return null;
  return { block: { kind: "code", text: lines.slice(at + 1, end).join("\n") }, next: end + 1 };
}

interface Item {
  indent: number;
  ordered: boolean;
  number: number;
  text: string;
}

function itemOf(line: string): Item | null {
  const [, space = "", text = ""] = BULLET.exec(line) ?? [];
  if (text !== "") return { indent: space.length, ordered: false, number: 1, text };
  const [, before = "", digits = "", words = ""] = NUMBER.exec(line) ?? [];
  return words === "" ? null : { indent: before.length, ordered: true, number: Number(digits), text: words };
}

interface OpenList {
  list: ListBlock;
  indent: number;
}

/** Items that stand further in are lists of the item above; other lines go on with it. One empty line does not end a list. */
function listAt(lines: readonly string[], start: number): Found | null {
  const first = itemOf(lines[start] ?? "");
  if (!first) return null;
  const top = listOf(first);
  const open: OpenList[] = [{ list: top, indent: first.indent }];
  const texts = new Map<ListBlock["items"][number], string>();
  let last: ListBlock["items"][number] | null = null;
  let at = start;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const item = itemOf(line);
    if (item) {
      while (open.length > 1 && item.indent < (open.at(-1)?.indent ?? 0)) open.pop();
      const here = open.at(-1);
      if (!here) return null;
      if (last !== null && item.indent >= here.indent + 2 && open.length < DEEPEST_LIST) {
        const list = listOf(item);
        last.lists.push(list);
        open.push({ list, indent: item.indent });
      } else if (here.list.ordered !== item.ordered && open.length === 1) break;
      last = { children: [], lists: [] };
      texts.set(last, item.text);
      open.at(-1)?.list.items.push(last);
    } else if (line.trim() === "") {
      if (!itemOf(lines[at + 1] ?? "")) break;
    } else if (last !== null && /^ {2}/.test(line) && !FENCE.test(line.trim()))
      texts.set(last, `${texts.get(last)}\n${line.trim()}`);
    else break;
  }
  for (const [item, text] of texts) item.children = parseInline(text);
  return { block: top, next: at };
}

function listOf({ ordered, number }: Item): ListBlock {
  return { kind: "list", ordered, start: number, items: [] };
}

function tableAt(lines: readonly string[], at: number, header: string[]): Found {
  const rows: Inline[][][] = [];
  let next = at + 2;
  for (; next < lines.length; next += 1) {
    const cells = cellsOf(lines[next] ?? "");
    if (cells === null) break;
    rows.push(header.map((_, index) => parseInline(cells[index] ?? "")));
  }
  return { block: { kind: "table", header: header.map((cell) => parseInline(cell)), rows }, next };
}

/** The cells of a row; null: it is none. `\|` is no border. */
function cellsOf(line: string): string[] | null {
  if (!/^ *\|.*\| *$/.test(line)) return null;
  const inner = line.trim().slice(1, -1);
  const cells = inner.split(/(?<!\\)\|/);
  return cells.length > MOST_COLUMNS ? null : cells.map((cell) => cell.trim());
}
