/** Takes in a file that an agent wants to send. */
import type { ContentStore } from "../domain/content-store.ts";
import { SNIFFED_BYTES, trustedType } from "../domain/file-type.ts";
import { DamagedPicture } from "../domain/picture/bytes.ts";
import { cleanPicture } from "../domain/picture/clean.ts";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Context } from "../store/context.ts";
import { upload } from "../store/schema.ts";
import { refuseOverQuota } from "./uploads.ts";
import { maskText } from "../trust/mask.ts";

const LONGEST_NAME = 200;

/** Throws ProblemError `invalid` for an empty file, `too-large` where too much of one person waits unsent; ContentTooLarge past `maxBytes`. */
export async function storeUpload(
  ctx: Context,
  content: ContentStore,
  file: File,
  maxBytes: number,
): Promise<typeof upload.$inferSelect> {
  demand(ctx, "reply.send");
  if (ctx.actor.kind !== "agent") throw new ProblemError("forbidden", "Only a person of the team uploads files.");
  if (file.size === 0) throw new ProblemError("invalid", "The file is empty.", { field: "file" });
  const agentId = ctx.actor.id;
  refuseOverQuota(ctx.store, agentId, file.size);
  const head = new Uint8Array(await file.slice(0, SNIFFED_BYTES).arrayBuffer());
  const mime = trustedType(head, file.type);
  const { hash, size } = await content.put(await withoutTraces(file, mime), maxBytes);
  return ctx.store.transaction((now) =>
    ctx.store.db
      .insert(upload)
      .values({
        agentId,
        name: maskText(safeName(file.name)),
        mime,
        size,
        hash,
        createdAt: now,
      })
      .returning()
      .get(),
  );
}

/** Of a picture only the picture: no place, camera, name or time. Throws ProblemError `invalid` where that cannot be promised. */
async function withoutTraces(file: File, mime: string): Promise<ReadableStream<Uint8Array>> {
  if (!mime.startsWith("image/")) return file.stream();
  const clean = readable(mime, new Uint8Array(await file.arrayBuffer()));
  if (clean === null)
    throw new ProblemError(
      "invalid",
      `A picture of the type ${mime} may say where it was taken, and that cannot be removed here. Save it as JPEG or PNG and upload that.`,
      { field: "file" },
    );
  return new ReadableStream({
    start(out) {
      for (const part of clean) out.enqueue(part);
      out.close();
    },
  });
}

function readable(mime: string, bytes: Uint8Array): Uint8Array[] | null {
  try {
    return cleanPicture(mime, bytes);
  } catch (error) {
    if (!(error instanceof DamagedPicture)) throw error;
    throw new ProblemError("invalid", `The picture is damaged (${error.message}). Save it anew and upload that.`, {
      field: "file",
    });
  }
}

/** Without folders and control characters, which some program on the way would take for more than a name. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  return last.normalize("NFC").replaceAll(/\p{C}/gu, "").slice(0, LONGEST_NAME) || "file";
}
