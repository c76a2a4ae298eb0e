/** Single-key commands: only while nobody is typing, no modifier is held and no dialog is open. */
import { useEffect, useRef } from "react";

export type KeyMap = Partial<Record<string, () => void>>;

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])"))
  );
}

/** `first`: these stand before those of other parts of the page. */
export function useKeys(map: KeyMap, { first = false } = {}): void {
  const newest = useRef(map);
  useEffect(() => {
    newest.current = map;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return;
      if (isTyping(event.target) || document.querySelector("dialog[open], [role=menu]")) return;
      const run = newest.current[event.key];
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", onKey, first);
    return () => window.removeEventListener("keydown", onKey, first);
  }, [first]);
}

/** ⌘ on Apple's systems, Ctrl elsewhere. */
export const onMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
export const modifierName = onMac ? "⌘" : "Ctrl";

export function modifierHeld(event: { metaKey: boolean; ctrlKey: boolean }): boolean {
  return event.metaKey || event.ctrlKey;
}
