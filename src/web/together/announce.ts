/** Says to the server what this page shows and whether somebody types in it: on each change, and while it lasts. */
import { root } from "../client/client.ts";
import type { Mode } from "../composer/drafts.ts";
import { takeAnswer } from "./here.ts";

const tab = crypto.randomUUID();

const BEAT_MS = 20_000;
/** Changes that come together are said together, and no two faster than that. */
const SETTLE_MS = 250;
const BETWEEN_MS = 1_000;
const TYPING_AGAIN_MS = 4_000;
/** Who rests for so long does not type any more. */
const TYPING_MS = 5_000;

let shown: string | null = null;
let typing: { conversationId: string; mode: Mode; at: number } | null = null;
let taking = false;
let saidAt = -BETWEEN_MS;
let saidTyping: Mode | null = null;
/** At which conversation this page was said to be. */
let said: string | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;

const nowTyping = (): Mode | null =>
  typing !== null && typing.conversationId === shown && performance.now() - typing.at < TYPING_MS ? typing.mode : null;

function soon(ms = SETTLE_MS): void {
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(say, Math.max(ms, saidAt + BETWEEN_MS - performance.now()));
}

function say(): void {
  saidAt = performance.now();
  saidTyping = nowTyping();
  const conversationId = document.visibilityState === "visible" ? shown : null;
  const json = { tab, conversationId, typing: conversationId === null ? null : saidTyping, takeOver: taking };
  const askedAt = saidAt;
  said = conversationId;
  taking = false;
  timer = setTimeout(say, saidTyping === null ? BEAT_MS : TYPING_AGAIN_MS);
  // A word that is lost is said again by the next beat.
  root.api.presence
    .$post({ json })
    .then(async (response) => {
      if (!response.ok) return;
      const { here } = await response.json();
      if (here) takeAnswer(here, askedAt);
    })
    .catch(() => {});
}

/** Which conversation this page shows. */
export function showing(conversationId: string | null): void {
  if (conversationId === shown) return;
  shown = conversationId;
  soon();
}

/** A letter was typed; an empty box ends it. */
export function typed(conversationId: string, mode: Mode, text: string): void {
  typing = text.trim() === "" ? null : { conversationId, mode, at: performance.now() };
  if (nowTyping() !== saidTyping) soon();
}

/** They will answer, whoever began before them. */
export function takeOver(conversationId: string, mode: Mode): void {
  typing = { conversationId, mode, at: performance.now() };
  taking = true;
  soon(0);
}

/** Begins to speak; gives the way to stop, which says goodbye. */
export function beginAnnouncing(): () => void {
  const goodbye = () => {
    if (said === null) return;
    said = null;
    const body = JSON.stringify({ tab, conversationId: null });
    void fetch("/api/presence", {
      method: "POST",
      body,
      keepalive: true,
      headers: { "content-type": "application/json" },
    }).catch(() => {});
  };
  const onVisible = () => soon();
  document.addEventListener("visibilitychange", onVisible);
  window.addEventListener("pagehide", goodbye);
  soon(0);
  return () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    document.removeEventListener("visibilitychange", onVisible);
    window.removeEventListener("pagehide", goodbye);
    goodbye();
  };
}
