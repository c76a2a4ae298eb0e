/** `dm_events` and `dm_conversations/with/:id`: direct messages between two people, kept for 30 days, newest first. */
import { z } from "zod";
import { note } from "../../kit/requests.ts";
import type { Call, X } from "../endpoint.ts";
import { endpoint } from "../endpoint.ts";
import { page, pageSize } from "../page.ts";
import { dmNotAllowed, forbidden, invalid, notFound, Problem } from "../problems.ts";
import { dmIncludes, dmJson, fileName } from "../render.ts";
import type { Dm } from "../world.ts";
import { pair } from "../world.ts";
import { uploaded } from "./posts.ts";

const KEPT_MS = 30 * 24 * 3_600_000;
const TEXT_LIMIT = 10_000;

const Create = z.looseObject({
  text: z.string().optional(),
  attachments: z.array(z.looseObject({ media_id: z.string() })).optional(),
});

export function dms(x: X): void {
  const read = { scopes: ["dm.read", "tweet.read", "users.read"], level: "read-write-directmessages" as const };
  const write = { scopes: ["dm.read", "dm.write", "tweet.read", "users.read"], level: read.level };

  endpoint(x, "GET", "dm_events", { ...read, limit: "dms" }, (call) => list(x, call, x.world.dmsOf(call.userId)));
  endpoint(x, "GET", "dm_conversations/with/:id/dm_events", { ...read, limit: "dms-with" }, (call) => {
    const other = call.c.req.param("id") ?? "";
    const between = x.world.dmsOf(call.userId).filter((dm) => dm.senderId === other || dm.recipientId === other);
    return list(x, call, between);
  });
  endpoint(x, "POST", "dm_conversations/with/:id/messages", { ...write, limit: "dm-send" }, (call) => send(x, call));
  endpoint(x, "DELETE", "dm_events/:id", { ...write, limit: "delete-dm" }, ({ c, userId }) => {
    const id = c.req.param("id") ?? "";
    const dm = x.world.dms.get(id);
    if (!dm || dm.deleted) throw new Problem(404, { ...notFound("dm_event", "event_id", id), status: 404 });
    if (dm.senderId !== userId) throw forbidden("You may delete only your own messages.");
    dm.deleted = true;
    note(c, { effect: { kind: "delete", id } });
    x.world.tell({ kind: "other" });
    return c.json({ data: { deleted: true } });
  });

  const file = (call: Call, dmId: string, mediaId: string, name: string): Response => {
    const dm = x.world.dms.get(dmId);
    const media = dm?.media.find((item) => item.id === mediaId && fileName(item) === name);
    if (!dm || !media || ![dm.senderId, dm.recipientId].includes(call.userId))
      throw new Problem(404, { ...notFound("dm_event", "dm_id", dmId), status: 404 });
    return call.c.body(media.bytes, 200, { "content-type": media.mime });
  };
  const download = { scopes: ["dm.read"], level: read.level, limit: "media" as const };
  endpoint(x, "GET", "dm_conversations/media/:dm/:media/:name", download, (call) =>
    file(call, call.c.req.param("dm") ?? "", call.c.req.param("media") ?? "", call.c.req.param("name") ?? ""),
  );
  // The address in `includes.media`, which takes an OAuth 1.0a signature.
  endpoint(x, "GET", "/1.1/ton/data/dm/:dm/:media/:name", download, (call) =>
    file(call, call.c.req.param("dm") ?? "", call.c.req.param("media") ?? "", call.c.req.param("name") ?? ""),
  );
}

function list(x: X, { c, query, want }: Call, all: Dm[]): Response {
  const since = x.world.now() - KEPT_MS;
  const kinds = (query["event_types"] ?? "MessageCreate").split(",");
  const kept = kinds.includes("MessageCreate") ? all.filter((dm) => dm.createdAt >= since) : [];
  const found = page(kept, query, pageSize(query, 1, 100));
  let shown = found.items;
  const fault = x.faults.take("GET", c.req.path, ["duplicate", "disorder"]);
  if (fault) note(c, { fault: fault.kind });
  if (fault?.kind === "duplicate") shown = shown.flatMap((dm) => [dm, dm]);
  if (fault?.kind === "disorder") shown = shown.toReversed();
  const includes = dmIncludes(x.world, shown, want, x.base());
  return c.json({
    ...(shown.length > 0 && { data: shown.map((dm) => dmJson(dm, want)) }),
    ...(includes && { includes }),
    meta: {
      result_count: shown.length,
      ...(found.nextToken !== undefined && { next_token: found.nextToken }),
    },
  });
}

async function send(x: X, { c, userId }: Call): Promise<Response> {
  const other = c.req.param("id") ?? "";
  const input = Create.safeParse(await c.req.json().catch(() => null));
  if (!input.success) throw invalid("body", "", z.prettifyError(input.error));
  const { text = "", attachments = [] } = input.data;
  if (text === "" && attachments.length === 0) throw invalid("text", text, "A message needs text or an attachment.");
  if (Array.from(text).length > TEXT_LIMIT)
    throw forbidden("The text of your direct message is over the max character limit.");
  if (!x.world.users.has(other)) throw invalid("participant_id", other, "The recipient does not exist.");
  if (other === userId || x.world.blocked(other, userId)) throw dmNotAllowed();
  const files = attachments.map((item) => uploaded(x, item.media_id));
  if (files.length > 1) throw invalid("attachments", files.length, "A message takes one attachment.");
  const dm = x.world.dm(userId, other, text, files);
  note(c, { effect: { kind: "message", id: dm.id } });
  return c.json({ data: { dm_conversation_id: pair(userId, other), dm_event_id: dm.id } }, 201);
}
