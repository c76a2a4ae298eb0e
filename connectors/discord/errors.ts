/** Turns what goes wrong with a Discord call into the five kinds that delivery knows. */
import { z } from "zod";
import type { EpochMs } from "../../src/domain/time.ts";
import { ConnectorError } from "../errors.ts";

const ErrorBody = z.object({
  code: z.number().catch(0),
  message: z.string().catch(""),
  errors: z.record(z.string(), z.unknown()).optional(),
  retry_after: z.number().optional(),
  global: z.boolean().optional(),
});
type ErrorBody = z.infer<typeof ErrorBody>;

/** Our names for Discord's codes (docs: Opcodes and Status Codes, "JSON Error Codes"). */
const CODES: Record<number, string> = {
  10003: "place-gone",
  10004: "guild-gone",
  10008: "message-gone",
  10013: "user-deleted",
  10014: "unknown-emoji",
  30010: "too-many-reactions",
  40005: "file-too-big",
  40067: "tag-required",
  50001: "no-access",
  50005: "not-ours",
  50006: "empty-message",
  50007: "dms-closed",
  50013: "no-rights",
  50083: "thread-archived",
  50278: "dms-closed",
  90001: "blocked-by-user",
  160005: "thread-locked",
};

/** Failures of the connection that come before a byte of the request was sent. */
const NOT_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "EHOSTUNREACH"]);

export interface Call {
  write: boolean;
  /** The limit that the call falls under. */
  scope: string;
  now: EpochMs;
}

/** The error for an answer that is not a success. */
export async function refusal(response: { status: number; text(): Promise<string>; headers: Headers }, call: Call) {
  const text = await response.text().catch(() => "");
  const body = parseBody(text);
  const detail = body?.message ?? `HTTP ${response.status}`;
  const { status } = response;
  if (status === 429) return rateLimited(response.headers, body, call);
  if (status === 401) return new ConnectorError("auth", { code: "unauthorized", detail });
  if (status >= 500 || status === 408) return uncertain(call, "server-error", detail);
  return new ConnectorError("permanent", { code: codeOf(status, body), detail });
}

function rateLimited(headers: Headers, body: ErrorBody | null, call: Call): ConnectorError {
  const seconds = body?.retry_after ?? (Number(headers.get("retry-after") ?? Number.NaN) || null);
  // A refusal without Discord's own body is Cloudflare's, and holds everything from this address.
  const everything = body === null || body.global === true || headers.get("x-ratelimit-global") !== null;
  return new ConnectorError("rate-limited", {
    code: "rate-limited",
    scope: everything ? GLOBAL_SCOPE : call.scope,
    ...(seconds === null ? {} : { retryAt: call.now + Math.ceil(seconds * 1_000) }),
  });
}

export const GLOBAL_SCOPE = "global";

/** The error for a call that got no answer, or none that can be read. */
export function noAnswer(cause: unknown, call: Call): ConnectorError {
  if (NOT_SENT.has(systemCode(cause)))
    return new ConnectorError("retryable", { code: "unreachable", detail: systemCode(cause), cause });
  const timedOut = cause instanceof Error && cause.name === "AbortError";
  return uncertain(call, timedOut ? "timeout" : "connection-lost", undefined, cause);
}

/** A success whose body is not what Discord promises. */
export function garbled(call: Pick<Call, "write">, cause: unknown): ConnectorError {
  return uncertain(call, "garbage", undefined, cause);
}

/** What a read promised to give; a ConnectorError where the answer is something else. */
export function promised<T extends z.ZodType>(shape: T, answer: unknown): z.infer<T> {
  const parsed = shape.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw garbled({ write: false }, parsed.error);
}

function uncertain(call: Pick<Call, "write">, code: string, detail?: string, cause?: unknown): ConnectorError {
  return new ConnectorError(call.write ? "unknown-outcome" : "retryable", {
    code,
    ...(detail === undefined ? {} : { detail }),
    cause,
  });
}

/** 50035 names the field; the rest has a code of its own. */
function codeOf(status: number, body: ErrorBody | null): string {
  if (body?.code === 50035) {
    if (body.errors?.["content"] !== undefined) return "text-too-long";
    if (body.errors?.["name"] !== undefined) return "title-too-long";
    if (body.errors?.["applied_tags"] !== undefined) return "unknown-tag";
    if (body.errors?.["message_reference"] !== undefined) return "reply-target-gone";
    return "invalid-request";
  }
  if (body !== null && body.code !== 0) return CODES[body.code] ?? `discord-${body.code}`;
  return status === 404 ? "not-found" : `http-${status}`;
}

function parseBody(text: string): ErrorBody | null {
  try {
    const parsed = ErrorBody.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function systemCode(cause: unknown): string {
  for (let error = cause, depth = 0; error instanceof Error && depth < 4; error = error.cause, depth += 1)
    if ("code" in error && typeof error.code === "string" && error.code !== "") return error.code;
  return "";
}
