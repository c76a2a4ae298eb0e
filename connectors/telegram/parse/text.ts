/** A text with entities as pieces. Offsets are UTF-16 units. https://core.telegram.org/bots/api#messageentity */
import { joinPieces, type Piece, type Span } from "../../../src/domain/text.ts";
import type { Entity } from "./schema.ts";

export function textOf(raw: string, entities: readonly Entity[]): { text: string; spans: Span[] } {
  const pieces: Piece[] = [];
  let at = 0;
  for (const entity of [...entities].sort((a, b) => a.offset - b.offset)) {
    const end = entity.offset + entity.length;
    const span = spanOf(entity, raw.slice(entity.offset, end));
    // Formats may nest; the outer one with a meaning wins.
    if (!span || entity.offset < at) continue;
    pieces.push({ text: raw.slice(at, entity.offset) }, { text: raw.slice(entity.offset, end), span });
    at = end;
  }
  return joinPieces([...pieces, { text: raw.slice(at) }]);
}

function spanOf(entity: Entity, words: string): Piece["span"] | null {
  switch (entity.type) {
    case "url":
      return { kind: "link", value: words.includes("://") ? words : `https://${words}` };
    case "text_link":
      return { kind: "link", value: entity.url ?? words };
    case "mention":
      return { kind: "mention", value: words.slice(1) };
    case "text_mention":
      return { kind: "mention", value: entity.user?.username ?? words };
    case "code":
    case "pre":
      return { kind: "code" };
    case "custom_emoji":
      return { kind: "emoji", value: words };
    default:
      return null;
  }
}

/** Whether the words name the bot: a command to it, or a mention. */
export function addressesBot(raw: string, entities: readonly Entity[], botId: number, handle: string): boolean {
  const name = `@${handle.toLowerCase()}`;
  return entities.some((entity) => {
    const words = raw.slice(entity.offset, entity.offset + entity.length).toLowerCase();
    if (entity.type === "bot_command") return !words.includes("@") || words.endsWith(name);
    if (entity.type === "mention") return words === name;
    return entity.type === "text_mention" && entity.user?.id === botId;
  });
}
