/** What every message needs to know of the conversation it stands in. */
import { createContext, use } from "react";
import type { ConversationDetail, MessageItem } from "../client/types.ts";

export interface Here {
  conversation: ConversationDetail;
  /** Puts words back into the reply box. */
  onTakeBack: (text: string) => void;
  /** Shows the reply box, where words have come back. */
  onFocusReply: () => void;
  /** Quotes a message in the next reply. */
  onReplyTo: (message: MessageItem) => void;
}

export const HereContext = createContext<Here | null>(null);

export function useHere(): Here {
  const here = use(HereContext);
  if (here === null) throw new Error("A message is drawn inside a conversation only");
  return here;
}
