/** How a page leaves: with a tag of its content and an age that is short, since what is withdrawn must go. */
import { createHash } from "node:crypto";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** Caches between us and the reader keep a page so long; browsers ask each time, which costs a 304. */
const SHORT = "public, max-age=0, s-maxage=60, must-revalidate";
const FOR_GOOD = "public, max-age=31536000, immutable";

const TYPES = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  markdown: "text/markdown; charset=utf-8",
  text: "text/plain; charset=utf-8",
  xml: "application/xml; charset=utf-8",
  atom: "application/atom+xml; charset=utf-8",
  json: "application/json; charset=utf-8",
  svg: "image/svg+xml; charset=utf-8",
} as const;

interface Answer {
  type: keyof typeof TYPES;
  body: string;
  status?: ContentfulStatusCode;
  /** `good`: the address holds a hash of the content. */
  keep?: "short" | "good" | "not";
  headers?: Record<string, string>;
}

/** 304 where the reader has it already. */
export function answer(c: Context, { type, body, status = 200, keep = "short", headers = {} }: Answer): Response {
  const all: Record<string, string> = { "content-type": TYPES[type], ...headers };
  if (keep === "not" || status !== 200) return c.body(body, status, { ...all, "cache-control": "no-store" });
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const kept = { ...all, etag, "cache-control": keep === "good" ? FOR_GOOD : SHORT };
  if (hasTag(c.req.header("if-none-match"), etag)) return c.body(null, 304, kept);
  return c.body(body, 200, kept);
}

function hasTag(given: string | undefined, etag: string): boolean {
  if (given === undefined) return false;
  return given.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}
