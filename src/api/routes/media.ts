/** Files: those that came with messages, and those that an agent sends. */
import { createRoute, z } from "@hono/zod-openapi";
import { eq } from "drizzle-orm";
import { showsInline } from "../../domain/file-type.ts";
import { formatId } from "../../domain/ids.ts";
import { ProblemError } from "../../domain/problem.ts";
import { storeUpload } from "../../inbox/store-upload.ts";
import { dropUpload, ownUpload } from "../../inbox/uploads.ts";
import { media } from "../../store/schema.ts";
import { presentUpload } from "../present/draft.ts";
import { parseRange, sliceStream } from "../byte-range.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { fewParts, MOST_UPLOAD_BYTES } from "../limits.ts";
import { deskOf, json, newRouter, problems } from "../router.ts";
import { UploadView } from "../schemas.ts";

const file = createRoute({
  method: "get",
  path: "/api/media/{id}",
  summary: "A file that came with a message",
  ...needs("conversation.read"),
  request: { params: IdParam },
  responses: {
    200: { description: "The file", content: { "application/octet-stream": { schema: z.string() } } },
    206: { description: "The range asked for", content: { "application/octet-stream": { schema: z.string() } } },
    416: { description: "The range lies outside the file" },
    ...problems,
  },
});

const UploadInput = z.object({
  file: z
    .custom<File>((value) => value instanceof File, "send the file in the field `file`")
    .openapi({
      type: "string",
      format: "binary",
    }),
});

const upload = createRoute({
  method: "post",
  path: "/api/uploads",
  summary: "Takes in a file for a reply, 25 MB at most",
  ...needs("reply.send"),
  middleware: fewParts,
  request: { body: { required: true, content: { "multipart/form-data": { schema: UploadInput } } } },
  responses: { 201: json(UploadView, "Its id goes into `uploads` of a reply"), ...problems },
});

const uploaded = createRoute({
  method: "get",
  path: "/api/uploads/{id}",
  summary: "A file of yours that is not sent yet",
  ...needs("reply.send"),
  request: { params: IdParam },
  responses: {
    200: { description: "The file", content: { "application/octet-stream": { schema: z.string() } } },
    ...problems,
  },
});

const dropUploaded = createRoute({
  method: "delete",
  path: "/api/uploads/{id}",
  summary: "Drops a file of yours that was not sent",
  ...needs("reply.send"),
  request: { params: IdParam },
  responses: { 200: json(z.object({ id: z.string() }), "Dropped"), ...problems },
});

export function mediaRoutes(deps: ApiDeps) {
  const { store, content } = deps;
  return newRouter()
    .openapi(file, async (c) => {
      const id = pathId("attachment", c.req.valid("param").id);
      const row = store.db.select().from(media).where(eq(media.id, id)).get();
      if (row?.state === "pending")
        throw new ProblemError("not-found", "The file is still being fetched. Try again in a moment.", {
          extra: { state: "pending" },
        });
      const found = row?.state === "kept" && row.hash !== null ? await content.get(row.hash) : null;
      if (!row || !found) throw new ProblemError("not-found", "There is no such file any more.");
      const { size } = found;
      const headers = fileHeaders(row.mime, row.name ?? formatId("attachment", id));
      const range = parseRange(c.req.header("range"), size);
      if (range === "unsatisfiable") {
        await found.body.cancel();
        return c.body(null, 416, { ...headers, "content-range": `bytes */${size}` });
      }
      if (range === null) return c.body(found.body, 200, { ...headers, "content-length": String(size) });
      return c.body(sliceStream(found.body, range), 206, {
        ...headers,
        "content-length": String(range.last - range.first + 1),
        "content-range": `bytes ${range.first}-${range.last}/${size}`,
      });
    })
    .openapi(upload, async (c) => {
      const { file: given } = c.req.valid("form");
      const row = await storeUpload(deskOf(deps, c), content, given, MOST_UPLOAD_BYTES);
      return c.json(presentUpload(row), 201);
    })
    .openapi(uploaded, async (c) => {
      const row = ownUpload(deskOf(deps, c), pathId("upload", c.req.valid("param").id));
      const found = await content.get(row.hash);
      if (!found) throw new ProblemError("not-found", "There is no such file any more.");
      return c.body(found.body, 200, { ...fileHeaders(row.mime, row.name), "content-length": String(found.size) });
    })
    .openapi(dropUploaded, (c) => {
      const id = pathId("upload", c.req.valid("param").id);
      dropUpload(deskOf(deps, c), id);
      return c.json({ id: formatId("upload", id) }, 200);
    });
}

function fileHeaders(given: string | null, name: string): Record<string, string> {
  const mime = given ?? "application/octet-stream";
  const inline = showsInline(mime);
  return {
    "accept-ranges": "bytes",
    "content-type": inline ? mime : "application/octet-stream",
    "content-disposition": disposition(inline, name),
    // The content of an id never changes; a deleted message takes it away within a day.
    "cache-control": "private, max-age=86400",
  };
}

/** RFC 6266: the name in UTF-8, since many are Chinese. */
function disposition(inline: boolean, name: string): string {
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return `${inline ? "inline" : "attachment"}; filename*=UTF-8''${encoded}`;
}
