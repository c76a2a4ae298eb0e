/** The place of a row in the list, and what chooses it: a tick beside it, a click with Shift, a long press. */
import { memo, useRef, type MouseEvent, type PointerEvent, type ReactNode } from "react";
import type { ConversationItem } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";

const LONG_PRESS_MS = 450;
const STILL_PX = 10;
const coarse = matchMedia("(pointer: coarse)");

interface Props {
  item: ConversationItem;
  top: number;
  place: number;
  /** -1: not known. */
  places: number;
  chosen: boolean;
  picking: boolean;
  onToggle: (item: ConversationItem) => void;
  onExtend: (item: ConversationItem) => void;
  children: ReactNode;
}

export const RowBox = memo(function RowBox({
  item,
  top,
  place,
  places,
  chosen,
  picking,
  onToggle,
  onExtend,
  children,
}: Props) {
  const { t } = useT();
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const pressed = useRef(false);
  const release = () => {
    if (press.current) clearTimeout(press.current.timer);
    press.current = null;
  };
  const onPointerDown = (event: PointerEvent) => {
    pressed.current = false;
    if (event.pointerType === "mouse") return;
    const timer = setTimeout(() => {
      pressed.current = true;
      onToggle(item);
    }, LONG_PRESS_MS);
    press.current = { timer, x: event.clientX, y: event.clientY };
  };
  const onPointerMove = ({ clientX, clientY }: PointerEvent) => {
    const from = press.current;
    if (from && Math.hypot(clientX - from.x, clientY - from.y) > STILL_PX) release();
  };
  const onClickCapture = (event: MouseEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest(".pick")) return;
    const taps = picking && coarse.matches;
    if (!pressed.current && !event.shiftKey && !taps) return;
    event.preventDefault();
    event.stopPropagation();
    if (pressed.current) pressed.current = false;
    else if (event.shiftKey) onExtend(item);
    else onToggle(item);
  };
  return (
    // The link in it takes the keys; this only catches what the pointer does to it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <li
      className={chosen ? "rowbox chosen" : "rowbox"}
      style={{ transform: `translateY(${top}px)` }}
      aria-posinset={place}
      aria-setsize={places}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={release}
      onPointerCancel={release}
      onClickCapture={onClickCapture}
      onContextMenu={(event) => {
        // The long press is ours.
        if (press.current !== null || pressed.current) event.preventDefault();
      }}
    >
      <label className="pick">
        <input
          type="checkbox"
          checked={chosen}
          tabIndex={picking ? 0 : -1}
          aria-label={t.choose(item.requester.name)}
          onChange={(event) => {
            if (event.nativeEvent instanceof PointerEvent && event.nativeEvent.shiftKey) onExtend(item);
            else onToggle(item);
          }}
        />
      </label>
      {children}
    </li>
  );
});
