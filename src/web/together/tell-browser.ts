/** The browser's own notifications and the sound: by one tab, while nobody looks at any. */
import { api } from "../client/client.ts";
import { readStored, store } from "../ui/storage.ts";
import type { Notice, Switches } from "./calls.ts";

const TOLD = "parley.notified";
const LOOKED_AT = "parley.looked-at";

/** Holds a lock for as long as the reader looks at this page, so that the tab that tells knows. Gives the way to stop. */
export function sayWhenLooking(): () => void {
  if (!("locks" in navigator)) return () => {};
  let letGo: (() => void) | null = null;
  const update = () => {
    if (!document.hasFocus()) {
      letGo?.();
      letGo = null;
    } else if (letGo === null) {
      const { promise, resolve } = Promise.withResolvers<void>();
      letGo = resolve;
      void navigator.locks.request(LOOKED_AT, { mode: "shared" }, () => promise);
    }
  };
  const events = ["focus", "blur", "pageshow"] as const;
  for (const name of events) window.addEventListener(name, update);
  update();
  return () => {
    for (const name of events) window.removeEventListener(name, update);
    letGo?.();
  };
}

async function isLookedAt(): Promise<boolean> {
  if (document.hasFocus()) return true;
  if (!("locks" in navigator)) return document.visibilityState === "visible";
  const { held = [] } = await navigator.locks.query();
  return held.some((lock) => lock.name === LOOKED_AT);
}

/** Shows what came since it last did; only who and what kind, unless they want the words. Call on the leading tab only. */
export async function tellBrowser(
  notices: readonly Notice[],
  switches: Switches,
  what: (notice: Notice) => string,
  onOpen: (notice: Notice) => void,
): Promise<void> {
  const last = Number(readStored(TOLD) ?? Number.NaN);
  const newest = Math.max(0, ...notices.map((one) => one.seq));
  store(TOLD, String(newest));
  // The first time everything is old.
  if (Number.isNaN(last) || (await isLookedAt())) return;
  const fresh = notices.filter((one) => one.unread > 0 && one.seq > last);
  if (fresh.length === 0) return;
  if (switches.sound) beep();
  if (!switches.browser || !("Notification" in window) || Notification.permission !== "granted") return;
  for (const one of fresh.slice(0, 3)) {
    const words = switches.words ? await api.conversation(one.conversationId).catch(() => null) : null;
    const body = words === null ? what(one) : `${what(one)}\n${words.excerpt}`;
    const shown = new Notification(one.personName, {
      body,
      tag: `${one.conversationId} ${one.kind}`,
      icon: "/icon.svg",
    });
    shown.addEventListener("click", () => {
      window.focus();
      onOpen(one);
      shown.close();
    });
  }
}

/** Two short, low tones. */
function beep(): void {
  const audio = new AudioContext();
  const loud = audio.createGain();
  loud.gain.value = 0.05;
  loud.connect(audio.destination);
  for (const [at, hertz] of [
    [0, 523],
    [0.12, 659],
  ] as const) {
    const tone = audio.createOscillator();
    tone.frequency.value = hertz;
    tone.connect(loud);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.1);
  }
  setTimeout(() => void audio.close(), 500);
}
