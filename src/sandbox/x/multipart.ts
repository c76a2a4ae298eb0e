/** Form bodies whose files carry no file name, as twitter-api-v2 sends them: a standard parser would read their bytes as text. */
import type { Context, MiddlewareHandler } from "hono";

const bodies = new WeakMap<Request, Buffer>();

/** Keeps the bytes as they came; runs before anything that reads the body. */
export const keepBytes: MiddlewareHandler = async (c, next) => {
  bodies.set(c.req.raw, Buffer.from(await c.req.raw.clone().arrayBuffer()));
  await next();
};

/** The parts by field name; empty where the body is no multipart form. */
export function formParts(c: Context): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  const boundary = /boundary="?([^";]+)/.exec(c.req.header("content-type") ?? "")?.[1];
  const body = bodies.get(c.req.raw);
  if (boundary === undefined || !body) return parts;
  const mark = Buffer.from(`--${boundary}`);
  let start = body.indexOf(mark);
  for (let end = start; start !== -1; start = end) {
    end = body.indexOf(mark, start + mark.length);
    if (end === -1) break;
    const part = body.subarray(start + mark.length + 2, end - 2);
    const head = part.indexOf("\r\n\r\n");
    const name = /name="([^"]*)"/.exec(part.subarray(0, head).toString())?.[1];
    if (name !== undefined) parts.set(name, part.subarray(head + 4));
  }
  return parts;
}
