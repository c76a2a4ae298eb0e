/** Which body a reply is sent with. Pure. */
import type { ReplyInput } from "../client/types.ts";
import type { Attempt, Draft } from "./drafts.ts";

/** What the writer chose beside the words. */
export interface SendChoice {
  /** Send although the conversation has moved. */
  force?: boolean;
  /** When it leaves; ISO 8601. */
  sendAt?: string;
  /** For so long it can be taken back. */
  undoSeconds?: number;
  /** Close the conversation once it has left. */
  close?: boolean;
}

/** The draft's words under a new key. */
export function attemptFor(draft: Draft, seenSeq: number, key: string, choice: SendChoice = {}): Attempt {
  const { text, uploads, inReplyTo } = draft;
  const body: ReplyInput = { text: text.trim(), seenSeq };
  if (uploads.length > 0) body.uploads = uploads.map((upload) => upload.id);
  if (inReplyTo !== null) body.inReplyTo = inReplyTo.id;
  if (choice.force) body.force = true;
  if (choice.close) body.close = true;
  if (choice.sendAt !== undefined) body.sendAt = choice.sendAt;
  else if (choice.undoSeconds) body.undoSeconds = choice.undoSeconds;
  return { key, body, text, uploads, inReplyTo };
}
