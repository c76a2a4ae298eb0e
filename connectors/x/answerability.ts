/** Whether an answer can go out on X, as far as it can be known beforehand. */
import type { AnswerTarget, Answerability } from "../connector.ts";

/**
 * `self`: the account's remote id, for the address by which people write to it in private. `selfServe`: X takes answers only to who mentioned or quoted
 * the account, which is known for certain only when it refuses one.
 */
export function answerability(
  { place, closed, personState }: AnswerTarget,
  self: string | null,
  selfServe: boolean,
): Answerability {
  const toPrivateUrl = self === null ? null : `https://x.com/messages/compose?recipient_id=${self}`;
  const common = { until: null, url: place.url, toPrivateUrl: place.kind === "public" ? toPrivateUrl : null };
  if (closed !== null) return { ...common, state: "closed", reason: closed };
  if (personState === "deleted") return { ...common, state: "closed", reason: "account-deleted" };
  if (personState === "blockedUs") return { ...common, state: "closed", reason: "blocked-by-user" };
  if (selfServe && place.kind === "public") return { ...common, state: "unknown", reason: "summoned-only" };
  return { ...common, state: "open", reason: null };
}
