/** People and files as snapshots. */
import type { IdentitySnapshot, MediaSnapshot } from "../../connector.ts";
import type { Includes, XMedia } from "./shapes.ts";

/** Known by id alone where X did not include them. */
export function person(id: string, includes: Includes, self: string, handle?: string): IdentitySnapshot {
  const user = includes.users.get(id);
  const username = user?.username || handle || null;
  return {
    id,
    name: user?.name || username || id,
    handle: username,
    avatarUrl: user?.profile_image_url ?? null,
    url: username === null ? `https://x.com/i/user/${id}` : `https://x.com/${username}`,
    isUs: id === self,
  };
}

export function files(keys: string[] | undefined, includes: Includes): MediaSnapshot[] {
  return (keys ?? []).map((key) => {
    const media = includes.media.get(key);
    return media ? file(media) : unknownFile();
  });
}

function file(media: XMedia): MediaSnapshot {
  const still = media.type === "photo";
  const best = media.variants
    ?.filter((variant) => variant.content_type === "video/mp4")
    .toSorted((a, b) => (b.bit_rate ?? 0) - (a.bit_rate ?? 0))[0];
  const url = still ? media.url : (best?.url ?? media.url);
  return {
    id: url === undefined ? null : mediaId(url),
    kind: still ? "image" : "video",
    mime: still ? imageMime(url) : (best?.content_type ?? "video/mp4"),
    name: null,
    size: null,
    width: media.width ?? null,
    height: media.height ?? null,
    durationMs: media.duration_ms ?? null,
    alt: media.alt_text ?? null,
  };
}

function unknownFile(): MediaSnapshot {
  const nothing = { mime: null, name: null, size: null, width: null, height: null, durationMs: null, alt: null };
  return { id: null, kind: "file", ...nothing };
}

/** A file of a direct message by its message and place there, which never expire; a public one by its address. */
function mediaId(url: string): string {
  const [, dm, media, name] = /\/dm\/(\d+)\/(\d+)\/([\w.-]+)/.exec(url) ?? [];
  return dm === undefined ? `public:${url}` : `dm:${dm}/${media}/${name}`;
}

function imageMime(url: string | undefined): string | null {
  const extension = /\.(\w+)(?:\?|$)/.exec(url ?? "")?.[1]?.toLowerCase();
  if (extension === undefined) return null;
  return extension === "jpg" ? "image/jpeg" : `image/${extension}`;
}
