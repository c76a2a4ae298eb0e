/** Sends a draft: once, with what the writer has seen; keeps it until the server says that it has it. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../client/client.ts";
import { ApiError } from "../client/problem.ts";
import { keys } from "../client/queries.ts";
import type { MessageItem } from "../client/types.ts";
import { inReadingOrder, type LoadedMessages } from "../conversation/pages.ts";
import { attemptFor } from "./attempt.ts";
import { EMPTY, readDraft, type Draft, type Mode } from "./drafts.ts";

export type SendState =
  | { kind: "idle" }
  | { kind: "sending" }
  /** Somebody wrote meanwhile; nothing was sent. */
  | { kind: "moved"; news: MessageItem[] }
  /** No answer came: the same attempt may be made again without harm. */
  | { kind: "uncertain" }
  | { kind: "refused"; error: unknown; text: string };

interface Sending {
  conversationId: string;
  mode: Mode;
  seenSeq: number | null;
  change: (change: (draft: Draft) => Draft) => void;
}

/** How often a conversation may move by our own doing (a delivery's progress) before the writer is asked. */
const QUIET_RETRIES = 2;

export function useSend({ conversationId, mode, seenSeq, change }: Sending) {
  const client = useQueryClient();
  const [state, setState] = useState<SendState>({ kind: "idle" });

  const loaded = () => client.getQueryData<LoadedMessages>(keys.messages(conversationId));

  const sendReply = async (force: boolean) => {
    let seq = loaded()?.pages[0]?.seq ?? seenSeq;
    if (seq === null) return;
    for (let round = 0; ; round++) {
      const attempt = attemptFor(readDraft(conversationId, mode), seq, () => crypto.randomUUID(), force);
      change((draft) => ({ ...draft, attempt }));
      const known = new Set(inReadingOrder(loaded()?.pages ?? []).map((message) => message.id));
      try {
        await api.reply(conversationId, attempt.key, attempt.body);
        return;
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== "conversation-moved") throw error;
        // Refused for certain: the next attempt is another one.
        change((draft) => ({ ...draft, attempt: null }));
        await client.refetchQueries({ queryKey: keys.messages(conversationId) });
        // Changed counts as new where somebody else changed it: what was answered may now say something else.
        const touched = touchedOf(error);
        const news = inReadingOrder(loaded()?.pages ?? []).filter(
          (message) => !known.has(message.id) || (message.direction === "inbound" && touched.has(message.id)),
        );
        if (news.length > 0 || round >= QUIET_RETRIES) throw new Moved(news);
        seq = loaded()?.pages[0]?.seq ?? seq;
      }
    }
  };

  const sendNote = async () => {
    const attempt = attemptFor(readDraft(conversationId, mode), 0, () => crypto.randomUUID());
    change((draft) => ({ ...draft, attempt }));
    await api.note(conversationId, attempt.key, attempt.body.text);
  };

  const send = async (force = false): Promise<boolean> => {
    setState({ kind: "sending" });
    try {
      if (mode === "note") await sendNote();
      else await sendReply(force);
      change(() => EMPTY);
      setState({ kind: "idle" });
      await client.invalidateQueries({ queryKey: keys.messages(conversationId) });
      return true;
    } catch (error) {
      if (error instanceof Moved) setState({ kind: "moved", news: error.news });
      else if (error instanceof ApiError && error.uncertain) setState({ kind: "uncertain" });
      else {
        change((draft) => ({ ...draft, attempt: null }));
        setState({ kind: "refused", error, text: readDraft(conversationId, mode).text.trim() });
      }
      return false;
    }
  };

  return { state, send, reset: () => setState({ kind: "idle" }) };
}

/** The ids that the server names as said or changed since. */
function touchedOf(error: ApiError): Set<string> {
  const named = error.problem?.["newMessages"];
  return new Set(Array.isArray(named) ? named.filter((id) => typeof id === "string") : []);
}

class Moved extends Error {
  readonly news: MessageItem[];
  constructor(news: MessageItem[]) {
    super("moved");
    this.news = news;
  }
}
