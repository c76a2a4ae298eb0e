/** Every error as RFC 9457 problem JSON with a stable code; nothing internal gets out. */
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { z } from "@hono/zod-openapi";
import type { Log } from "../domain/log.ts";
import { ProblemError } from "../domain/problem.ts";
import { ContentTooLarge } from "../domain/content-store.ts";

interface ProblemInput {
  status: ContentfulStatusCode;
  code: string;
  detail: string;
  field?: string | null;
  extra?: Record<string, unknown>;
}

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Wrong method",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  422: "Invalid input",
  429: "Too many attempts",
  500: "Internal error",
  502: "The platform does not answer",
  503: "Not now",
  507: "Disk full",
};

export function problemResponse(c: Context, { status, code, detail, field, extra }: ProblemInput): Response {
  const body = {
    ...extra,
    type: `urn:parley:problem:${code}`,
    title: TITLES[status] ?? "Error",
    status,
    code,
    detail,
    ...(field ? { field } : {}),
  };
  return c.body(JSON.stringify(body), status, {
    "content-type": "application/problem+json",
    // RFC 6750: how to come in.
    ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    ...(typeof extra?.["retryAfterSeconds"] === "number" ? { "retry-after": String(extra["retryAfterSeconds"]) } : {}),
  });
}

const HTTP_CODES: Record<number, string> = { 400: "malformed", 413: "too-large", 415: "unsupported-media-type" };

/** Turns whatever a route throws into a problem. */
export function problemHandler(log: Log) {
  return (error: Error, c: Context): Response => {
    if (error instanceof ProblemError) {
      const { status, code, message: detail, field, extra } = error;
      return problemResponse(c, { status, code, detail, field, extra });
    }
    if (error instanceof HTTPException) {
      const detail = error.status === 415 ? "Send application/json with a JSON body." : error.message;
      return problemResponse(c, { status: error.status, code: HTTP_CODES[error.status] ?? "refused", detail });
    }
    if (error instanceof ContentTooLarge)
      return problemResponse(c, { status: 413, code: "too-large", detail: "The file is larger than we take." });
    return databaseProblem(error, c) ?? unexpected(log, error, c);
  };
}

function databaseProblem(error: Error, c: Context): Response | null {
  const code = sqliteCode(error);
  if (code === "SQLITE_FULL")
    return problemResponse(c, {
      status: 507,
      code: "disk-full",
      detail: "The disk is full: nothing was stored. Free some space, then try again.",
    });
  if (code.startsWith("SQLITE_BUSY"))
    return problemResponse(c, {
      status: 503,
      code: "busy",
      detail: "Another program holds the database. Try again in a moment.",
    });
  return null;
}

/** Drizzle wraps the driver's error. */
function sqliteCode(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause)
    if ("code" in at && typeof at.code === "string" && at.code.startsWith("SQLITE_")) return at.code;
  return "";
}

function unexpected(log: Log, error: Error, c: Context): Response {
  // A query error's message holds its parameters, a person's words among them: only the name and the place are logged.
  log.error("api.error", {
    method: c.req.method,
    path: c.req.routePath,
    error: error.name,
    code: sqliteCode(error),
    where: error.stack
      ?.split("\n")
      .find((line) => line.includes(" at "))
      ?.trim(),
  });
  return problemResponse(c, {
    status: 500,
    code: "internal",
    detail: "Something went wrong on our side. The log of the server says where.",
  });
}

/** Used for every input that does not fit its schema. */
export function invalidInput(
  result: { success: true } | { success: false; error: z.ZodError; target: string },
  c: Context,
): Response | undefined {
  if (result.success) return undefined;
  const issue = result.error.issues[0];
  const misspelt = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const field = [...(issue?.path ?? []), ...(misspelt === undefined ? [] : [misspelt])].join(".");
  const detail = field
    ? `${field}: ${issue?.message ?? "does not fit"}`
    : (issue?.message ?? "The input does not fit.");
  return problemResponse(c, { status: 422, code: "invalid", detail, field });
}
