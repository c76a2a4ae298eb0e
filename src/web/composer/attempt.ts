/** Which key and body a reply is sent with: the same again for the same words, so that a repeated attempt can't post twice. Pure. */
import type { ReplyInput } from "../client/types.ts";
import type { Draft } from "./drafts.ts";

export interface Attempt {
  key: string;
  body: ReplyInput;
}

/** A body for the draft's words. An earlier attempt with the same words is repeated as it was, `seenSeq` included; anything else gets a new key. */
export function attemptFor(draft: Draft, seenSeq: number, newKey: () => string, force = false): Attempt {
  const earlier = draft.attempt;
  if (!force && earlier !== null && sameWords(earlier.body, draft)) return earlier;
  const body: ReplyInput = { text: draft.text.trim(), seenSeq };
  if (draft.uploads.length > 0) body.uploads = draft.uploads.map((upload) => upload.id);
  if (draft.inReplyTo !== null) body.inReplyTo = draft.inReplyTo.id;
  if (force) body.force = true;
  return { key: newKey(), body };
}

function sameWords(body: ReplyInput, draft: Draft): boolean {
  return (
    body.text === draft.text.trim() &&
    (body.inReplyTo ?? null) === (draft.inReplyTo?.id ?? null) &&
    JSON.stringify(body.uploads ?? []) === JSON.stringify(draft.uploads.map((upload) => upload.id))
  );
}
