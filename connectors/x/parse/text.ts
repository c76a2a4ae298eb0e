/** X's texts as people read them: unescaped, with whole addresses for t.co links, without the handles a reply merely carries. */
import { joinPieces, type Piece, type Span } from "../../../src/domain/text.ts";
import type { Entities } from "./shapes.ts";

const TOKEN = /https?:\/\/t\.co\/\w+|(?<![\w@])@\w{1,15}/gi;
const LEADING_HANDLES = /^(?:@\w{1,15}\s+)+/;

/**
 * How many characters at the start of a reply are handles that X put there. They are plain letters, so that the code points in which X counts
 * `display_text_range` are UTF-16 units here.
 */
export function carriedLength(text: string, isReply: boolean, displayStart: number | undefined): number {
  if (!isReply) return 0;
  const run = LEADING_HANDLES.exec(`${text} `)?.[0].length ?? 0;
  return Math.min(displayStart ?? run, run, text.length);
}

/** `from`: where what was typed begins. Entities are found by their words: X's own ranges count differently from place to place. */
export function readText(raw: string, entities: Entities, from: number): { text: string; spans: Span[] } {
  const links = new Map(entities.urls.map((url) => [url.url, url]));
  const handles = new Set(entities.mentions.map((mention) => mention.username.toLowerCase()));
  const pieces: Piece[] = [];
  const typed = raw.slice(from);
  let at = 0;
  for (const match of typed.matchAll(TOKEN)) {
    const piece = pieceOf(match[0], links, handles);
    if (!piece) continue;
    pieces.push({ text: unescapeHtml(typed.slice(at, match.index)) }, piece);
    at = match.index + match[0].length;
  }
  pieces.push({ text: unescapeHtml(typed.slice(at)) });
  const { text, spans } = joinPieces(pieces);
  return { text: text.trimEnd(), spans };
}

/** Null: ordinary words. An empty piece takes the address of the post's own picture away. */
function pieceOf(token: string, links: Map<string, Entities["urls"][number]>, handles: Set<string>): Piece | null {
  if (token.startsWith("@")) {
    const value = token.slice(1);
    return handles.has(value.toLowerCase()) ? { text: token, span: { kind: "mention", value } } : null;
  }
  const link = links.get(token);
  if (!link) return null;
  const value = link.expanded_url ?? token;
  const own =
    link.media_key !== undefined || /^https:\/\/(x|twitter)\.com\/\w+\/status\/\d+\/(photo|video)\//.test(value);
  return own ? { text: "" } : { text: value, span: { kind: "link", value } };
}

/** X escapes three characters, in posts and messages alike. */
function unescapeHtml(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
