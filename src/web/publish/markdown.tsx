/** Draws an answer's tree as elements: nothing of it is ever markup of its own. */
import { useMemo } from "react";
import { parseMarkdown } from "../../domain/markdown/parse.ts";
import type { Block, Inline, ListBlock } from "../../domain/markdown/tree.ts";
import { ScrollX } from "../ui/scroll-x.tsx";
import { usePublishWords } from "./words.ts";

/** Links are shown with where they lead, and open beside the workspace. */
export function Markdown({ text }: { text: string }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return (
    <div className="md">
      {blocks.map((block, at) => (
        <BlockPart key={`${block.kind} ${at}`} block={block} />
      ))}
    </div>
  );
}

function BlockPart({ block }: { block: Block }) {
  const { box: words } = usePublishWords();
  switch (block.kind) {
    case "paragraph":
      return (
        <p>
          <Line of={block.children} />
        </p>
      );
    case "heading": {
      // The page that this stands in has its own first and second level.
      const Heading = block.level === 2 ? "h3" : "h4";
      return (
        <Heading>
          <Line of={block.children} />
        </Heading>
      );
    }
    case "list":
      return <ListPart list={block} />;
    case "code":
      return <pre className="raw">{block.text}</pre>;
    case "table":
      return (
        <ScrollX label={words.mark.table}>
          <table>
            <thead>
              <Row cells={block.header} as="th" />
            </thead>
            <tbody>
              {block.rows.map((row, at) => (
                <Row key={at} cells={row} as="td" />
              ))}
            </tbody>
          </table>
        </ScrollX>
      );
  }
}

function Row({ cells, as: Cell }: { cells: readonly Inline[][]; as: "th" | "td" }) {
  return (
    <tr>
      {cells.map((cell, at) => (
        <Cell key={at}>
          <Line of={cell} />
        </Cell>
      ))}
    </tr>
  );
}

function ListPart({ list }: { list: ListBlock }) {
  const items = list.items.map(({ children, lists }, at) => (
    <li key={at}>
      <Line of={children} />
      {lists.map((inner, place) => (
        <ListPart key={place} list={inner} />
      ))}
    </li>
  ));
  return list.ordered ? <ol start={list.start}>{items}</ol> : <ul>{items}</ul>;
}

function Line({ of }: { of: readonly Inline[] }) {
  return of.map((inline, at) => <InlinePart key={`${inline.kind} ${at}`} inline={inline} />);
}

function InlinePart({ inline }: { inline: Inline }) {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "break":
      return <br />;
    case "code":
      return <code>{inline.text}</code>;
    case "strong":
      return (
        <strong>
          <Line of={inline.children} />
        </strong>
      );
    case "link":
      return (
        <a href={inline.href} title={inline.href} target="_blank" rel="noopener noreferrer nofollow">
          <Line of={inline.children} />
        </a>
      );
  }
}
