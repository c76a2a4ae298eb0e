/** Telegram's failures as the port's five kinds. */
import { TelegramError } from "telegraf";
import { z } from "zod";
import { SECOND_MS, type Clock } from "../../src/domain/time.ts";
import { ConnectorError } from "../errors.ts";

export interface CallContext {
  signal: AbortSignal;
  /** A write whose outcome is not known must not be made again. */
  write: boolean;
  /** What a refusal for rate holds. */
  scope: string;
  clock: Clock;
}

/** The connection was never made, so nothing was sent. */
const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

// The Bot API tells refusals apart by their text alone.
const REFUSALS: [RegExp, string][] = [
  [/blocked by the user/i, "blocked-by-user"],
  [/can't initiate conversation/i, "no-conversation"],
  [/user is deactivated/i, "user-deleted"],
  [/kicked from|not a member/i, "not-a-member"],
  [/(message|caption) is too long/i, "text-too-long"],
  [/message to be replied not found/i, "reply-target-gone"],
  [/message to (edit|delete|react) not found/i, "message-gone"],
  [/message can't be edited/i, "cannot-edit"],
  [/message can't be deleted/i, "cannot-delete"],
  [/message is not modified/i, "not-modified"],
  [/no text in the message to edit/i, "no-text-to-edit"],
  [/thread not found/i, "topic-gone"],
  [/method not found/i, "not-supported"],
  [/chat not found/i, "chat-not-found"],
  [/BUSINESS_PEER_USAGE_MISSING/, "window-closed"],
  [/BUSINESS_/, "business-not-allowed"],
  [/REACTION_INVALID|REACTION_EMPTY/, "reaction-not-allowed"],
  // What a bot that is no administrator of a channel is told when it asks for its own rights there.
  [/need administrator|member list is inaccessible/i, "not-admin"],
  [/file is too big/i, "file-too-big"],
  [/not enough rights|have no rights/i, "no-rights"],
];

/** Gives what a failed call throws: a ConnectorError, or the signal's reason where a read was aborted. */
export function failure(error: unknown, context: CallContext): unknown {
  if (context.signal.aborted) return context.write ? unknown("aborted") : context.signal.reason;
  if (error instanceof TelegramError) return refused(error, context);
  if (error instanceof z.ZodError) return lost("garbage", context);
  const code = z.object({ code: z.string() }).safeParse(error).data?.code ?? "";
  if (NEVER_SENT.has(code)) return new ConnectorError("retryable", { code: "unreachable", detail: code });
  const type = z.object({ type: z.string() }).safeParse(error).data?.type;
  if (type === "invalid-json") return lost("garbage", context);
  return lost(type === "request-timeout" || type === "body-timeout" ? "timeout" : "connection-lost", context);
}

function refused(error: TelegramError, context: CallContext): ConnectorError {
  const answer = z.object({ error_code: z.int(), description: z.string() }).safeParse(error.response);
  if (!answer.success) return lost("garbage", context);
  const { error_code: status, description: detail } = answer.data;
  if (status >= 500) return lost("server-error", context);
  // An unknown token answers 401, one of the wrong shape a bare 404.
  if (status === 401 || (status === 404 && detail === "Not Found")) {
    return new ConnectorError("auth", { code: "unauthorized", detail });
  }
  if (status === 429) {
    const hint = error.parameters?.retry_after;
    return new ConnectorError("rate-limited", {
      code: "rate-limited",
      detail,
      scope: context.scope,
      ...(hint === undefined ? {} : { retryAt: context.clock.now() + hint * SECOND_MS }),
    });
  }
  // Another reader, or a webhook that is set: it passes once that is gone.
  if (status === 409) return new ConnectorError("retryable", { code: "other-reader", detail });
  const code = REFUSALS.find(([words]) => words.test(detail))?.[1] ?? (status === 403 ? "forbidden" : "bad-request");
  return new ConnectorError("permanent", { code, detail });
}

const lost = (code: string, { write }: CallContext) =>
  write ? unknown(code) : new ConnectorError("retryable", { code });

const unknown = (code: string) => new ConnectorError("unknown-outcome", { code });

/** The new chat id that a refusal names, null where the group did not move. */
export function movedTo(error: unknown): number | null {
  return error instanceof TelegramError ? (error.parameters?.migrate_to_chat_id ?? null) : null;
}
