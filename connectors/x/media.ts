/** Files: fetching what people sent, and uploading what we send. */
import { EUploadMimeType } from "twitter-api-v2";
import type { FetchFile, OutgoingMedia } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import { fetchFrom } from "../files.ts";
import type { Account } from "./account.ts";

/** The library's types by their names, as files have them. */
const UPLOADABLE: Partial<Record<string, EUploadMimeType>> = Object.fromEntries(
  Object.values(EUploadMimeType).map((type) => [type, type]),
);

interface Opened {
  body: ReadableStream<Uint8Array>;
  mime: string | null;
  size: number | null;
}

/** `id` as a media snapshot has it. Throws ConnectorError: `media-gone` where X has it no more. */
export function openMedia(account: Account, id: string, fetchFile: FetchFile, signal: AbortSignal): Promise<Opened> {
  if (id.startsWith("dm:")) return openDirect(account, id.slice(3), signal);
  return openPublic(account, id.replace(/^public:/, ""), fetchFile, signal);
}

async function openPublic(
  { settings }: Account,
  address: string,
  fetchFile: FetchFile,
  signal: AbortSignal,
): Promise<Opened> {
  if (!URL.canParse(address)) throw new ConnectorError("permanent", { code: "media-gone" });
  const place = { hosts: ["twimg.com"], apiUrl: settings.apiUrl };
  const answer = await fetchFrom(place, new URL(address), fetchFile, signal);
  if (answer.status === 404 || answer.status === 410) throw new ConnectorError("permanent", { code: "media-gone" });
  if (!answer.ok || !answer.body)
    throw new ConnectorError("retryable", { code: "platform-failed", detail: `status ${answer.status}` });
  const size = Number(answer.headers.get("content-length") ?? Number.NaN);
  return {
    body: answer.body,
    mime: answer.headers.get("content-type"),
    size: Number.isFinite(size) ? size : null,
  };
}

/** Only the two people of a message may read its files: API v2 for OAuth 2.0, the older address for OAuth 1.0a. */
async function openDirect({ client }: Account, place: string, signal: AbortSignal): Promise<Opened> {
  const { data, headers } = await client.use("read", "media", signal, (x) => {
    const how = { forceParseMode: "buffer", fullResponse: true } as const;
    if (!client.oauth1) return x.v2.get<Uint8Array<ArrayBuffer>>(`dm_conversations/media/${place}`, undefined, how);
    const address = `https://ton.twitter.com/1.1/ton/data/dm/${place}`;
    return x.v1.get<Uint8Array<ArrayBuffer>>(address, undefined, { ...how, prefix: "" });
  });
  const body = new Blob([data]).stream();
  return { body, mime: headers["content-type"]?.toString() ?? null, size: data.length };
}

/** Uploads files, which nobody sees until a post or message names them; gives their ids. */
export async function upload(
  { client }: Account,
  media: OutgoingMedia[],
  place: "direct" | "public",
  signal: AbortSignal,
): Promise<string[]> {
  const ids: string[] = [];
  for (const file of media) {
    const bytes = await file.read();
    const kind = file.mime === "image/gif" ? "gif" : file.mime.startsWith("video/") ? "video" : "image";
    const category = `${place === "direct" ? "dm" : "tweet"}_${kind}` as const;
    const type = UPLOADABLE[file.mime];
    if (type === undefined) throw new ConnectorError("permanent", { code: "media-not-taken", detail: file.mime });
    const options = { media_type: type, media_category: category };
    ids.push(await client.use("upload", "media", signal, (x) => x.v2.uploadMedia(Buffer.from(bytes), options)));
  }
  return ids;
}
