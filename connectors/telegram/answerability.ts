/** Whether an answer can go to a place now. */
import { DAY_MS, type EpochMs } from "../../src/domain/time.ts";
import type { Answerability, AnswerTarget } from "../connector.ts";
import { parsePlaceId } from "./ids.ts";

/** A business bot answers within 24 hours of the person's last message. https://core.telegram.org/bots/features#bots-for-business */
const BUSINESS_WINDOW_MS = DAY_MS;

/** `handle`: the bot's user name where it is known, for the way into a private chat. */
export function answerability(target: AnswerTarget, now: EpochMs, handle: string | null): Answerability {
  const { place, closed, personState, lastInboundAt } = target;
  const direct = place.kind === "direct";
  const base: Answerability = {
    state: "open",
    until: null,
    reason: null,
    url: place.url,
    toPrivateUrl: direct || handle === null ? null : `https://t.me/${handle}`,
  };
  const shut = (reason: string): Answerability => ({ ...base, state: "closed", reason });
  if (closed !== null) return shut(closed);
  if (direct && personState === "blockedUs") return shut("blocked-by-user");
  if (direct && personState === "deleted") return shut("user-deleted");
  if (parsePlaceId(place.id).connectionId === null) return base;
  const until = (lastInboundAt ?? 0) + BUSINESS_WINDOW_MS;
  return now < until ? { ...base, until } : shut("window-closed");
}
