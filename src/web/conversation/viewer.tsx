/** Pictures and videos of the conversation over the whole screen: from one to the next, closer, and to keep. */
import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from "lucide-react";
import { useState, type KeyboardEvent } from "react";

import { fullTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import "../styles/viewer.css";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import type { Viewable } from "./viewable.ts";
import { useConversationWords } from "./words.ts";

/** Of the width of the screen. */
const ZOOMS = [1, 1.5, 2.5, 4] as const;

export function Viewer({
  shown,
  startId,
  onClose,
}: {
  shown: readonly Viewable[];
  startId: string;
  onClose: () => void;
}) {
  const { t, language } = useT();
  const words = useConversationWords();
  const [currentId, setCurrentId] = useState(startId);
  const [zoom, setZoom] = useState(0);
  const at = Math.max(
    0,
    shown.findIndex(({ media }) => media.id === currentId),
  );
  const current = shown[at];
  if (!current) return null;
  const { media, url, author, sentAt } = current;
  const name = media.alt ?? media.name ?? t[media.kind === "video" ? "video" : "image"];
  const isPicture = media.kind !== "video";
  const go = (step: 1 | -1) => {
    const next = shown[at + step];
    if (!next) return;
    setCurrentId(next.media.id);
    setZoom(0);
  };
  const zoomBy = (step: 1 | -1) => setZoom((now) => Math.max(0, Math.min(ZOOMS.length - 1, now + step)));
  const onKeyDown = (event: KeyboardEvent) => {
    // A player has its own use for the arrows.
    if (event.target instanceof HTMLVideoElement || event.metaKey || event.ctrlKey || event.altKey) return;
    const keys: Partial<Record<string, () => void>> = {
      ArrowLeft: () => go(-1),
      ArrowRight: () => go(1),
      "+": () => isPicture && zoomBy(1),
      "=": () => isPicture && zoomBy(1),
      "-": () => isPicture && zoomBy(-1),
      "0": () => setZoom(0),
    };
    // What is larger than the screen is moved by the arrows.
    if (zoom > 0 && event.key.startsWith("Arrow")) return;
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  };
  return (
    <Dialog label={words.viewer} className="viewer" onClose={onClose}>
      {/* The keys are the dialog's: whichever of its buttons has the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className="whole" onKeyDown={onKeyDown}>
        <header>
          <p className="grow">
            <b>{author}</b> <time dateTime={sentAt}>{fullTime(language, sentAt)}</time>
          </p>
          <span className="num" role="status">
            {shown.length > 1 ? words.ofMany(at + 1, shown.length) : null}
          </span>
          {isPicture ? (
            <>
              <Button of={ZoomOut} word={words.zoomOut} disabled={zoom === 0} onClick={() => zoomBy(-1)} />
              <Button of={ZoomIn} word={words.zoomIn} disabled={zoom === ZOOMS.length - 1} onClick={() => zoomBy(1)} />
            </>
          ) : null}
          <a className="btn quiet sq" href={url} download={media.name ?? ""} title={words.download}>
            <Icon of={Download} />
            <span className="vh">{words.download}</span>
          </a>
          <Button of={X} word={t.close} onClick={onClose} />
        </header>
        {/* A picture that is larger than the screen is scrolled by keyboard too. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className="stage" tabIndex={zoom > 0 ? 0 : -1} data-zoomed={zoom > 0}>
          {isPicture ? (
            <Shown key={media.id} url={url} name={name} width={(ZOOMS[zoom] ?? 1) * 100} zoomed={zoom > 0} />
          ) : (
            <video key={media.id} src={url} controls preload="metadata" aria-label={name} />
          )}
        </div>
        {media.alt === null ? null : <p className="alt">{media.alt}</p>}
        {shown.length > 1 ? (
          <>
            <Button of={ChevronLeft} word={words.previous} side="before" disabled={at === 0} onClick={() => go(-1)} />
            <Button
              of={ChevronRight}
              word={words.next}
              side="after"
              disabled={at === shown.length - 1}
              onClick={() => go(1)}
            />
          </>
        ) : null}
      </div>
    </Dialog>
  );
}

function Shown({ url, name, width, zoomed }: { url: string; name: string; width: number; zoomed: boolean }) {
  return <img src={url} alt={name} style={zoomed ? { width: `${width}%` } : undefined} data-testid="viewed" />;
}

function Button({
  of,
  word,
  side,
  disabled = false,
  onClick,
}: {
  of: typeof X;
  word: string;
  side?: "before" | "after";
  disabled?: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      className={`btn quiet sq${side ? ` ${side}` : ""}`}
      title={word}
      // Stays where it is, so that the focus does not fall out of the dialog.
      aria-disabled={disabled}
      onClick={disabled ? undefined : onClick}
    >
      <Icon of={of} />
      <span className="vh">{word}</span>
    </button>
  );
}
