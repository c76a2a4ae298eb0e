/** `media/upload`: files in parts, then usable by id; and the public address of a post's file. */
import { z } from "zod";
import type { X } from "../endpoint.ts";
import { endpoint } from "../endpoint.ts";
import { formParts } from "../multipart.ts";
import { invalid } from "../problems.ts";
import { fileName } from "../render.ts";

interface Upload {
  mime: string;
  total: number;
  parts: Map<number, Uint8Array>;
}

const Initialize = z.looseObject({
  media_type: z.string(),
  total_bytes: z.int().min(1).max(536_870_912),
  media_category: z.string().optional(),
});
const AppendJson = z.object({ media: z.base64(), segment_index: z.coerce.number().int() });

const EXPIRES_AFTER_S = 86_400;

const MB = 1_048_576;
const mostBytes = (mime: string) => (mime.startsWith("video/") ? 512 : mime === "image/gif" ? 15 : 5) * MB;

export function media(x: X): void {
  const uploads = new Map<string, Upload>();
  const rules = { scopes: ["media.write"], level: "read-write" as const, limit: "media" as const };
  const upload = (id: string): Upload => {
    const found = uploads.get(id);
    if (!found) throw invalid("id", id, "The upload is not known or has expired.");
    return found;
  };

  endpoint(x, "POST", "media/upload/initialize", rules, async ({ c }) => {
    const input = Initialize.safeParse(await c.req.json().catch(() => null));
    if (!input.success) throw invalid("body", "", z.prettifyError(input.error));
    const { media_type: mime, total_bytes: bytes } = input.data;
    if (bytes > mostBytes(mime)) throw invalid("total_bytes", bytes, `A ${mime} has ${mostBytes(mime)} bytes at most.`);
    const id = x.world.ids.next();
    uploads.set(id, { mime: input.data.media_type, total: input.data.total_bytes, parts: new Map() });
    return c.json({ data: { id, media_key: `3_${id}`, expires_after_secs: EXPIRES_AFTER_S }, meta: {} });
  });
  endpoint(x, "POST", "media/upload/:id/append", rules, async ({ c }) => {
    const into = upload(c.req.param("id") ?? "");
    const parts = formParts(c);
    const json = parts.size === 0 ? AppendJson.safeParse(await c.req.json().catch(() => null)) : null;
    const bytes = json?.success ? Buffer.from(json.data.media, "base64") : parts.get("media");
    const index = Number(json?.success ? json.data.segment_index : parts.get("segment_index")?.toString());
    if (!bytes || !Number.isInteger(index)) throw invalid("media", "", "`media` and `segment_index` are needed.");
    into.parts.set(index, bytes);
    return c.json({ data: { expires_at: Math.trunc(x.world.now() / 1000) + EXPIRES_AFTER_S }, meta: {} });
  });
  endpoint(x, "POST", "media/upload/:id/finalize", rules, ({ c }) => {
    const id = c.req.param("id") ?? "";
    const { parts, total, mime } = upload(id);
    const ordered = [...parts.keys()].sort((a, b) => a - b).flatMap((index) => parts.get(index) ?? []);
    const bytes = new Uint8Array(Buffer.concat(ordered));
    if (bytes.length !== total) throw invalid("id", id, `${bytes.length} of ${total} bytes arrived.`);
    const key = `${mime.startsWith("video/") ? 7 : 3}_${id}`;
    x.world.media.set(id, { id, key, name: id, mime, bytes });
    uploads.delete(id);
    const processing = mime.startsWith("video/") && { processing_info: { state: "pending", check_after_secs: 1 } };
    const data = { id, media_key: key, size: total, expires_after_secs: EXPIRES_AFTER_S, ...processing };
    return c.json({ data, meta: {} });
  });
  endpoint(x, "GET", "media/upload", rules, ({ c, query }) => {
    const id = query["media_id"] ?? "";
    const file = x.world.media.get(id);
    if (!file) throw invalid("media_id", id, "The upload is not known or has expired.");
    const done = { state: "succeeded", progress_percent: 100 };
    const data = {
      id,
      media_key: file.key,
      size: file.bytes.length,
      expires_after_secs: EXPIRES_AFTER_S,
      processing_info: done,
    };
    return c.json({ data, meta: {} });
  });

  x.app.get("/media/:name", (c) => {
    const file = [...x.world.media.values()].find((item) => fileName(item) === c.req.param("name"));
    return file ? c.body(file.bytes, 200, { "content-type": file.mime }) : c.notFound();
  });
}
