/** Whether an answer can go to a Discord place now. Pure. */
import type { Answerability, AnswerTarget } from "../connector.ts";

export function answerability(target: AnswerTarget, selfId: string | null): Answerability {
  const { place, personState } = target;
  // The bot's own page has a button for writing to it.
  const toPrivateUrl = place.kind === "public" && selfId !== null ? `https://discord.com/users/${selfId}` : null;
  const closed = (reason: string): Answerability => ({
    state: "closed",
    until: null,
    reason,
    url: place.url,
    toPrivateUrl,
  });
  if (target.closed !== null) return closed(target.closed);
  if (place.kind === "direct" && personState === "blockedUs") return closed("dms-closed");
  if (place.kind === "direct" && personState === "deleted") return closed("user-deleted");
  return { state: "open", until: null, reason: null, url: place.url, toPrivateUrl };
}
