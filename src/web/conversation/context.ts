/** What every message needs to know of the conversation it stands in. */
import { createContext, use } from "react";
import type { ConversationDetail, Hit, Me, MessageItem } from "../client/types.ts";

export interface Here {
  conversation: ConversationDetail;
  me: Me;
  /** Puts words back into the reply box. */
  onTakeBack: (text: string) => void;
  /** Shows the reply box, where words have come back. */
  onFocusReply: () => void;
  /** Quotes a message in the next reply. */
  onReplyTo: (message: MessageItem) => void;
  /** Goes to a message of this conversation. */
  onJump: (messageId: string) => void;
  /** Shows a picture or video over the whole screen. */
  onView: (mediaId: string) => void;
  /** What a search found in the texts, by message. */
  marks: ReadonlyMap<string, Hit["marks"]>;
}

export const HereContext = createContext<Here | null>(null);

export function useHere(): Here {
  const here = use(HereContext);
  if (here === null) throw new Error("A message is drawn inside a conversation only");
  return here;
}
