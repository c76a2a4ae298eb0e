/** `webhooks` and `activity/subscriptions`: where X sends what happens, and what of it. */
import { z } from "zod";
import type { X } from "../endpoint.ts";
import { endpoint } from "../endpoint.ts";
import { forbidden, invalid, problem } from "../problems.ts";
import type { Subscription, Webhook } from "../webhooks.ts";

/** Those of the published enumeration that concern us, and `post.reply.create`, which it lacks. */
const EVENT_TYPES = [
  "post.create",
  "post.delete",
  "post.mention.create",
  "post.reply.create",
  "dm.received",
  "dm.sent",
] as const;

const Subscribe = z.strictObject({
  event_type: z.enum(EVENT_TYPES),
  filter: z.strictObject({
    user_id: z.string(),
    direction: z.enum(["inbound", "outbound"]).exactOptional(),
  }),
  tag: z.string().optional(),
  webhook_id: z.string().optional(),
});

export function push(x: X): void {
  const app = { scopes: ["tweet.read"], level: "read" as const, app: true };
  const { hooks, subscriptions } = x.webhooks;
  const hookJson = (hook: Webhook) => ({
    id: hook.id,
    url: hook.url,
    valid: hook.valid,
    created_at: new Date(hook.createdAt).toISOString(),
  });

  endpoint(x, "GET", "webhooks", { ...app, limit: "webhooks" }, ({ c }) =>
    c.json({
      ...(hooks.size > 0 && { data: [...hooks.values()].map(hookJson) }),
      meta: { result_count: hooks.size },
    }),
  );
  endpoint(x, "POST", "webhooks", { ...app, limit: "webhooks" }, async ({ c }) => {
    const input = z.object({ url: z.url() }).safeParse(await c.req.json().catch(() => null));
    if (!input.success) throw invalid("url", "", "The url is not valid.");
    const { url } = input.data;
    if ([...hooks.values()].some((hook) => hook.url === url))
      throw problem(409, "Conflict", "A webhook with this url exists already.");
    const hook: Webhook = { id: x.world.ids.next(), url, valid: false, createdAt: x.world.now() };
    if (!(await x.webhooks.challenge(hook)))
      throw invalid("url", url, "CrcValidationFailed: the url did not answer the challenge with the right token.");
    hooks.set(hook.id, hook);
    return c.json(hookJson(hook));
  });
  endpoint(x, "PUT", "webhooks/:id", { ...app, limit: "webhooks" }, async ({ c }) => {
    const hook = hooks.get(c.req.param("id") ?? "");
    if (!hook) throw invalid("webhook_id", c.req.param("id"), "The webhook does not exist.");
    await x.webhooks.challenge(hook);
    return c.json({ data: { attempted: true } });
  });
  endpoint(x, "DELETE", "webhooks/:id", { ...app, limit: "webhooks" }, ({ c }) => {
    const id = c.req.param("id") ?? "";
    for (const [key, row] of subscriptions) if (row.webhookId === id) subscriptions.delete(key);
    return c.json({ data: { deleted: hooks.delete(id) } });
  });

  const rowJson = (row: Subscription) => ({
    subscription_id: row.id,
    event_type: row.eventType,
    filter: row.filter,
    created_at: new Date(row.createdAt).toISOString(),
    updated_at: new Date(row.createdAt).toISOString(),
    ...(row.tag !== null && { tag: row.tag }),
    ...(row.webhookId !== null && { webhook_id: row.webhookId }),
  });
  endpoint(x, "GET", "activity/subscriptions", { ...app, limit: "activity" }, ({ c }) =>
    c.json({ data: [...subscriptions.values()].map(rowJson), meta: { result_count: subscriptions.size } }),
  );
  endpoint(x, "POST", "activity/subscriptions", { ...app, limit: "activity" }, async ({ c, caller }) => {
    const input = Subscribe.safeParse(await c.req.json().catch(() => null));
    if (!input.success) throw invalid("body", "", z.prettifyError(input.error));
    const { event_type: eventType, filter, tag = null, webhook_id: webhookId = null } = input.data;
    if (webhookId !== null && !hooks.has(webhookId))
      throw invalid("webhook_id", webhookId, "The webhook does not exist.");
    // Direct messages are private: only the account itself may ask for them.
    if (eventType.startsWith("dm.") && caller.userId !== filter.user_id)
      throw forbidden("The user has not authorised this app for private events.");
    const same = [...subscriptions.values()].some(
      (row) => row.eventType === eventType && row.filter.user_id === filter.user_id && row.webhookId === webhookId,
    );
    if (same) throw problem(409, "Conflict", "This subscription exists already.");
    const row = { id: x.world.ids.next(), eventType, filter, tag, webhookId, createdAt: x.world.now() };
    subscriptions.set(row.id, row);
    const data = { subscription: rowJson(row), total_subscriptions_for_instance_id: subscriptions.size };
    return c.json({ data, meta: { total_subscriptions: subscriptions.size } });
  });
  endpoint(x, "DELETE", "activity/subscriptions/:id", { ...app, limit: "activity" }, ({ c }) => {
    const deleted = subscriptions.delete(c.req.param("id") ?? "");
    return c.json({ data: { deleted }, meta: { total_subscriptions: subscriptions.size } });
  });
}
