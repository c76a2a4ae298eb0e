/** Registered webhooks and subscriptions, and the delivery of what happens to them: signed, once, in the order of happening. */
import { createHmac, randomBytes } from "node:crypto";
import type { Faults } from "../kit/faults.ts";
import { accountActivityBody, type Item } from "./account-activity.ts";
import type { WebhookFormat, XApp } from "./options.ts";
import { dmIncludes, dmJson, EVERYTHING, includesOf, tweetJson } from "./render.ts";
import type { Happening, World } from "./world.ts";
import { mentionedHandles } from "./text.ts";

export interface Webhook {
  id: string;
  url: string;
  valid: boolean;
  createdAt: number;
}

export interface Subscription {
  id: string;
  eventType: string;
  filter: { user_id?: string; direction?: "inbound" | "outbound" };
  tag: string | null;
  webhookId: string | null;
  createdAt: number;
}

/** One attempt to deliver, for whoever asks what became of it. */
export interface Attempt {
  url: string;
  body: string;
  /** 0: no answer. */
  status: number;
}

export class Webhooks {
  readonly hooks = new Map<string, Webhook>();
  readonly subscriptions = new Map<string, Subscription>();
  readonly attempts: Attempt[] = [];
  format: WebhookFormat;
  /** Happenings that wait to go out in one Account Activity body; null: each goes at once. */
  held: Happening[] | null = null;
  readonly #world: World;
  readonly #app: XApp;
  readonly #faults: Faults;
  readonly #base: () => string;
  #queue: Promise<void> = Promise.resolve();

  constructor(world: World, app: XApp, faults: Faults, format: WebhookFormat, base: () => string) {
    this.#world = world;
    this.#app = app;
    this.#faults = faults;
    this.#base = base;
    this.format = format;
    world.watch((happening) => {
      if (happening.kind === "other") return;
      if (this.held) this.held.push(happening);
      else this.#deliver([happening]);
    });
  }

  /** Asks the address to prove that it knows the consumer secret, as at least hourly on X. */
  async challenge(hook: Webhook): Promise<boolean> {
    const token = randomBytes(16).toString("base64url");
    const url = new URL(hook.url);
    url.searchParams.set("crc_token", token);
    hook.valid = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: "manual" })
      .then(async (answer) => {
        const body = (await answer.json()) as { response_token?: unknown };
        return answer.status === 200 && body.response_token === this.sign(token);
      })
      .catch(() => false);
    return hook.valid;
  }

  sign(body: string): string {
    return `sha256=${createHmac("sha256", this.#app.consumerSecret).update(body).digest("base64")}`;
  }

  /** Sends what was held; in the Account Activity format all kinds for one account share a body. */
  flush(): void {
    const held = this.held ?? [];
    this.held = null;
    this.#deliver(held);
  }

  /** Resolves when all that has happened is delivered. */
  settled(): Promise<void> {
    return this.#queue;
  }

  #deliver(happenings: Happening[]): void {
    const bodies = this.#bodies(happenings);
    const fault = bodies.length > 0 ? this.#faults.take("POST", "webhook", ["duplicate", "disorder"]) : null;
    if (fault?.kind === "duplicate") bodies.push(...bodies);
    if (fault?.kind === "disorder") bodies.reverse();
    for (const { url, body } of bodies) this.#queue = this.#queue.then(() => this.#post(url, JSON.stringify(body)));
  }

  async #post(url: string, body: string): Promise<void> {
    const headers = { "content-type": "application/json", "x-twitter-webhooks-signature": this.sign(body) };
    const options = { method: "POST", body, headers, signal: AbortSignal.timeout(10_000) };
    const status = await fetch(url, options).then(
      async (answer) => (await answer.arrayBuffer(), answer.status),
      () => 0,
    );
    this.attempts.push({ url, body, status });
  }

  #bodies(happenings: Happening[]): { url: string; body: unknown }[] {
    const found: { url: string; userId: string; item: Item; subscription: Subscription }[] = [];
    for (const happening of happenings) {
      for (const subscription of this.subscriptions.values()) {
        const hook = this.hooks.get(subscription.webhookId ?? "");
        const userId = subscription.filter.user_id;
        if (!hook?.valid || userId === undefined || happening.kind === "other") continue;
        if (!eventTypes(this.#world, happening, userId).includes(subscription.eventType)) continue;
        found.push({ url: hook.url, userId, item: happening, subscription });
      }
    }
    if (this.format === "activity")
      return found.map(({ url, item, subscription }) => ({ url, body: { data: this.#envelope(item, subscription) } }));
    const perUser = new Map<string, { url: string; userId: string; items: Set<Item> }>();
    for (const { url, userId, item } of found) {
      const key = `${url} ${userId}`;
      const group = perUser.get(key) ?? { url, userId, items: new Set() };
      perUser.set(key, { ...group, items: group.items.add(item) });
    }
    return [...perUser.values()].map(({ url, userId, items }) => ({
      url,
      body: accountActivityBody(this.#world, userId, [...items], this.#base()),
    }));
  }

  #envelope(item: Item, subscription: Subscription): Record<string, unknown> {
    const { filter, tag, eventType } = subscription;
    const common = { event_uuid: this.#world.ids.next(), filter, event_type: eventType, ...(tag !== null && { tag }) };
    if (item.kind === "post-deleted")
      return { ...common, payload: { id: item.post.id, author_id: item.post.authorId } };
    if (item.kind === "dm") {
      const includes = dmIncludes(this.#world, [item.dm], EVERYTHING, this.#base());
      return { ...common, payload: dmJson(item.dm, EVERYTHING), includes };
    }
    const includes = includesOf(this.#world, [item.post], EVERYTHING, this.#base());
    return { ...common, payload: tweetJson(item.post, EVERYTHING), includes };
  }
}

/** Which event types a happening is for one account; handles that a reply merely carries are no mention. */
export function eventTypes(world: World, item: Item, userId: string): string[] {
  if (item.kind === "dm") {
    if (item.dm.senderId === userId) return ["dm.sent"];
    return item.dm.recipientId === userId ? ["dm.received"] : [];
  }
  const { post } = item;
  if (item.kind === "post-deleted") return post.authorId === userId ? ["post.delete"] : [];
  if (post.authorId === userId) return ["post.create"];
  const handle = world.users.get(userId)?.username.toLowerCase();
  const typed = mentionedHandles(post.typed).some((name) => name.toLowerCase() === handle);
  return [...(typed ? ["post.mention.create"] : []), ...(post.replyToUserId === userId ? ["post.reply.create"] : [])];
}
