/** How we learn that what a page was made of was edited or deleted. */
import type { Watch } from "../../domain/publications.ts";
import type { Conversation } from "../../store/conversation-state.ts";
import type { Desk } from "../../inbox/desk.ts";

/** `live` where the platform reports deletions; else `polled` where messages there can be looked up again. */
export function watchOf({ platforms }: Desk, { platform, kind }: Pick<Conversation, "platform" | "kind">): Watch {
  const { capabilities } = platforms.platform(platform);
  if (!capabilities.neverReports.includes("deletions")) return "live";
  return capabilities.looksUp?.includes(kind) ? "polled" : "blind";
}
