/** Turns what somebody typed into what X shows: t.co addresses, HTML escapes, entities with code-point ranges. */
import { createHash } from "node:crypto";
import twitterText from "twitter-text";

export interface UrlEntity {
  start: number;
  end: number;
  url: string;
  expanded_url: string;
  display_url: string;
  media_key?: string;
}

export interface Composed {
  text: string;
  urls: UrlEntity[];
  mentions: { start: number; end: number; username: string; id?: string }[];
  /** Code points: where what was typed starts and ends, without the handles that a reply carries and the media address. */
  display: [number, number];
}

/** Weighted length by X's counting rules; the handles that a reply carries do not count. */
export function weightedLength(typed: string): number {
  return twitterText.parseTweet(typed).weightedLength;
}

export function mentionedHandles(text: string): string[] {
  return twitterText.extractMentions(text);
}

/** `carried`: the handles a reply starts with. `media`: keys with the address of the page that shows them. */
export function compose(
  typed: string,
  carried: string[],
  media: { key: string; page: string }[],
  userId: (handle: string) => string | null,
): Composed {
  const prefix = carried.map((handle) => `@${handle} `).join("");
  const source = prefix + typed;
  const urls: UrlEntity[] = [];
  const mentions: Composed["mentions"] = [];
  const found = [
    ...twitterText.extractUrlsWithIndices(source).map((entity) => ({ ...entity, kind: "url" as const })),
    ...twitterText.extractMentionsWithIndices(source).map((entity) => ({ ...entity, kind: "mention" as const })),
  ].sort((a, b) => a.indices[0] - b.indices[0]);

  let text = "";
  let at = 0;
  for (const entity of found) {
    text += escapeHtml(source.slice(at, entity.indices[0]));
    const start = points(text);
    if (entity.kind === "url") {
      const expanded = /^https?:/i.test(entity.url) ? entity.url : `http://${entity.url}`;
      const short = shorten(expanded);
      text += short;
      urls.push({
        start,
        end: points(text),
        url: short,
        expanded_url: expanded,
        display_url: displayUrl(expanded),
      });
    } else {
      text += source.slice(...entity.indices);
      const id = userId(entity.screenName);
      if (id !== null) mentions.push({ start, end: points(text), username: entity.screenName, id });
    }
    at = entity.indices[1];
  }
  text += escapeHtml(source.slice(at));
  const display: [number, number] = [points(prefix), points(text)];
  const first = media[0];
  if (first) {
    const short = shorten(first.page);
    if (text !== "" && !text.endsWith(" ")) text += " ";
    const start = points(text);
    text += short;
    urls.push(
      ...media.map((item) => ({
        start,
        end: points(text),
        url: short,
        expanded_url: item.page,
        display_url: `pic.x.com/${short.slice(-10)}`,
        media_key: item.key,
      })),
    );
  }
  return { text, urls, mentions, display };
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function shorten(url: string): string {
  const code = createHash("sha256").update(url).digest("base64url").replaceAll(/[-_]/g, "x").slice(0, 10);
  return `https://t.co/${code}`;
}

function displayUrl(url: string): string {
  const plain = url.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
  return plain.length > 26 ? `${plain.slice(0, 26)}…` : plain;
}

const points = (text: string): number => Array.from(text).length;
