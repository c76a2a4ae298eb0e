/** How large a request may be. */
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { problemResponse } from "./problem.ts";

const MB = 1024 * 1024;
export const MOST_UPLOAD_BYTES = 25 * MB;
const MOST_WEBHOOK_BYTES = 5 * MB;
/** The largest batch of a gateway: 200 messages as long as they may be. */
const MOST_BATCH_BYTES = 8 * MB;
/** The lines around the file in a multipart body. */
const MULTIPART_BYTES = 64 * 1024;

function limit(maxSize: number): MiddlewareHandler {
  const refuse = (c: Context) =>
    problemResponse(c, {
      status: 413,
      code: "too-large",
      detail: `The request is larger than the ${Math.floor(maxSize / MB)} MB that this takes.`,
    });
  const counted = bodyLimit({ maxSize, onError: refuse });
  return async (c, next) => {
    const announced = c.req.header("content-length");
    if (announced === undefined || c.req.header("transfer-encoding") !== undefined) return counted(c, next);
    // The server reads no more than was announced; asking for the body as a stream costs as much as storing a message.
    return Number.parseInt(announced, 10) <= maxSize ? next() : refuse(c);
  };
}

const json = limit(MB);
const upload = limit(MOST_UPLOAD_BYTES + MULTIPART_BYTES);
const webhook = limit(MOST_WEBHOOK_BYTES);
const batch = limit(MOST_BATCH_BYTES);

/** 413 past the limit of the path. */
export const bodyLimits = createMiddleware((c, next) => {
  const { path } = c.req;
  if (path.startsWith("/webhooks/")) return webhook(c, next);
  if (path.startsWith("/bridge/")) return batch(c, next);
  return (path === "/api/uploads" ? upload : json)(c, next);
});

const MOST_PARTS = 16;
/** Nothing that two readers could understand differently, of whom one counts and the other splits. */
const BOUNDARY = /^multipart\/form-data; ?(?:charset=utf-8; ?)?boundary="?([\w'()+,./:=?-]{1,70})"?$/i;

/** 413 for a multipart body of many parts: half a million empty ones would take seconds to read. */
export const fewParts = createMiddleware(async (c, next) => {
  const type = c.req.header("content-type") ?? "";
  if (/^multipart\//i.test(type)) {
    const boundary = BOUNDARY.exec(type)?.[1];
    if (boundary === undefined)
      return problemResponse(c, {
        status: 415,
        code: "unsupported-media-type",
        detail: "Send multipart/form-data with one plain `boundary`, as every library does.",
      });
    const body = Buffer.from(await c.req.arrayBuffer());
    let parts = 0;
    for (let at = body.indexOf(`--${boundary}`); at !== -1 && parts <= MOST_PARTS; parts += 1)
      at = body.indexOf(`--${boundary}`, at + boundary.length);
    if (parts > MOST_PARTS)
      return problemResponse(c, { status: 413, code: "too-large", detail: "Send one file in the field `file`." });
  }
  return next();
});
