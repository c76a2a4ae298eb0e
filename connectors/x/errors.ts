/** Says what a failed call of X means for whoever asked for it. */
import { ApiPartialResponseError, ApiRequestError, ApiResponseError, type TwitterRateLimit } from "twitter-api-v2";
import { z } from "zod";
import { ConnectorError } from "../errors.ts";
import type { Scope } from "./limits.ts";

/** `read` and `upload` change nothing that anybody can see; `write` does. */
export type Doing = "read" | "upload" | "write";

/** Refused before a byte was sent. */
const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN"]);

// The library's own getter looks for the cause under a name that it is not kept under.
const Unsent = z.object({ _options: z.object({ error: z.object({ code: z.string() }) }) });

const Body = z.looseObject({
  detail: z.string().optional(),
  title: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
  errors: z.array(z.looseObject({ message: z.string().optional() })).optional(),
});

/** ConnectorErrors pass through; anything else becomes one. */
export function connectorError(error: unknown, doing: Doing, scope: Scope): ConnectorError {
  if (error instanceof ConnectorError) return error;
  if (error instanceof ApiResponseError) return refused(error.code, error.data, doing, scope, error.rateLimit, error);
  if (error instanceof ApiPartialResponseError) {
    const status = error.response.statusCode ?? 0;
    if (status >= 400 && status < 500) return refused(status, null, doing, scope, undefined, error);
    return uncertain("garbled-answer", doing, error);
  }
  if (error instanceof ApiRequestError) {
    const code = Unsent.safeParse(error).data?._options.error.code ?? "";
    if (NEVER_SENT.has(code))
      return new ConnectorError("retryable", { code: "unreachable", detail: code, cause: error });
    return uncertain("no-answer", doing, error);
  }
  return uncertain(error instanceof z.ZodError ? "garbled-answer" : "failed", doing, error);
}

function uncertain(code: string, doing: Doing, cause: unknown): ConnectorError {
  return new ConnectorError(doing === "write" ? "unknown-outcome" : "retryable", { code, cause });
}

function refused(
  status: number,
  data: unknown,
  doing: Doing,
  scope: Scope,
  limit: TwitterRateLimit | undefined,
  cause: unknown,
): ConnectorError {
  const body = Body.catch({}).parse(data);
  const words = [body.detail, body.error_description, body.errors?.[0]?.message, body.title].find(Boolean);
  const detail = { ...(words !== undefined && { detail: words }), cause };
  if (status === 429) return rateLimited(scope, limit, detail);
  if (status === 401) return new ConnectorError("auth", { code: "credentials-refused", ...detail });
  // The queue is kept: once the credit is filled up, everything goes on.
  if (status === 402) return new ConnectorError("auth", { code: "credit-spent", ...detail });
  if (status === 403) return forbidden(words ?? "", cause);
  if (status === 404) return new ConnectorError("permanent", { code: "not-found", ...detail });
  if (status === 408 || status >= 500)
    return new ConnectorError(doing === "write" ? "unknown-outcome" : "retryable", {
      code: "platform-failed",
      ...detail,
    });
  return new ConnectorError("permanent", { code: "refused", ...detail });
}

function rateLimited(scope: Scope, limit: TwitterRateLimit | undefined, detail: { detail?: string; cause: unknown }) {
  const app = limit?.day?.remaining === 0 ? limit.day : null;
  const spent = app ?? (limit?.userDay?.remaining === 0 ? limit.userDay : limit);
  return new ConnectorError("rate-limited", {
    code: "rate-limited",
    scope: app ? `app:${scope}` : scope,
    ...(spent && { retryAt: spent.reset * 1000 }),
    ...detail,
  });
}

function forbidden(words: string, cause: unknown): ConnectorError {
  const code = forbiddenCode(words);
  // A hint, no proof: the earlier post may be an attempt whose outcome was never known.
  const advice =
    code === "duplicate-content" ? " Look at the account's timeline: the same words may be there already." : "";
  return new ConnectorError("permanent", { code, detail: words + advice, cause });
}

/** X gives the same type and title to all of these: only the words tell them apart. */
function forbiddenCode(words: string): string {
  if (/duplicate content/i.test(words)) return "duplicate-content";
  if (/not allowed because you have not been mentioned|Reply to this conversation is not allowed/i.test(words))
    return "reply-not-allowed";
  if (/deleted or not visible/i.test(words)) return "message-gone";
  if (/too long|shorter|over the max character/i.test(words)) return "text-too-long";
  if (/permission to DM|cannot send messages to this user/i.test(words)) return "dm-not-allowed";
  if (/oauth1 app permissions|scope/i.test(words)) return "missing-permission";
  if (/blocked/i.test(words)) return "blocked-by-user";
  return "forbidden";
}
