/** Registers our webhook and subscribes the account to what happens to it; and takes both back. */
import { z } from "zod";
import type { TwitterApi } from "twitter-api-v2";
import type { Account } from "./account.ts";

const EVENT_TYPES = [
  "post.mention.create",
  "post.reply.create",
  "post.create",
  "post.delete",
  "dm.received",
  "dm.sent",
] as const;

const Hook = z.object({ id: z.string(), url: z.string(), valid: z.boolean().optional() });
const Hooks = z.object({ data: z.array(Hook).default([]) });
const Subscriptions = z.object({
  data: z
    .array(
      z.object({
        subscription_id: z.string(),
        event_type: z.string(),
        filter: z.object({ user_id: z.string().optional() }),
        webhook_id: z.string().optional(),
      }),
    )
    .default([]),
});

/** Ours is known by its path: the same path at another host is an older address of ours. */
export async function attach(account: Account, url: string, signal: AbortSignal): Promise<void> {
  const self = await account.self(signal);
  const { hookId, has } = await account.client.useApp(signal, async (x) => {
    const id = await registered(x, url);
    const { data } = Subscriptions.parse(await x.v2.get("activity/subscriptions"));
    const mine = data.filter((row) => row.webhook_id === id && row.filter.user_id === self);
    return { hookId: id, has: new Set(mine.map((row) => row.event_type)) };
  });
  // As the account itself: direct messages are private to it.
  for (const type of EVENT_TYPES.filter((name) => !has.has(name))) {
    const body = { event_type: type, filter: { user_id: self }, tag: "parley", webhook_id: hookId };
    await account.client.use("upload", "read-other", signal, (x) => x.v2.post("activity/subscriptions", body));
  }
}

async function registered(x: TwitterApi, url: string): Promise<string> {
  const { data } = Hooks.parse(await x.v2.get("webhooks"));
  const { pathname } = new URL(url);
  for (const old of data.filter((hook) => hook.url !== url && new URL(hook.url).pathname === pathname))
    await x.v2.delete(`webhooks/${old.id}`);
  const same = data.find((hook) => hook.url === url);
  if (!same) return Hook.parse(await x.v2.post("webhooks", { url })).id;
  if (same.valid === false) await x.v2.put(`webhooks/${same.id}`);
  return same.id;
}

/** Ends the account's subscriptions, and the webhook that no other account uses any more. */
export async function detach(account: Account, signal: AbortSignal): Promise<void> {
  const self = await account.self(signal);
  await account.client.useApp(signal, async (x) => {
    const { data } = Subscriptions.parse(await x.v2.get("activity/subscriptions"));
    const mine = data.filter((row) => row.filter.user_id === self);
    for (const row of mine) await x.v2.delete(`activity/subscriptions/${row.subscription_id}`);
    const others = new Set(data.filter((row) => row.filter.user_id !== self).map((row) => row.webhook_id));
    const unused = new Set(mine.flatMap((row) => row.webhook_id ?? []).filter((id) => !others.has(id)));
    for (const id of unused) await x.v2.delete(`webhooks/${id}`);
  });
}
