/** What a message carries besides words: pictures, players, files, places, people. */
import { EyeOff, File, MapPin, UserRound } from "lucide-react";
import { memo } from "react";
import type { Media } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { formatBytes } from "../ui/bytes.ts";
import { useHere } from "./context.ts";

export const MediaList = memo(function MediaList({ media }: { media: readonly Media[] }) {
  if (media.length === 0) return null;
  const pictures = media.filter((one) => one.kind === "image" && one.url !== null).length;
  const grid = pictures === media.length && pictures > 1 ? ` grid-${pictures === 3 || pictures > 4 ? 3 : 2}` : "";
  return (
    <div className={`media${grid}`}>
      {media.map((one) => (
        <One key={one.id} media={one} />
      ))}
    </div>
  );
});

function One({ media }: { media: Media }) {
  const { t } = useT();
  if (media.kind === "location") return <Place media={media} />;
  if (media.kind === "contact") {
    return (
      <span className="filecard">
        <Icon of={UserRound} />
        <span>
          {media.alt ?? media.name ?? t.contactCard}
          <small>{t.contactCard}</small>
        </span>
      </span>
    );
  }
  if (media.url === null) {
    const why = media.state === "gone" ? t.mediaGone(media.reason ?? "") : t.mediaPending;
    return (
      <span className="filecard gone">
        <Icon of={EyeOff} />
        <span>
          {media.name ?? t[nameOf(media.kind)]}
          <small>{why}</small>
        </span>
      </span>
    );
  }
  switch (media.kind) {
    case "image":
      return <Picture media={media} url={media.url} />;
    case "sticker":
      // Telegram's animated stickers are a format that no browser draws: their emoji says what they show.
      if (media.mime?.startsWith("application/")) return <span className="filecard">{media.alt ?? t.sticker}</span>;
      return media.mime?.startsWith("video/") ? (
        <video className="sticker" src={media.url} autoPlay loop muted playsInline width={128} />
      ) : (
        <span className="sticker">
          <img src={media.url} alt={media.alt ?? t.sticker} loading="lazy" />
        </span>
      );
    case "video":
      // A person's own clip comes without captions.
      return <video src={media.url} controls preload="metadata" aria-label={media.alt ?? media.name ?? t.video} />;
    case "audio":
    case "voice":
      return (
        <audio src={media.url} controls preload="metadata" aria-label={media.alt ?? media.name ?? t[media.kind]} />
      );
    case "file":
      return (
        <a className="filecard" href={media.url} download={media.name ?? ""}>
          <Icon of={File} />
          <span>
            {media.name ?? t.file}
            <small>{media.size === null ? (media.mime ?? "") : formatBytes(media.size)}</small>
          </span>
        </a>
      );
  }
}

function Picture({ media, url }: { media: Media; url: string }) {
  const { t } = useT();
  const { onView } = useHere();
  const name = media.alt ?? media.name ?? t.image;
  return (
    <button
      type="button"
      className="shot"
      style={shownSize(media)}
      aria-label={t.openImage(name)}
      onClick={() => onView(media.id)}
    >
      <img src={url} alt={name} loading="lazy" decoding="async" />
    </button>
  );
}

/** Keeps the place of a picture before it has loaded, so that the words below don't jump. */
function shownSize({ width, height }: Media): { width: number; height: number } | undefined {
  if (width === null || height === null) return undefined;
  const scale = Math.min(1, 320 / width, 260 / height);
  return { width: Math.max(48, Math.round(width * scale)), height: Math.max(48, Math.round(height * scale)) };
}

function Place({ media }: { media: Media }) {
  const { t } = useT();
  const known = media.latitude !== null && media.longitude !== null;
  const card = (
    <>
      <Icon of={MapPin} />
      <span>
        {media.alt ?? media.name ?? t.location}
        <small className="num">{known ? `${media.latitude?.toFixed(5)}, ${media.longitude?.toFixed(5)}` : ""}</small>
      </span>
    </>
  );
  if (!known) return <span className="filecard">{card}</span>;
  return (
    <a
      className="filecard"
      href={`https://www.openstreetmap.org/?mlat=${media.latitude}&mlon=${media.longitude}#map=15/${media.latitude}/${media.longitude}`}
      target="_blank"
      rel="noopener noreferrer"
      title={t.openMap}
    >
      {card}
    </a>
  );
}

function nameOf(
  kind: Media["kind"],
): "image" | "video" | "audio" | "voice" | "file" | "sticker" | "location" | "contactCard" {
  return kind === "contact" ? "contactCard" : kind;
}
