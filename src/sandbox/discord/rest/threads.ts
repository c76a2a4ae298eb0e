/** Threads: in a text channel, under a message, and a forum's posts, which come with their first message. */
import { z } from "zod";
import { note } from "../../kit/requests.ts";
import { deleteThread, openThread, postMessage, updateThread } from "../actions.ts";
import { invalidField, missingPermissions, tagRequired, threadExists, unknownMessage } from "../errors.ts";
import { channelJson, messageJson } from "../shapes.ts";
import { needs } from "../permissions.ts";
import { findMessage } from "../world.ts";
import { type Api, channelOf, jsonBody } from "./api.ts";
import { mentionFilter, parseMessage, readBody, requireWords } from "./bodies.ts";

const ThreadFields = z.looseObject({
  name: z.string().min(1).max(100),
  message: z.unknown().optional(),
  applied_tags: z.array(z.string()).nullish(),
  type: z.int().nullish(),
});
const PUBLIC_THREAD = 11;
const MOST_TAGS = 5;
const Change = z.object({ archived: z.boolean().optional(), locked: z.boolean().optional() });

function parseThread(body: unknown): z.infer<typeof ThreadFields> {
  const parsed = ThreadFields.safeParse(body);
  if (parsed.success) return parsed.data;
  const field = String(parsed.error.issues[0]?.path[0] ?? "body");
  throw invalidField(field, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
}

export function threadRoutes(api: Api): void {
  const { hub } = api;
  const { world } = hub;

  api.on("post", "/channels/:id/threads", async (c) => {
    const parent = channelOf(api, c);
    const { body, files } = await readBody(c);
    const fields = parseThread(body);
    if (parent.type !== 15) {
      needs(world, parent, "CREATE_PUBLIC_THREADS");
      // Without a type Discord makes a private thread, which nobody may have here.
      if (parent.type !== 0 || fields.type !== PUBLIC_THREAD) throw missingPermissions();
      const thread = openThread(hub, parent, { name: fields.name, ownerId: world.bot.id });
      note(c, { effect: { kind: "thread", id: thread.id } });
      return c.json(channelJson(world, thread), 201);
    }
    needs(world, parent, "SEND_MESSAGES");
    const tags = fields.applied_tags ?? [];
    if (tags.length === 0 && parent.requiresTag) throw tagRequired();
    if (tags.length > MOST_TAGS)
      throw invalidField("applied_tags", "BASE_TYPE_MAX_LENGTH", `Must be ${MOST_TAGS} or fewer in length.`);
    if (tags.some((tag) => !parent.tags.some((known) => known.id === tag)))
      throw invalidField("applied_tags", "INVALID_FORUM_TAG", "Unknown tag");
    const words = parseMessage(fields.message ?? {});
    requireWords(words, files);
    const thread = openThread(hub, parent, { name: fields.name, ownerId: world.bot.id, tags });
    const message = postMessage(hub, {
      channel: thread,
      authorId: world.bot.id,
      content: words.content ?? "",
      attachments: files,
      mayMention: mentionFilter(words),
      id: thread.id,
    });
    note(c, { effect: { kind: "thread", id: thread.id } });
    return c.json({ ...channelJson(world, thread), message: messageJson(hub.shapes(), message) }, 201);
  });

  api.on("post", "/channels/:id/messages/:message/threads", async (c) => {
    const parent = channelOf(api, c);
    const under = findMessage(world, parent.id, c.req.param("message") ?? "");
    if (!under) throw unknownMessage();
    needs(world, parent, "CREATE_PUBLIC_THREADS");
    if (parent.type !== 0) throw missingPermissions();
    if (under.threadId !== null) throw threadExists();
    const thread = openThread(hub, parent, { name: parseThread(await jsonBody(c)).name, ownerId: world.bot.id, under });
    note(c, { effect: { kind: "thread", id: thread.id } });
    return c.json(channelJson(world, thread), 201);
  });

  api.on("delete", "/channels/:id", (c) => {
    const thread = channelOf(api, c);
    // Whole channels are beyond a support bot.
    if (thread.type !== 11) throw missingPermissions();
    needs(world, thread, "MANAGE_THREADS");
    const last = channelJson(world, thread);
    deleteThread(hub, thread);
    note(c, { effect: { kind: "delete-thread", id: thread.id } });
    return c.json(last);
  });

  api.on("get", "/channels/:id/threads/archived/public", (c) => {
    const parent = channelOf(api, c);
    needs(world, parent, "READ_MESSAGE_HISTORY");
    const limit = Number(c.req.query("limit") ?? 50);
    const archived = [...world.channels.values()].filter((one) => one.parentId === parent.id && one.archived);
    const newest = archived.toReversed();
    const threads = newest.slice(0, limit).map((thread) => channelJson(world, thread));
    return c.json({ threads, members: [], has_more: newest.length > limit });
  });

  api.on("patch", "/channels/:id", async (c) => {
    const thread = channelOf(api, c);
    if (thread.type !== 11) throw missingPermissions();
    const change = Change.parse(await jsonBody(c));
    updateThread(hub, thread, {
      ...(change.archived === undefined ? {} : { archived: change.archived }),
      ...(change.locked === undefined ? {} : { locked: change.locked }),
    });
    note(c, { effect: { kind: "thread-update", id: thread.id } });
    return c.json(channelJson(world, thread));
  });
}
