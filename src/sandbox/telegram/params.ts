/** Parameters of an API call: from the query, JSON, a form or multipart, all read by the same zod schemas. */
import type { Context } from "hono";
import { z } from "zod";
import { badRequest } from "./errors.ts";

interface Upload {
  name: string;
  mime: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface Params {
  fields: Record<string, unknown>;
  /** Files by form field name, which is also what follows `attach://`. */
  files: Map<string, Upload>;
}

export async function readParams(c: Context): Promise<Params> {
  const fields: Record<string, unknown> = { ...c.req.query() };
  const files = new Map<string, Upload>();
  const type = c.req.header("content-type") ?? "";
  if (c.req.method !== "POST") return { fields, files };
  if (type.includes("json")) {
    const text = await c.req.text();
    const parsed = z.record(z.string(), z.unknown()).safeParse(text === "" ? {} : parseJson(text));
    if (!parsed.success) throw badRequest("can't parse JSON object");
    Object.assign(fields, parsed.data);
  } else if (type.includes("form")) {
    for (const [name, value] of (await c.req.formData()).entries()) {
      if (typeof value === "string") fields[name] = value;
      else files.set(name, { name: value.name, mime: value.type, bytes: new Uint8Array(await value.arrayBuffer()) });
    }
  }
  return { fields, files };
}

/** Undefined where it is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads the fields, or refuses as the platform does: with the first field at fault. */
export function read<T extends z.ZodType>(schema: T, params: Params): z.infer<T> {
  const result = schema.safeParse(params.fields);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw badRequest(`parameter "${issue?.path.join(".") ?? ""}" is missing or invalid`);
}

/** A value that forms carry as JSON text. */
export const json = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === "string" ? parseJson(value) : value), schema);

export const int = z.preprocess(
  (value) => (typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value),
  z.int(),
);
export const bool = z.preprocess(
  (value) => (value === "true" || value === "True" || value === "1" ? true : value === "false" ? false : value),
  z.boolean(),
);
export const chatId = z.union([int, z.string().startsWith("@")]);

const ReplyParameters = z.object({
  message_id: z.int(),
  chat_id: z.union([z.int(), z.string()]).exactOptional(),
  allow_sending_without_reply: z.boolean().exactOptional(),
});

/** What every send shares. */
export const SendBase = z.object({
  business_connection_id: z.string().exactOptional(),
  chat_id: chatId,
  message_thread_id: int.exactOptional(),
  reply_parameters: json(ReplyParameters).exactOptional(),
});
