/** Draws the tree of an answer as elements of a page. */
import { html } from "hono/html";
import { plainInline } from "../domain/markdown/plain.ts";
import type { Block, Inline, ListBlock } from "../domain/markdown/tree.ts";
import type { Html } from "./layout.ts";

export function drawBlocks(blocks: readonly Block[]): Html[] {
  return blocks.map(drawBlock);
}

function drawBlock(block: Block): Html {
  switch (block.kind) {
    case "paragraph":
      return html`<p>${drawInlines(block.children)}</p>`;
    case "heading":
      return block.level === 2
        ? html`<h2>${drawInlines(block.children)}</h2>`
        : html`<h3>${drawInlines(block.children)}</h3>`;
    case "list":
      return drawList(block);
    case "code":
      return html`<pre tabindex="0"><code>${block.text}</code></pre>`;
    case "table":
      return html`<div class="scroll" tabindex="0">
        <table class="${isFacts(block) ? "facts" : ""}">
          <thead>
            <tr>
              ${block.header.map((cell) => html`<th scope="col">${drawInlines(cell)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${block.rows.map(
              (row) =>
                html`<tr>
                  ${row.map((cell) => html`<td>${drawInlines(cell)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }
}

/** Beside their names stand figures and other short facts, which are compared down the column. */
function isFacts({ rows }: Extract<Block, { kind: "table" }>): boolean {
  return rows.every((row) => row.slice(1).every((cell) => widthOf(plainInline(cell)) <= SHORT_FACT));
}

/** In Latin letters; a Han character is as wide as two. */
const SHORT_FACT = 16;

function widthOf(text: string): number {
  return text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);
}

function drawList({ ordered, start, items }: ListBlock): Html {
  const drawn = items.map(({ children, lists }) => html`<li>${drawInlines(children)}${lists.map(drawList)}</li>`);
  return ordered
    ? html`<ol start="${start}">
        ${drawn}
      </ol>`
    : html`<ul>
        ${drawn}
      </ul>`;
}

function drawInlines(children: readonly Inline[]): Html[] {
  return children.map(drawInline);
}

function drawInline(inline: Inline): Html {
  switch (inline.kind) {
    case "text":
      return html`${inline.text}`;
    case "strong":
      return html`<strong>${drawInlines(inline.children)}</strong>`;
    case "code":
      return html`<code>${inline.text}</code>`;
    case "break":
      return html`<br />`;
    case "link":
      // The parser lets nothing but `https:` and paths of this site through.
      return inline.href.startsWith("/")
        ? html`<a href="${inline.href}">${drawInlines(inline.children)}</a>`
        : html`<a href="${inline.href}" rel="noopener">${drawInlines(inline.children)}</a>`;
  }
}

const MASKED = /⟦\w{1,40}⟧/;

/** A user's words: paragraphs and line breaks, and where a secret stood, that it was hidden. */
export function drawSaid(text: string, hidden: string): Html[] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "")
    .map(
      (paragraph) =>
        html`<p>
          ${paragraph
            .split("\n")
            .map((line, index) => html`${index === 0 ? "" : html`<br />`}${drawLine(line, hidden)}`)}
        </p>`,
    );
}

function drawLine(line: string, hidden: string): Html[] {
  return line
    .split(MASKED)
    .map((part, index) => html`${index === 0 ? "" : html`<span class="secret">${hidden}</span>`}${part}`);
}
