/** Sends a draft: once, with what the writer has seen. The box is free at once; what the server does not take comes back into it. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../client/client.ts";
import { ApiError } from "../client/problem.ts";
import { keys } from "../client/queries.ts";
import type { MessageItem, ReplyAccepted } from "../client/types.ts";
import { inReadingOrder, type LoadedMessages } from "../conversation/pages.ts";
import { attemptFor, type SendChoice } from "./attempt.ts";
import type { DraftKeeper } from "./draft-keeper.ts";
import type { Attempt, Mode } from "./drafts.ts";

export type SendState =
  | { kind: "idle" }
  | { kind: "sending" }
  /** Somebody wrote meanwhile; nothing was sent. */
  | { kind: "moved"; news: MessageItem[]; choice: SendChoice }
  /** No answer came: the same attempt may be made again without harm. */
  | { kind: "uncertain" }
  | { kind: "refused"; error: unknown; text: string };

interface Sending {
  conversationId: string;
  mode: Mode;
  seenSeq: number | null;
  keeper: DraftKeeper;
  onAccepted: (accepted: ReplyAccepted, body: Attempt["body"]) => void;
}

/** How often a conversation may move by our own doing (a delivery's progress) before the writer is asked. */
const QUIET_RETRIES = 2;

export function useSend({ conversationId, mode, seenSeq, keeper, onAccepted }: Sending) {
  const client = useQueryClient();
  const [busy, setState] = useState<SendState>({ kind: "idle" });
  // Left over from a page that was closed before the server answered.
  const leftOver = keeper.kept.draft.attempt !== null && busy.kind !== "sending";
  const state: SendState = leftOver ? { kind: "uncertain" } : busy;

  const loaded = () => client.getQueryData<LoadedMessages>(keys.messages(conversationId));
  const newest = () => loaded()?.pages[0]?.seq ?? seenSeq ?? 0;

  const post = async (attempt: Attempt): Promise<void> => {
    if (mode === "note") {
      const { text, draftVersion } = attempt.body;
      await api.note(conversationId, attempt.key, draftVersion === undefined ? { text } : { text, draftVersion });
      return;
    }
    for (let round = 0, current = attempt; ; round++) {
      const known = new Set(inReadingOrder(loaded()?.pages ?? []).map((message) => message.id));
      try {
        onAccepted(await api.reply(conversationId, current.key, current.body), current.body);
        return;
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== "conversation-moved") throw error;
        await client.refetchQueries({ queryKey: keys.messages(conversationId) });
        // Changed counts as new where somebody else changed it: what was answered may now say something else.
        const touched = touchedOf(error);
        const news = inReadingOrder(loaded()?.pages ?? []).filter(
          (message) => !known.has(message.id) || (message.direction === "inbound" && touched.has(message.id)),
        );
        if (news.length > 0 || round >= QUIET_RETRIES) throw new Moved(news);
        // Refused for certain: the next attempt is another one.
        const body = { ...current.body, seenSeq: newest() };
        current = keeper.replace({ ...current, key: crypto.randomUUID(), body });
      }
    }
  };

  const send = async (choice: SendChoice = {}): Promise<boolean> => {
    setState({ kind: "sending" });
    const { draft } = keeper.kept;
    const attempt = draft.attempt ?? (await keeper.begin(attemptFor(draft, newest(), crypto.randomUUID(), choice)));
    try {
      await post(attempt);
      await keeper.accepted();
      setState({ kind: "idle" });
      void client.invalidateQueries({ queryKey: keys.messages(conversationId) });
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.uncertain) {
        setState({ kind: "uncertain" });
        return false;
      }
      keeper.giveBack();
      if (error instanceof Moved) setState({ kind: "moved", news: error.news, choice });
      else setState({ kind: "refused", error, text: attempt.body.text });
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
