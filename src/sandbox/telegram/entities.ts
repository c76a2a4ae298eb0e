/** Finds entities as Telegram's servers do: by themselves in plain text, or from `parse_mode` HTML. Offsets count UTF-16 units. */
import { badRequest } from "./errors.ts";
import type { Entity } from "./model.ts";

const FOUND: [string, RegExp][] = [
  ["bot_command", /(?<=^|\s)\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?=$|\s)/gi],
  ["mention", /(?<=^|[^a-z0-9_/])@[a-z0-9_]{3,32}/gi],
  ["url", /https?:\/\/[^\s]+/gi],
  ["hashtag", /(?<=^|\s)#[\p{L}\p{N}_]+/gu],
];

export function findEntities(text: string): Entity[] {
  const found = FOUND.flatMap(([type, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length })),
  );
  return found
    .filter((entity) => entity.type === "url" || !found.some((url) => url.type === "url" && within(entity, url)))
    .sort((a, b) => a.offset - b.offset);
}

const within = (inner: Entity, outer: Entity) =>
  inner.offset >= outer.offset && inner.offset + inner.length <= outer.offset + outer.length;

const TAGS: Record<string, string> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  s: "strikethrough",
  code: "code",
  pre: "pre",
  a: "text_link",
  blockquote: "blockquote",
  "tg-spoiler": "spoiler",
};
const NAMED: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"' };

/** The visible text and its entities; throws the platform's refusal for broken markup. */
export function parseText(raw: string, parseMode: string | undefined): { text: string; entities: Entity[] } {
  if (parseMode === undefined || parseMode === "") return { text: raw, entities: findEntities(raw) };
  if (parseMode.toLowerCase() !== "html") throw badRequest("unsupported parse_mode");
  const open: { tag: string; start: number; url?: string }[] = [];
  const entities: Entity[] = [];
  let text = "";
  for (const [token] of raw.matchAll(/<[^>]*>|&(?:lt|gt|amp|quot);|[^<&]+|[<&]/g)) {
    if (!token.startsWith("<")) {
      text += NAMED[token] ?? token;
      continue;
    }
    const [, closing, tag = "", rest = ""] = /^<(\/?)([a-z-]+)([^>]*)>$/i.exec(token) ?? [];
    const type = TAGS[tag.toLowerCase()];
    if (!type) throw badRequest(`can't parse entities: Unsupported start tag "${tag}"`);
    if (!closing) {
      const url = /href="([^"]*)"/.exec(rest)?.[1];
      open.push({ tag, start: text.length, ...(url === undefined ? {} : { url }) });
      continue;
    }
    const opened = open.pop();
    if (opened?.tag !== tag) throw badRequest(`can't parse entities: Unexpected end tag "${tag}"`);
    if (text.length > opened.start) {
      const entity = { type, offset: opened.start, length: text.length - opened.start };
      entities.push(opened.url === undefined ? entity : { ...entity, url: opened.url });
    }
  }
  if (open.length > 0) throw badRequest("can't parse entities: Can't find end tag");
  return { text, entities: [...entities, ...findEntities(text)].sort((a, b) => a.offset - b.offset) };
}
