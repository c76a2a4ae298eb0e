/** Opens a file of a message. Its address is signed for a day only, so the message is asked for a fresh one. */
import { z } from "zod";
import type { FetchFile } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { Account } from "./account.ts";
import { fetchFrom } from "../files.ts";
import { garbled } from "./errors.ts";
import { ApiMessage } from "./parse/schemas.ts";

/** Where attachments lie (https://discord.com/developers/docs/reference#cdn-formatting), and the proxy for pictures. */
const FILE_HOSTS = ["cdn.discordapp.com", "media.discordapp.net"];

const MediaId = z.string().regex(/^\d+:\d+:\d+$/);

/** Rejects with ConnectorError (`file-gone` where it is no longer there), or the signal's reason. */
export async function openMedia(
  account: Account,
  id: string,
  fetchFile: FetchFile,
  signal: AbortSignal,
): Promise<{ body: ReadableStream<Uint8Array>; mime: string | null; size: number | null }> {
  if (!MediaId.safeParse(id).success) throw gone();
  const [channelId, messageId, fileId] = id.split(":");
  const raw = await account.rest.read(`/channels/${channelId}/messages/${messageId}`, signal);
  const message = ApiMessage.safeParse(raw);
  if (!message.success) throw garbled({ write: false }, message.error);
  const carried = message.data.message_snapshots.flatMap((snapshot) => snapshot.message.attachments);
  const file = [...message.data.attachments, ...carried].find((candidate) => candidate.id === fileId);
  if (!file) throw gone();
  const place = { hosts: FILE_HOSTS, apiUrl: account.settings.apiUrl };
  if (!URL.canParse(file.url)) throw garbled({ write: false }, new Error("a file without an address"));
  const response = await fetchFrom(place, new URL(file.url), fetchFile, signal);
  if (response.status === 404 || response.status === 403) throw gone();
  if (!response.ok || !response.body)
    throw new ConnectorError("retryable", { code: "server-error", detail: `HTTP ${response.status}` });
  return { body: response.body, mime: file.content_type ?? null, size: file.size ?? null };
}

const gone = () => new ConnectorError("permanent", { code: "file-gone" });
