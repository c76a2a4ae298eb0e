/** Opens a file that somebody sent. The address holds the token and stays in here. */
import { z } from "zod";
import type { FetchFile } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import { fetchFrom } from "../files.ts";
import type { Api } from "./api.ts";

const File = z.object({ file_path: z.string(), file_size: z.int().optional() });

/** Rejects with ConnectorError: `permanent` for a file above 20 MB or one that is gone. */
export async function openMedia(
  api: Api,
  id: string,
  fetchFile: FetchFile,
  signal: AbortSignal,
): Promise<{ body: ReadableStream<Uint8Array>; mime: string | null; size: number | null }> {
  const file = await api.call("getFile", { file_id: id }, File, { signal, write: false });
  const url = await api.fileUrl(file.file_path);
  // A self-hosted server in its local mode names a path on its own disk.
  if (url.protocol === "file:") throw new ConnectorError("permanent", { code: "file-on-server-disk" });
  const place = { hosts: ["api.telegram.org"], apiUrl: api.settings.apiUrl };
  const response = await fetchFrom(place, url, fetchFile, signal);
  if (response.status === 404) throw new ConnectorError("permanent", { code: "file-gone" });
  if (!response.ok || !response.body) throw new ConnectorError("retryable", { code: "server-error" });
  // The server calls every file a stream of bytes; the message knows better.
  return { body: response.body, mime: null, size: file.file_size ?? null };
}
