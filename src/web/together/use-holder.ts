/** Which colleague answers a conversation just now: null where nobody else does. */
import { useHere } from "./here.ts";

export function useHolder(conversationId: string, meId: string): string | null {
  const holder = useHere(conversationId)?.holder?.agentId ?? null;
  return holder === meId ? null : holder;
}
