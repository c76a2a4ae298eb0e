/** Reads back a thread of unknown outcome: Discord lists every thread of a channel, open or archived. */
import { z } from "zod";
import type { FindSent, Operation } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { Account } from "./account.ts";
import { opened } from "./create-thread.ts";
import { promised } from "./errors.ts";
import { snowflakeTime } from "./ids.ts";
import { ApiChannel, ApiMessage, isForumType } from "./parse/schemas.ts";

const Listed = z.object({ threads: z.array(ApiChannel), has_more: z.boolean().default(false) });

/** `from` and `until` with room for clocks that differ. Rejects with ConnectorError. */
export async function findThread(
  account: Account,
  operation: Extract<Operation, { kind: "createThread" }>,
  { from, until }: { from: number; until: number },
  signal: AbortSignal,
): Promise<FindSent> {
  const parent = await account.directory.channel(operation.place.id, "public", signal);
  if (!parent.guild_id) return { state: "cannotTell" };
  const read = async (path: `/${string}`) => promised(Listed, await account.rest.read(path, signal));
  // The archive first: a thread that is closed meanwhile is then in one of the two at least.
  const archived = await read(`/channels/${parent.id}/threads/archived/public`);
  const active = await read(`/guilds/${parent.guild_id}/threads/active`);
  const oldest = archived.threads.at(-1)?.thread_metadata?.archive_timestamp;
  if (archived.has_more && (oldest === undefined || Date.parse(oldest) >= from)) return { state: "cannotTell" };
  const selfId = await account.selfId(signal);
  const all = new Map([...archived.threads, ...active.threads].map((thread) => [thread.id, thread]));
  const alike = [...all.values()].filter(
    (thread) =>
      thread.parent_id === parent.id &&
      thread.owner_id === selfId &&
      thread.name?.trim() === operation.title.trim() &&
      snowflakeTime(thread.id) >= from &&
      snowflakeTime(thread.id) <= until,
  );
  const matches: ApiChannel[] = [];
  for (const thread of alike)
    if (!isForumType(parent.type) || (await begins(account, thread, operation.text, signal))) matches.push(thread);
  const [found] = matches;
  if (!found) return { state: "absent" };
  if (matches.length > 1) return { state: "cannotTell" };
  return { state: "found", ...opened({ ...found, guild_id: parent.guild_id }), sentAt: snowflakeTime(found.id) };
}

/** Whether a forum's post begins with these words. */
async function begins(account: Account, { id }: ApiChannel, text: string, signal: AbortSignal): Promise<boolean> {
  const first = await account.rest.read(`/channels/${id}/messages/${id}`, signal).catch((error: unknown) => {
    if (error instanceof ConnectorError && error.code === "message-gone") return null;
    throw error;
  });
  return first !== null && promised(ApiMessage, first).content.trim() === text.trim();
}
