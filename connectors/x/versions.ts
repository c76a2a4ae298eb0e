/** An edited post has several ids; Parley knows it by the first, X wants answers to go to the last. */
import { z } from "zod";
import { ConnectorError } from "../errors.ts";
import type { Account } from "./account.ts";

const Answer = z.object({
  data: z.object({ id: z.string(), edit_history_tweet_ids: z.array(z.string()).optional() }).optional(),
});

/** All ids of a post, oldest first. Throws permanent `message-gone` where X shows it no more. */
export async function versionsOf({ client }: Account, id: string, signal: AbortSignal): Promise<string[]> {
  const { data } = await client.use("read", "read-other", signal, async (x) =>
    Answer.parse(await x.v2.get(`tweets/${id}`, { "tweet.fields": "edit_history_tweet_ids" })),
  );
  if (!data)
    throw new ConnectorError("permanent", { code: "message-gone", detail: "The post is deleted or hidden from us." });
  return data.edit_history_tweet_ids ?? [data.id];
}
