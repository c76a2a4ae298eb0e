/** What an answer consists of: a tree that each surface draws in its own way, so that nobody makes markup of a text. */

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "strong"; children: Inline[] }
  | { kind: "code"; text: string }
  /** `href`: an `https:` address as browsers write it, or a path of this site. */
  | { kind: "link"; href: string; children: Inline[] }
  /** A new line within a paragraph. */
  | { kind: "break" };

export interface ListBlock {
  kind: "list";
  ordered: boolean;
  /** Number of the first item. */
  start: number;
  items: ListItem[];
}

export interface ListItem {
  children: Inline[];
  /** Lists under it. */
  lists: ListBlock[];
}

export type Block =
  | { kind: "paragraph"; children: Inline[] }
  | { kind: "heading"; level: 2 | 3; children: Inline[] }
  | ListBlock
  /** Every row has as many cells as the header. */
  | { kind: "table"; header: Inline[][]; rows: Inline[][][] }
  | { kind: "code"; text: string };

/** Every piece of the tree that stands in a line, in reading order, those within others after them. */
export function* inlinesOf(blocks: readonly Block[]): Generator<Inline> {
  for (const block of blocks) {
    if (block.kind === "code") continue;
    if (block.kind === "list") yield* inlinesOfList(block);
    else if (block.kind === "table") for (const cell of [block.header, ...block.rows].flat()) yield* within(cell);
    else yield* within(block.children);
  }
}

function* inlinesOfList({ items }: ListBlock): Generator<Inline> {
  for (const { children, lists } of items) {
    yield* within(children);
    for (const list of lists) yield* inlinesOfList(list);
  }
}

function* within(children: readonly Inline[]): Generator<Inline> {
  for (const child of children) {
    yield child;
    if (child.kind === "strong" || child.kind === "link") yield* within(child.children);
  }
}
