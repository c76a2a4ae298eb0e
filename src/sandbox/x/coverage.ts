/** Which routes of the X API this sandbox has; a test compares it with what is registered. */

export interface Covered {
  method: string;
  path: string;
  /** The route through which a change made here can be seen, or null for a read. */
  seenBy: string | null;
}

const read = (path: string): Covered => ({ method: "GET", path, seenBy: null });

export const COVERAGE: Covered[] = [
  read("/2/users/me"),
  read("/2/users/:id"),
  read("/2/users/by/username/:username"),
  read("/2/users/:id/mentions"),
  read("/2/users/:id/tweets"),
  read("/2/tweets"),
  read("/2/tweets/:id"),
  { method: "POST", path: "/2/tweets", seenBy: "GET /2/users/:id/tweets" },
  { method: "DELETE", path: "/2/tweets/:id", seenBy: "GET /2/tweets/:id" },
  { method: "PUT", path: "/2/tweets/:id/hidden", seenBy: "GET /_sandbox/messages" },
  read("/2/dm_events"),
  read("/2/dm_conversations/with/:id/dm_events"),
  { method: "POST", path: "/2/dm_conversations/with/:id/messages", seenBy: "GET /2/dm_events" },
  { method: "DELETE", path: "/2/dm_events/:id", seenBy: "GET /2/dm_events" },
  read("/2/dm_conversations/media/:dm/:media/:name"),
  read("/1.1/ton/data/dm/:dm/:media/:name"),
  { method: "POST", path: "/2/media/upload/initialize", seenBy: "POST /2/media/upload/:id/finalize" },
  { method: "POST", path: "/2/media/upload/:id/append", seenBy: "POST /2/media/upload/:id/finalize" },
  { method: "POST", path: "/2/media/upload/:id/finalize", seenBy: "GET /media/:name" },
  read("/2/media/upload"),
  read("/media/:name"),
  read("/profile_images/:file"),
  read("/2/webhooks"),
  { method: "POST", path: "/2/webhooks", seenBy: "GET /2/webhooks" },
  { method: "PUT", path: "/2/webhooks/:id", seenBy: "GET /2/webhooks" },
  { method: "DELETE", path: "/2/webhooks/:id", seenBy: "GET /2/webhooks" },
  read("/2/activity/subscriptions"),
  { method: "POST", path: "/2/activity/subscriptions", seenBy: "GET /2/activity/subscriptions" },
  { method: "DELETE", path: "/2/activity/subscriptions/:id", seenBy: "GET /2/activity/subscriptions" },
  { method: "POST", path: "/2/oauth2/token", seenBy: "GET /2/users/me" },
  { method: "POST", path: "/oauth2/token", seenBy: "GET /2/users/:id" },
];
