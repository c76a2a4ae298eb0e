/** Which files of a conversation can be looked at over the whole screen, oldest first. Pure. */
import type { Media, MessageItem } from "../client/types.ts";

export interface Viewable {
  media: Media;
  url: string;
  author: string;
  sentAt: string;
}

export function isViewable(media: Media): boolean {
  return (media.kind === "image" || media.kind === "video") && media.url !== null;
}

export function viewableOf(messages: readonly MessageItem[]): Viewable[] {
  return messages
    .filter(({ deletedAt }) => deletedAt === null)
    .flatMap(({ media, author, sentAt }) =>
      media
        .filter(isViewable)
        .flatMap((one) => (one.url === null ? [] : [{ media: one, url: one.url, author: author.name, sentAt }])),
    );
}
