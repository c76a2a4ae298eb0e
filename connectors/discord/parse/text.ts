/** Turns Discord's message text, with its tokens for people and emoji, into plain text with spans. */
import { joinPieces, type Piece, type Span } from "../../../src/domain/text.ts";
import type { ApiUser } from "./schemas.ts";

/** Code comes first: in it nothing else counts. */
const TOKEN =
  /```(?:[\w+-]*\n)?([\s\S]+?)```|`([^`\n]+)`|<@!?(\d+)>|<@&(\d+)>|<#(\d+)>|<(a?):(\w+):(\d+)>|<?(https?:\/\/[^\s<>]+)>?/g;

export interface Names {
  mentions: readonly ApiUser[];
  /** Name of a channel, null where unknown. */
  channel(id: string): string | null;
}

export function parseText(content: string, names: Names): { text: string; spans: Span[] } {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of content.matchAll(TOKEN)) {
    if (match.index > end) pieces.push({ text: content.slice(end, match.index) });
    pieces.push(piece(match, names));
    end = match.index + match[0].length;
  }
  if (end < content.length) pieces.push({ text: content.slice(end) });
  return joinPieces(pieces);
}

function piece(match: RegExpExecArray, names: Names): Piece {
  const [whole, block, inline, user, role, channel, animated, emojiName, emojiId, link] = match;
  const code = block ?? inline;
  if (code !== undefined) return { text: code, span: { kind: "code" } };
  if (user !== undefined) {
    const found = names.mentions.find((candidate) => candidate.id === user);
    if (!found) return { text: whole };
    return { text: `@${found.global_name ?? found.username}`, span: { kind: "mention", value: found.username } };
  }
  if (role !== undefined) return { text: whole };
  if (channel !== undefined) return { text: `#${names.channel(channel) ?? channel}` };
  if (emojiName !== undefined && emojiId !== undefined) {
    const value = `https://cdn.discordapp.com/emojis/${emojiId}.${animated === "a" ? "gif" : "webp"}`;
    return { text: `:${emojiName}:`, span: { kind: "emoji", value } };
  }
  if (link === undefined) return { text: whole };
  return { text: link, span: { kind: "link", value: link } };
}
