/** Looks posts up again by their ids: X tells nobody when somebody deletes or edits one. */
import { z } from "zod";
import type { ConnectorEvent } from "../connector.ts";
import type { Account } from "./account.ts";
import { POST_FIELDS } from "./fields.ts";
import { postEvent } from "./parse/post.ts";
import { Page, readIncludes } from "./parse/shapes.ts";

const Found = z.object({ id: z.string(), edit_history_tweet_ids: z.array(z.string()).optional() });
/** Deleted, or by somebody who is suspended or lets nobody read any more: public no longer. */
const GONE = /\/(resource-not-found|not-authorized-for-resource)$/;
const Answer = Page.extend({
  errors: z.array(z.object({ resource_id: z.string().optional(), type: z.string().default("") })).default([]),
});

/** What became of posts, by the ids that Parley knows them by: at most 100 (https://docs.x.com/x-api/posts/lookup/introduction). Throws ConnectorError. */
export async function lookUp(account: Account, ids: readonly string[], signal: AbortSignal): Promise<ConnectorEvent[]> {
  const now = account.context.clock.now();
  const first = await read(account, ids, signal);
  const gone = first.errors.flatMap(({ resource_id: id, type }): ConnectorEvent[] =>
    id !== undefined && ids.includes(id) && GONE.test(type)
      ? [{ type: "message.deleted", messageId: id, at: now }]
      : [],
  );
  // Each version of an edited post has an id of its own, and says only what it said.
  const newer = first.data.flatMap((entry) => {
    const post = Found.safeParse(entry).data;
    const newest = post?.edit_history_tweet_ids?.at(-1);
    return newest === undefined || newest === post?.id ? [] : [newest];
  });
  if (newer.length === 0) return gone;
  const self = await account.self(signal);
  const second = await read(account, newer, signal);
  const reading = { self, includes: readIncludes(second.includes), history: false, now };
  return [...gone, ...second.data.map((entry) => postEvent(entry, reading))];
}

function read({ client }: Account, ids: readonly string[], signal: AbortSignal): Promise<z.infer<typeof Answer>> {
  return client.use("read", "read-other", signal, async (x) =>
    Answer.parse(await x.v2.get("tweets", { ...POST_FIELDS, ids: ids.join(",") })),
  );
}
