/** Reads the bodies that make or change a message, as JSON or as a form with files, and refuses what Discord refuses. */
import type { Context } from "hono";
import { z } from "zod";
import { DiscordError, emptyMessage, invalidField } from "../errors.ts";
import { jsonBody } from "./api.ts";

const Mentions = z.object({
  parse: z.array(z.enum(["users", "roles", "everyone"])).optional(),
  users: z.array(z.string()).optional(),
  replied_user: z.boolean().optional(),
});
export const MessageFields = z.object({
  content: z.string().nullish(),
  nonce: z.union([z.string(), z.int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .object({ message_id: z.string(), channel_id: z.string().nullish(), fail_if_not_exists: z.boolean().nullish() })
    .nullish(),
  allowed_mentions: Mentions.nullish(),
  flags: z.int().nullish(),
  attachments: z.array(z.looseObject({ id: z.union([z.string(), z.int()]), filename: z.string().nullish() })).nullish(),
});
export type MessageFields = z.infer<typeof MessageFields>;
export interface File {
  name: string;
  mime: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Discord's limits: 2000 characters, 10 files of 10 MiB (docs: Message resource, "Uploading Files"). */
const MAX_CONTENT = 2_000;
const MAX_FILES = 10;
const MAX_FILE_BYTES = 10 * 1_024 * 1_024;

export async function readBody(c: Context): Promise<{ body: unknown; files: File[] }> {
  if (!c.req.header("content-type")?.includes("multipart/form-data")) return { body: await jsonBody(c), files: [] };
  const form = await c.req.formData();
  const payload = form.get("payload_json");
  const files: File[] = [];
  for (const [name, value] of form.entries()) {
    if (typeof value === "string" || !/^files\[\d+\]$/.test(name)) continue;
    files.push({
      name: value.name,
      mime: value.type || "application/octet-stream",
      bytes: new Uint8Array(await value.arrayBuffer()),
    });
  }
  if (files.some((file) => file.bytes.length > MAX_FILE_BYTES))
    throw new DiscordError(400, 40005, "Request entity too large");
  if (files.length > MAX_FILES) throw invalidField("files", "BASE_TYPE_MAX_LENGTH", `Must be ${MAX_FILES} or fewer.`);
  try {
    return { body: typeof payload === "string" ? JSON.parse(payload) : {}, files };
  } catch {
    throw new DiscordError(400, 50109, "The request body contains invalid JSON.");
  }
}

/** A field of a wrong type, or a text that is too long, is 50035 naming the field. */
export function parseMessage(body: unknown): MessageFields {
  const parsed = MessageFields.safeParse(body);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? "body");
    throw invalidField(field, "BASE_TYPE_BAD_TYPE", "Could not interpret the value.");
  }
  const { content, nonce } = parsed.data;
  // Discord counts code points.
  if (content && Array.from(content).length > MAX_CONTENT)
    throw invalidField("content", "BASE_TYPE_MAX_LENGTH", `Must be ${MAX_CONTENT} or fewer in length.`);
  if (typeof nonce === "string" && nonce.length > 25)
    throw invalidField("nonce", "NONCE_TYPE_TOO_LONG", "Must be 25 or fewer in length.");
  return parsed.data;
}

export function requireWords(fields: MessageFields, files: File[]): void {
  if ((fields.content ?? "").trim() === "" && files.length === 0) throw emptyMessage();
}

/** Who may be told of a mention in the text; everybody without `allowed_mentions`. */
export function mentionFilter(fields: MessageFields): (userId: string) => boolean {
  const allowed = fields.allowed_mentions;
  if (!allowed) return () => true;
  return (userId) => (allowed.parse?.includes("users") ?? false) || (allowed.users?.includes(userId) ?? false);
}
