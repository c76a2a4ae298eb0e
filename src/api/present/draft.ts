/** Drafts and files on their way into a reply, as they go over the wire. */
import type { z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { beginningOf } from "../../domain/text.ts";
import { toIso } from "../../domain/time.ts";
import { plainName } from "../../domain/visible.ts";
import type { Draft } from "../../inbox/drafts.ts";
import type { upload } from "../../store/schema.ts";
import type { DraftView, UploadView } from "../schemas.ts";

const QUOTE_LENGTH = 80;

export function presentUpload(row: typeof upload.$inferSelect): z.infer<typeof UploadView> {
  return { id: formatId("upload", row.id), name: row.name, mime: row.mime, size: row.size };
}

export function presentDraft({ row, uploads, inReplyTo }: Draft): z.infer<typeof DraftView> {
  return {
    mode: row.mode,
    text: row.text,
    uploads: uploads.map(presentUpload),
    inReplyTo: inReplyTo && {
      id: formatId("message", inReplyTo.id),
      name: plainName(inReplyTo.name ?? ""),
      excerpt: beginningOf(inReplyTo.text, QUOTE_LENGTH),
    },
    version: row.version,
    updatedAt: toIso(row.updatedAt),
  };
}
