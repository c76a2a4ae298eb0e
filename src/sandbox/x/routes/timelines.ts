/** `users/:id/mentions` and `users/:id/tweets`: newest first, reaching back 800 and 3200 posts. */
import { note } from "../../kit/requests.ts";
import type { Call, X } from "../endpoint.ts";
import { endpoint } from "../endpoint.ts";
import { page, pageSize } from "../page.ts";
import { invalid, notFound } from "../problems.ts";
import { includesOf, tweetJson } from "../render.ts";
import { compareIds } from "../snowflake.ts";
import type { Post } from "../world.ts";

const READ = { scopes: ["tweet.read", "users.read"], level: "read", app: true } as const;

export function timelines(x: X): void {
  endpoint(x, "GET", "users/:id/mentions", { ...READ, scopes: [...READ.scopes], limit: "mentions" }, (call) => {
    const id = call.c.req.param("id") ?? "";
    return timeline(x, call, id, x.world.mentions(id).slice(0, 800));
  });
  endpoint(x, "GET", "users/:id/tweets", { ...READ, scopes: [...READ.scopes], limit: "own-posts" }, (call) => {
    const id = call.c.req.param("id") ?? "";
    const replies = !(call.query["exclude"] ?? "").split(",").includes("replies");
    const own = x.world.timeline((post) => post.authorId === id && (replies || post.replyTo === null));
    return timeline(x, call, id, own.slice(0, 3200));
  });
}

function timeline(x: X, call: Call, userId: string, posts: Post[]): Response {
  const { c, query, want } = call;
  if (!x.world.users.has(userId)) return c.json({ errors: [notFound("user", "id", userId)] }, 200);
  const found = page(posts.filter(within(query)), query, pageSize(query, 5, 10));
  let shown = found.items;
  const fault = x.faults.take("GET", c.req.path, ["duplicate", "disorder"]);
  if (fault) note(c, { fault: fault.kind });
  if (fault?.kind === "duplicate") shown = shown.flatMap((post) => [post, post]);
  if (fault?.kind === "disorder") shown = shown.toReversed();

  // X leaves `data` out where there is nothing, and says so beside what it could not bring.
  const gone = want.expansions.has("referenced_tweets.id")
    ? [...new Set(shown.flatMap((post) => post.replyTo ?? []))].filter((id) => !x.world.live(id))
    : [];
  const includes = includesOf(x.world, shown, want, x.base());
  return c.json({
    ...(shown.length > 0 && { data: shown.map((post) => tweetJson(post, want)) }),
    ...(includes && { includes }),
    ...(gone.length > 0 && { errors: gone.map((id) => notFound("tweet", "referenced_tweets.id", id)) }),
    meta: {
      result_count: shown.length,
      ...(found.items[0] && { newest_id: found.items[0].id, oldest_id: found.items.at(-1)?.id }),
      ...(found.nextToken !== undefined && { next_token: found.nextToken }),
    },
  });
}

/** `since_id` wins over `start_time`, `until_id` over `end_time`; ids are exclusive. */
function within(query: Record<string, string>): (post: Post) => boolean {
  const { since_id: since, until_id: until, start_time: start, end_time: end } = query;
  for (const [name, id] of Object.entries({ since_id: since, until_id: until }))
    if (id !== undefined && !/^\d{1,19}$/.test(id)) throw invalid(name, id, `${name} is not a valid id`);
  const [from, to] = [start, end].map((text) => (text === undefined ? undefined : Date.parse(text)));
  if (Number.isNaN(from)) throw invalid("start_time", start, "start_time is not a valid time");
  if (Number.isNaN(to)) throw invalid("end_time", end, "end_time is not a valid time");
  return (post) =>
    (since !== undefined ? compareIds(post.id, since) > 0 : from === undefined || post.createdAt >= from) &&
    (until !== undefined ? compareIds(post.id, until) < 0 : to === undefined || post.createdAt < to);
}
