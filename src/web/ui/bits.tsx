/** Small shapes used in every pane: platform code, avatar, time, handle. */
import { useState } from "react";
import type { ConversationItem } from "../client/types.ts";
import { clockTime, fullTime, shortTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";

type PlatformName = ConversationItem["platform"];

const CODES: Record<PlatformName, { code: string; className: string }> = {
  x: { code: "X", className: "x" },
  telegram: { code: "TG", className: "tg" },
  discord: { code: "DC", className: "dc" },
};

export function PlatformCode({ platform }: { platform: PlatformName }) {
  const { t } = useT();
  const { code, className } = CODES[platform];
  return (
    <abbr className={`pf ${className}`} title={t.platform[platform]}>
      {code}
    </abbr>
  );
}

/** The first letter or character that says something about a name. */
export function initial(name: string): string {
  const trimmed = name.replace(/^[@#\s]+/u, "");
  const first = Array.from(trimmed)[0];
  return first ? first.toUpperCase() : "?";
}

/** A picture where there is one and it loads, the initial otherwise. The name stands beside it. */
export function Avatar({ name, url = null }: { name: string; url?: string | null }) {
  const [failed, setFailed] = useState(false);
  const shown = url !== null && !failed && /^(\/|https:\/\/|http:\/\/(127\.0\.0\.1|localhost):)/.test(url);
  return (
    <span className="av" aria-hidden="true">
      {shown ? (
        <img src={url} alt="" loading="lazy" referrerPolicy="no-referrer" onError={() => setFailed(true)} />
      ) : (
        initial(name)
      )}
    </span>
  );
}

export function Clock({ at }: { at: string }) {
  const { language } = useT();
  return (
    <time dateTime={at} title={fullTime(language, at)}>
      {clockTime(language, at)}
    </time>
  );
}

export function ShortTime({ at, now }: { at: string; now: Date }) {
  const { language } = useT();
  return (
    <time dateTime={at} title={fullTime(language, at)}>
      {shortTime(language, at, now)}
    </time>
  );
}

/** Handles as the platform writes them: with @ on X and Telegram, bare on Discord. */
export function handleText(platform: PlatformName, handle: string): string {
  return platform === "discord" || handle.startsWith("@") ? handle : `@${handle}`;
}

export function Handle({ platform, handle }: { platform: PlatformName; handle: string | null }) {
  return handle === null || handle === "" ? null : <span className="handle">{handleText(platform, handle)}</span>;
}
